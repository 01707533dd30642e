// Takes pieces until the end of the stream, however the answer was cut.
// transports: tcp4 unix-stream
import net from "node:net";

const { DRILL_TRANSPORT, DRILL_HOST, DRILL_PORT, DRILL_PATH, DRILL_TOKEN } = process.env as Record<string, string>;

const server = DRILL_TRANSPORT === "unix-stream" ? net.connect(DRILL_PATH) : net.connect(Number(DRILL_PORT), DRILL_HOST);
server.write(DRILL_TOKEN);

// The same as a loop around read: the stream hands out pieces until its end.
for await (const chunk of server) process.stdout.write(chunk);
