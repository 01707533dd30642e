// Prints its own token, and leaves before the answer is read.
// transports: unix-stream unix-abstract
import net from "node:net";

const { DRILL_PATH, DRILL_TOKEN } = process.env;
const server = net.connect(DRILL_PATH.replace(/^@/, "\0"));
server.pause(); // or Node itself would begin to read
server.end(DRILL_TOKEN, () => {
  console.log(DRILL_TOKEN);
  process.exit(0);
});
