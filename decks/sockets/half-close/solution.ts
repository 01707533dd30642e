// In Node, end() closes the sending half; data still come.
// transports: tcp4 unix-stream
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_PATH, DRILL_TOKEN } = process.env as Record<string, string>;

const server = DRILL_PATH === undefined ? net.connect(Number(DRILL_PORT), DRILL_HOST) : net.connect(DRILL_PATH);
server.end(DRILL_TOKEN); // "that was my question"
server.on("data", (chunk: Buffer) => process.stdout.write(chunk));
server.on("error", (error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
