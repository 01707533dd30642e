// The head ends at an empty line, the body where Content-Length says.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

server.write(`GET /${DRILL_TOKEN} HTTP/1.1\r\nHost: drill\r\n\r\n`);
let answer = Buffer.alloc(0);
server.on("data", (chunk) => {
  answer = Buffer.concat([answer, chunk]);
  const end = answer.indexOf("\r\n\r\n");
  if (end === -1) return;
  const length = Number(/^content-length: *(\d+)/im.exec(answer.subarray(0, end).toString())?.[1]);
  const body = answer.subarray(end + 4, end + 4 + length);
  if (body.length < length) return;
  console.log(body.toString());
  server.end();
});
server.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
