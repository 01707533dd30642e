// Takes a refusal that it was asked to find for its own failure.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env as Record<string, string>;

net.connect(Number(DRILL_PORT), DRILL_HOST).on("error", ({ code }) => {
  console.log(code === "ECONNREFUSED" ? "refused" : "other");
  process.exitCode = 1;
});
