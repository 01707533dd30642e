// net.connect takes either family, and tries names with both.
// transports: tcp4 tcp6
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

server.write(DRILL_TOKEN);
server.on("data", (chunk) => process.stdout.write(chunk));
server.on("end", () => server.end());
server.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
