// Without allowHalfOpen Node closes as soon as the server does: there is nothing to write to.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

server.write(DRILL_TOKEN);
server.on("data", (chunk) => process.stdout.write(chunk));
server.on("error", (error) => console.log(error.code === "EPIPE" ? "pipe" : "reset"));
