// "end" is an end, "error" with ECONNRESET is a break: what came may not be all.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

server.write(DRILL_TOKEN);
server.on("data", (chunk) => process.stdout.write(chunk));
server.on("end", () => {
  console.log("eof");
  server.end();
});
server.on("error", (error) => {
  if (error.code === "ECONNRESET") console.log("reset");
  process.exitCode = error.code === "ECONNRESET" ? 3 : 1;
});
