// Half-open, and its own half is never ended: the client gets no end of the stream.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.on("data", (bytes) => client.write(bytes));
});
server.listen(Number(DRILL_PORT), DRILL_HOST);
