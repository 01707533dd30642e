// Each attempt begins from the beginning, and only the length says that it is over.
import net from "node:net";
import { setTimeout as pause } from "node:timers/promises";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;

async function attempt() {
  const socket = net.connect(Number(DRILL_PORT), DRILL_HOST);
  socket.write(DRILL_TOKEN);
  let answer = "";
  for await (const bytes of socket) answer += bytes;
  if (answer.length < 20) throw new Error("the answer ended early");
  return answer;
}

for (let tries = 1; ; tries++) {
  try {
    console.log(await attempt());
    break;
  } catch (error) {
    if (tries === 5) throw error;
    await pause(100);
  }
}
