// Takes the first chunk for the answer.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

server.write(`GET /${DRILL_TOKEN} HTTP/1.1\r\nHost: drill\r\n\r\n`);
server.once("data", (chunk) => {
  console.log(chunk.toString().split("\r\n\r\n")[1] ?? "");
  server.destroy();
});
