// Believes that an echo is as long as what was sent.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
let answer = "";
server.end(DRILL_TOKEN);
server.on("data", (chunk) => {
  answer += chunk;
  if (answer.length < DRILL_TOKEN.length) return;
  console.log(answer.slice(0, DRILL_TOKEN.length));
  server.destroy();
});
