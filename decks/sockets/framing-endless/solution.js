// A line has a limit, and the limit is looked at while the line grows.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
const most = 1000;

server.write(DRILL_TOKEN);
let held = "";
server.on("data", (chunk) => {
  const lines = (held + chunk).split("\n");
  held = lines.pop();
  const end = lines.findIndex((line) => line.length > most);
  for (const line of end === -1 ? lines : lines.slice(0, end)) console.log(line);
  if (end === -1 && held.length <= most) return;
  console.log("toobig");
  server.destroy();
});
server.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
