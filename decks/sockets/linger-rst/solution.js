// resetAndDestroy is SO_LINGER with a time of 0, and then close.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect({ port: Number(DRILL_PORT), host: DRILL_HOST, allowHalfOpen: true });

server.write(DRILL_TOKEN);
server.on("data", (chunk) => process.stdout.write(chunk));
server.on("end", () => server.resetAndDestroy()); // our half is still open: allowHalfOpen
server.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
