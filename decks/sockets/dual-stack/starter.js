// dual-stack: an echo server for IPv4 alone. TODO: serve clients of both families, at one port.
import net from "node:net";

const { DRILL_PORT } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.pipe(client);
});
server.listen({ port: Number(DRILL_PORT), host: "127.0.0.1" });
