// Takes each chunk for one line.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

server.write(`${DRILL_TOKEN}\n`);
server.on("data", (chunk) => {
  const line = chunk.toString().trim();
  console.log(line);
  server.write(`ok ${line}\n`);
});
server.on("end", () => server.end());
