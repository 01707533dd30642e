// The address is a path; behind @ it is a name, which begins with a byte that is 0.
// transports: unix-stream unix-abstract
import net from "node:net";

const { DRILL_PATH, DRILL_TOKEN } = process.env as Record<string, string>;

const server = net.connect(DRILL_PATH.replace(/^@/, "\0"));
server.write(DRILL_TOKEN);
server.on("data", (chunk: Buffer) => process.stdout.write(chunk));
server.on("end", () => server.end()); // the server's half is closed: close ours
server.on("error", (error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
