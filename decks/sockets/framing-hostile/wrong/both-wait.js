// Goes on collecting until four billion bytes are there.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

server.write(DRILL_TOKEN);
let held = Buffer.alloc(0);
server.on("data", (chunk) => {
  held = Buffer.concat([held, chunk]);
  while (held.length >= 4 && held.length >= 4 + held.readUInt32BE()) {
    const end = 4 + held.readUInt32BE();
    console.log(held.subarray(4, end).toString());
    held = held.subarray(end);
  }
});
