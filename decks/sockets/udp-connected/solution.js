// transports: udp4 udp6
// A connected socket hears its partner only.
import dgram from "node:dgram";

const { DRILL_TRANSPORT, DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = dgram.createSocket(DRILL_TRANSPORT);
socket.connect(Number(DRILL_PORT), DRILL_HOST, () => socket.send(DRILL_TOKEN));
socket.once("message", (bytes) => {
  console.log(bytes.toString());
  socket.close();
});
