// One after the other: a silent client keeps all others waiting.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env as Record<string, string>;

const waiting: net.Socket[] = [];
let isBusy = false;

const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, (client: net.Socket) => {
  waiting.push(client);
  serveNext();
});
server.listen(Number(DRILL_PORT), DRILL_HOST);

function serveNext(): void {
  const client = isBusy ? undefined : waiting.shift();
  if (client === undefined) return;
  isBusy = true;
  client.on("error", () => client.destroy());
  client.on("close", () => {
    isBusy = false;
    serveNext();
  });
  client.pipe(client);
}
