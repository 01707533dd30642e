// Each message says its length first; prefix and message may come in any pieces.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

const prefix = Buffer.alloc(4);
prefix.writeUInt32BE(Buffer.byteLength(DRILL_TOKEN));
server.write(Buffer.concat([prefix, Buffer.from(DRILL_TOKEN)]));

let held = Buffer.alloc(0);
let messages = 0;
server.on("data", (chunk) => {
  held = Buffer.concat([held, chunk]);
  while (held.length >= 4 && held.length >= 4 + held.readUInt32BE()) {
    const end = 4 + held.readUInt32BE();
    console.log(held.subarray(4, end).toString());
    held = held.subarray(end);
    if (++messages === 2) server.end();
  }
});
server.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
