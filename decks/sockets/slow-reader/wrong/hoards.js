// write() returns false when it is enough; nobody looks.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.on("data", (bytes) => client.write(bytes));
  client.on("end", () => client.end());
});
server.listen(Number(DRILL_PORT), DRILL_HOST);
