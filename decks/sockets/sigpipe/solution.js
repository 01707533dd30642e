// Node ignores SIGPIPE, and tells of EPIPE in an event; by itself it would close with the server.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect({ port: Number(DRILL_PORT), host: DRILL_HOST, allowHalfOpen: true });
server.write(DRILL_TOKEN);
server.on("data", (chunk) => process.stdout.write(chunk));
server.on("end", () => again());
server.on("error", (error) => console.log(error.code === "EPIPE" ? "pipe" : "reset"));

function again() {
  server.write(".", (error) => {
    if (!error) setImmediate(again);
  });
}
