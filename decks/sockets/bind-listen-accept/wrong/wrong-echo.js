// Turns bytes into text and back: what is no UTF-8 comes back as something else.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.setEncoding("utf8");
  client.on("data", (text) => client.write(text));
  client.on("end", () => client.end());
});
server.listen(Number(DRILL_PORT), DRILL_HOST);
