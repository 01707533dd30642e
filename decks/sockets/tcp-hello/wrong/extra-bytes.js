// A newline is a byte like any other.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.write(`${DRILL_TOKEN}\n`);
server.on("data", (chunk) => process.stdout.write(chunk));
