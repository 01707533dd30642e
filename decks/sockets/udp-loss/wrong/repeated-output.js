// Takes whatever comes for the answer.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT } = process.env;
const socket = dgram.createSocket("udp4");
const send = (number) => socket.send(String(number), Number(DRILL_PORT), DRILL_HOST);
let number = 1;
const clock = setInterval(() => send(number), 300);
send(number);
socket.on("message", (answer) => {
  console.log(answer.toString()); // the answer to which number?
  if (number++ < 3) return send(number);
  clearInterval(clock);
  socket.close();
});
