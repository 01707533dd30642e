// A room: what one says, line by line, all others hear.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const room = new Set();

const server = net.createServer((client) => {
  let rest = Buffer.alloc(0);
  room.add(client);
  client.on("error", () => client.destroy());
  client.on("close", () => room.delete(client));
  client.on("data", (bytes) => {
    const said = Buffer.concat([rest, bytes]);
    const end = said.lastIndexOf("\n") + 1;
    rest = said.subarray(end);
    if (end > 0) for (const other of room) if (other !== client) other.write(said.subarray(0, end));
  });
});
server.listen(Number(DRILL_PORT), DRILL_HOST);
