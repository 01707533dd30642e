// clean-close: send the token, print the first line, leave in an orderly way.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env as Record<string, string>;

// TODO: connect, write, print the first line of what comes. What has to happen before the connection is closed?
