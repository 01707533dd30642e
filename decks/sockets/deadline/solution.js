// One timer for the whole, not one for each piece.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = net.connect(Number(DRILL_PORT), DRILL_HOST);
let answer = "";
let timer;
socket.once("connect", () => {
  socket.write(DRILL_TOKEN);
  timer = setTimeout(() => {
    console.log("timeout");
    socket.destroy();
  }, 1000);
});
socket.on("data", (bytes) => (answer += bytes));
socket.on("end", () => {
  clearTimeout(timer);
  console.log(answer);
});
