// Asks again and again whether something is there, and never whether more will come.
// transports: unix-stream unix-abstract
import net from "node:net";
import { setImmediate } from "node:timers/promises";

const { DRILL_PATH, DRILL_TOKEN } = process.env;
const server = net.connect(DRILL_PATH.replace(/^@/, "\0"));
server.write(DRILL_TOKEN);
while (true) {
  process.stdout.write(server.read() ?? "");
  await setImmediate();
}
