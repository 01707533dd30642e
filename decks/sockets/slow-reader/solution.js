// An echo server that a client who does not read cannot stop: pipe() stops reading while it cannot write.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.pipe(client);
});
server.listen(Number(DRILL_PORT), DRILL_HOST);
