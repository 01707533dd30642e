// Node listens to everything at once anyway.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_HOST_2, DRILL_PORT_2, DRILL_TOKEN } = process.env;
for (const [host, port] of [
  [DRILL_HOST, DRILL_PORT],
  [DRILL_HOST_2, DRILL_PORT_2],
]) {
  const socket = net.connect(Number(port), host, () => socket.write(DRILL_TOKEN));
  socket.on("data", (bytes) => process.stdout.write(bytes));
}
