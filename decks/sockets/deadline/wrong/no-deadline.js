// socket.setTimeout is about idleness: it begins anew with each piece.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = net.connect(Number(DRILL_PORT), DRILL_HOST, () => socket.write(DRILL_TOKEN));
let answer = "";
socket.setTimeout(1000, () => {
  console.log("timeout");
  socket.destroy();
});
socket.on("data", (bytes) => (answer += bytes));
socket.on("end", () => console.log(answer));
