// ipv6Only: IPv4 stays outside.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.pipe(client);
});
server.listen({ port: Number(DRILL_PORT), host: DRILL_HOST, ipv6Only: true });
