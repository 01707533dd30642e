// A refusal that was understood is no failure.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env as Record<string, string>;

const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.on("connect", () => {
  console.log("open");
  server.destroy();
});
server.on("error", ({ code }: NodeJS.ErrnoException) => console.log(code === "ECONNREFUSED" ? "refused" : "other"));
