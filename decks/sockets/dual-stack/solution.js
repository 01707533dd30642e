// An echo server for both families: one IPv6 socket that lets IPv4 in, which is what Node does at ::.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.pipe(client);
});
server.listen({ port: Number(DRILL_PORT), host: DRILL_HOST });
