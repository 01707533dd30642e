// Waits for an answer to a question that was never put.
// transports: unix-stream unix-abstract
import net from "node:net";

const { DRILL_PATH } = process.env;
const server = net.connect(DRILL_PATH.replace(/^@/, "\0"));
server.on("data", (chunk) => process.stdout.write(chunk));
