// Believes that the first data event brings all.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env as Record<string, string>;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.write(DRILL_TOKEN);
server.once("data", (chunk) => {
  console.log(chunk.toString());
  server.destroy();
});
