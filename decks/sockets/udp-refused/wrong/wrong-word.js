// Not connected: the refusal comes to a socket that has no partner, and is not told.
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
socket.send(DRILL_TOKEN, Number(DRILL_PORT), DRILL_HOST);
