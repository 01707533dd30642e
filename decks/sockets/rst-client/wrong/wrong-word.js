// "close" comes after an end and after a break: it does not tell which.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);

server.write(DRILL_TOKEN);
server.on("data", (chunk) => process.stdout.write(chunk));
server.on("error", () => {});
server.on("close", () => console.log("eof"));
