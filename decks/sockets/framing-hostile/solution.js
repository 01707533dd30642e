// A length is looked at before anything is kept for it.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
const most = 65536;

server.write(DRILL_TOKEN);
let held = Buffer.alloc(0);
server.on("data", (chunk) => {
  held = Buffer.concat([held, chunk]);
  while (held.length >= 4) {
    const length = held.readUInt32BE();
    if (length > most) {
      console.log("toobig");
      server.destroy();
      return;
    }
    if (held.length < 4 + length) return;
    console.log(held.subarray(4, 4 + length).toString());
    held = held.subarray(4 + length);
  }
});
server.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
