// An echo server. Node calls socket, bind and listen in one, and accept for each client.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env as Record<string, string>;

const server = net.createServer({ allowHalfOpen: true }, (client: net.Socket) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.pipe(client); // what comes goes back, and the end after it
});
server.listen(Number(DRILL_PORT), DRILL_HOST);
