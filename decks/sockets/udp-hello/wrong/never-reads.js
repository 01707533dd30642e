// Prints its own token, and leaves before the answer is read.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = dgram.createSocket("udp4");
socket.send(DRILL_TOKEN, Number(DRILL_PORT), DRILL_HOST, () => {
  console.log(DRILL_TOKEN);
  process.exit(0);
});
