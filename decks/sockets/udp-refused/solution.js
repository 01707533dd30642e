// connect on UDP sends nothing, and lets errors find their way back.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = dgram.createSocket("udp4");

const patience = setTimeout(() => finish("timeout"), 2000);
function finish(word) {
  clearTimeout(patience);
  console.log(word);
  socket.close();
}
socket.on("message", (answer) => finish(answer.toString()));
socket.on("error", (error) => finish(error.code === "ECONNREFUSED" ? "refused" : error.code));
socket.connect(Number(DRILL_PORT), DRILL_HOST, () => socket.send(DRILL_TOKEN));
