// Node always makes room for the whole datagram: its length tells.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = dgram.createSocket("udp4");

let count = 0;
socket.on("message", (message) => {
  console.log(message.length > 32 ? "toobig" : message.toString());
  if (++count === 3) socket.close();
});
socket.send(DRILL_TOKEN, Number(DRILL_PORT), DRILL_HOST);
