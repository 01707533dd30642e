// tcp-hello: connect, send the token, print the whole answer.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env as Record<string, string>;

// TODO: net.connect, write, then print each piece of data until the end comes, and nothing else.
