// Connects over TCP to a server that speaks UDP.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.on("error", (error) => console.error(error.message));
server.on("data", (chunk) => process.stdout.write(chunk));
server.end(DRILL_TOKEN);
