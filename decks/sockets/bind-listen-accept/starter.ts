// bind-listen-accept: be the echo server. Send back what each client sends, until its end.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env as Record<string, string>;

// TODO: net.createServer, with a function for each client that writes back what comes; then listen on host and port.
