// Prints each part as it comes.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = dgram.createSocket("udp4");

let count = 0;
socket.on("message", (datagram) => {
  console.log(datagram.toString().split(" ")[1]);
  if (++count === 4) socket.close();
});
socket.send(DRILL_TOKEN, Number(DRILL_PORT), DRILL_HOST);
