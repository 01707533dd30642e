// IPv4 only: who looks for ::1 finds nobody.
import net from "node:net";

const { DRILL_PORT } = process.env;

const server = net.createServer({ allowHalfOpen: true }, (client) => {
  client.on("error", () => client.destroy()); // it has gone: its affair
  client.pipe(client);
});
server.listen({ port: Number(DRILL_PORT), host: "0.0.0.0" });
