// Has its line, and hangs up.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.write(DRILL_TOKEN);
let line = "";
server.on("data", (chunk) => {
  line += chunk;
  if (!line.includes("\n")) return;
  console.log(line.slice(0, line.indexOf("\n")));
  server.destroy();
});
