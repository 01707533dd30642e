// A handler that does nothing takes the place of the end.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.pipe(client);
});
server.listen(Number(DRILL_PORT), DRILL_HOST);
process.on("SIGTERM", () => console.log("asked to stop"));
