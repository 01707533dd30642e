// A newline is a byte like any other.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = dgram.createSocket("udp4");
socket.on("message", (answer) => {
  process.stdout.write(answer);
  socket.close();
});
socket.send(`${DRILL_TOKEN}\n`, Number(DRILL_PORT), DRILL_HOST);
