// Takes the first datagram that comes, whoever sent it.
import dgram from "node:dgram";

const { DRILL_TRANSPORT, DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = dgram.createSocket(DRILL_TRANSPORT);
socket.send(DRILL_TOKEN, Number(DRILL_PORT), DRILL_HOST);
socket.once("message", (bytes) => {
  console.log(bytes.toString());
  socket.close();
});
