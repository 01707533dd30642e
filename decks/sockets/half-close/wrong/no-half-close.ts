// Waits for the answer, while the server waits for the end of the question.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env as Record<string, string>;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.write(DRILL_TOKEN);
server.on("data", (chunk: Buffer) => process.stdout.write(chunk));
