// Believes that an echo is as long as what was sent.
// transports: unix-stream unix-abstract
import net from "node:net";

const { DRILL_PATH, DRILL_TOKEN } = process.env;
const server = net.connect(DRILL_PATH.replace(/^@/, "\0"));
let answer = "";
server.write(DRILL_TOKEN);
server.on("data", (chunk) => {
  answer += chunk;
  if (answer.length < DRILL_TOKEN.length) return;
  console.log(answer.slice(0, DRILL_TOKEN.length));
  server.destroy();
});
