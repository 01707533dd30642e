// Prints what comes, and never notices that nothing more will.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

server.on("data", (chunk) => process.stdout.write(chunk));
