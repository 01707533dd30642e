// Prints one line, and reads the rest to throw it away: what lies unread at the close becomes a reset.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env as Record<string, string>;

const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.write(DRILL_TOKEN);
let line = "";
server.on("data", (chunk: Buffer) => {
  if (line.includes("\n")) return;
  line += chunk;
  if (line.includes("\n")) console.log(line.slice(0, line.indexOf("\n")));
});
server.on("end", () => server.end());
server.on("error", (error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
