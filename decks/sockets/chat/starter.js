// chat: a room. What one says, line by line, all others hear. The door and the guests are here.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const room = new Set();

const server = net.createServer((client) => {
  room.add(client);
  client.on("error", () => client.destroy());
  client.on("close", () => room.delete(client));
  client.on("data", (bytes) => {
    client.write(bytes); // TODO: every whole line goes to all others. It only goes back to its author so far.
  });
});
server.listen(Number(DRILL_PORT), DRILL_HOST);
