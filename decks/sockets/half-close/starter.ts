// half-close: send the token, end your half, print the answer.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env as Record<string, string>;

// TODO: connect, write, say that this was all, then print each piece of data until the end comes.
