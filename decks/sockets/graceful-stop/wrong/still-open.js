// Counts its clients down with the door open.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.pipe(client);
});
server.listen(Number(DRILL_PORT), DRILL_HOST);
let guests = 0;
let stopping = false;
server.on("connection", (client) => {
  guests++;
  client.on("close", () => --guests === 0 && stopping && process.exit(0));
});
process.on("SIGTERM", () => (stopping = true));
