// concurrent: this server serves one client to its end before it takes the next.
// TODO: serve several at once. Node would do so by itself; find out what keeps it from doing so.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const waiting = [];
let isBusy = false;

const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, (client) => {
  waiting.push(client);
  serveNext();
});
server.listen(Number(DRILL_PORT), DRILL_HOST);

function serveNext() {
  if (isBusy || waiting.length === 0) return;
  isBusy = true;
  const client = waiting.shift();
  client.on("error", () => client.destroy());
  client.on("close", () => {
    isBusy = false;
    serveNext();
  });
  client.pipe(client);
}
