// The socket is never closed, so the program waits for the next datagram.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env as Record<string, string>;
const socket = dgram.createSocket("udp4");
socket.on("message", (answer: Buffer) => process.stdout.write(answer));
socket.send(DRILL_TOKEN, Number(DRILL_PORT), DRILL_HOST);
