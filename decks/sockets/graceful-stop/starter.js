// graceful-stop: an echo server. At SIGTERM it is gone at once, clients and all.
// TODO: close the door, let the clients finish, end with 0.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.pipe(client);
});
server.listen(Number(DRILL_PORT), DRILL_HOST);
