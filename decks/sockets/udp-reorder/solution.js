// Each datagram goes to the place that its number tells, whenever it comes.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = dgram.createSocket("udp4");

const parts = new Map();
socket.on("message", (datagram) => {
  const [number, text] = datagram.toString().split(" ");
  parts.set(Number(number), text);
  if (parts.size < 4) return;
  for (const each of [1, 2, 3, 4]) console.log(parts.get(each));
  socket.close();
});
socket.send(DRILL_TOKEN, Number(DRILL_PORT), DRILL_HOST);
