// One data event again, after a pause.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.write(DRILL_TOKEN);
setTimeout(() => {
  // The server waits for the reader, not for the clock.
  server.once("data", (chunk) => {
    console.log(chunk.toString());
    server.destroy();
  });
}, 100);
