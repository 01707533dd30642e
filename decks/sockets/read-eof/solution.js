// The event "end" is the only sign of the end.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

server.on("data", (chunk) => process.stdout.write(chunk));
server.on("end", () => {
  console.log("\neof");
  server.end();
});
server.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
