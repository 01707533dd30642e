// A number crosses the wire with its highest byte first.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

const mark = Buffer.alloc(4);
mark.writeUInt32BE(0x01020304);
server.write(mark);
server.write(DRILL_TOKEN);
let answer = Buffer.alloc(0);
server.on("data", (chunk) => (answer = Buffer.concat([answer, chunk])));
server.on("end", () => {
  console.log(answer.readUInt32BE());
  server.end();
});
server.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
