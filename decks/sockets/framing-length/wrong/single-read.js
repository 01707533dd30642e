// Takes the first chunk for both messages.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

const prefix = Buffer.alloc(4);
prefix.writeUInt32BE(DRILL_TOKEN.length);
server.write(Buffer.concat([prefix, Buffer.from(DRILL_TOKEN)]));
server.once("data", (chunk) => {
  const end = 4 + chunk.readUInt32BE();
  console.log(chunk.subarray(4, end).toString());
  console.log(chunk.subarray(end + 4).toString());
  server.destroy();
});
