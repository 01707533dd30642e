// transports: tcp4 unix-stream
// A write keeps what there is no room for, and goes on by itself; Node's sockets never block.
import net from "node:net";

const { DRILL_PATH, DRILL_HOST, DRILL_PORT, DRILL_TOKEN, DRILL_REPEAT } = process.env;
const place = DRILL_PATH ? { path: DRILL_PATH } : { host: DRILL_HOST, port: Number(DRILL_PORT) };
const socket = net.connect(place, () => socket.write(DRILL_TOKEN.repeat(Number(DRILL_REPEAT))));
socket.on("data", (bytes) => process.stdout.write(bytes));
