// Prints as much as it has sent.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = dgram.createSocket("udp4");
socket.on("message", (answer) => {
  console.log(answer.subarray(0, DRILL_TOKEN.length).toString());
  socket.close();
});
socket.send(DRILL_TOKEN, Number(DRILL_PORT), DRILL_HOST);
