// Waits for an answer to a question that was never put.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.on("data", (chunk) => process.stdout.write(chunk));
