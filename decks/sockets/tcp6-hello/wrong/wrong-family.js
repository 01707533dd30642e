// Knows one loopback address only.
import net from "node:net";

const { DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), "127.0.0.1");
server.on("error", (error) => console.error(error.message));
server.on("data", (chunk) => process.stdout.write(chunk));
server.write(DRILL_TOKEN);
