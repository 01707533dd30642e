// Has no clock: waits for ever for an answer that was lost.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT } = process.env;
const socket = dgram.createSocket("udp4");
const send = (number) => socket.send(String(number), Number(DRILL_PORT), DRILL_HOST);
let number = 1;
send(number);
socket.on("message", (answer) => {
  console.log(answer.toString());
  if (number === 3) socket.close();
  else send(++number);
});
