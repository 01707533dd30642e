// Passes on what one read has returned: half a line, and somebody else's words behind it.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const room = new Set();

const server = net.createServer((client) => {
  room.add(client);
  client.on("error", () => client.destroy());
  client.on("close", () => room.delete(client));
  client.on("data", (bytes) => {
    for (const other of room) if (other !== client) other.write(bytes);
  });
});
server.listen(Number(DRILL_PORT), DRILL_HOST);
