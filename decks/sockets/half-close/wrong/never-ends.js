// Asks again and again whether something is there, and never whether more will come.
import net from "node:net";
import { setImmediate } from "node:timers/promises";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.end(DRILL_TOKEN);
while (true) {
  process.stdout.write(server.read() ?? "");
  await setImmediate();
}
