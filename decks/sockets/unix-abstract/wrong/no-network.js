// Keeps the @: that is the path of a file.
import net from "node:net";

const { DRILL_PATH, DRILL_TOKEN } = process.env;
const server = net.connect(DRILL_PATH);
server.write(DRILL_TOKEN);
server.on("data", (chunk) => process.stdout.write(chunk));
server.on("end", () => server.end());
server.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
