// The life of a client: connect, write, print all data until the end, close.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env as Record<string, string>;

const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.write(DRILL_TOKEN);
server.on("data", (chunk: Buffer) => process.stdout.write(chunk));
server.on("end", () => server.end()); // the server's half is closed: close ours
server.on("error", (error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
