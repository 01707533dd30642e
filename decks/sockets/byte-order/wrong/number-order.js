// The byte order of this machine is not that of the network.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

const mark = Buffer.alloc(4);
mark.writeUInt32LE(0x01020304);
server.write(Buffer.concat([mark, Buffer.from(DRILL_TOKEN)]));
server.on("data", (chunk) => console.log(chunk.readUInt32LE()));
server.on("end", () => server.end());
