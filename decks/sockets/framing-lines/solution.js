// A line ends at its newline, wherever a chunk ended.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

server.write(`${DRILL_TOKEN}\n`);
let held = "";
server.on("data", (chunk) => {
  const lines = (held + chunk).split("\n");
  held = lines.pop(); // what stands behind the last newline is not yet a line
  for (const line of lines) {
    console.log(line);
    server.write(`ok ${line}\n`);
  }
});
server.on("end", () => server.end());
server.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
