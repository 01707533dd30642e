// Prints its own token, and leaves before the answer is read.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env as Record<string, string>;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.pause(); // or Node itself would begin to read
server.end(DRILL_TOKEN, () => {
  console.log(DRILL_TOKEN);
  process.exit(0);
});
