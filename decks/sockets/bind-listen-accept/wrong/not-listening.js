// Port 0: the kernel chooses a door that nobody knows.
import net from "node:net";

const { DRILL_HOST } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.pipe(client); // what comes goes back, and the end after it
});
server.listen(0, DRILL_HOST);
