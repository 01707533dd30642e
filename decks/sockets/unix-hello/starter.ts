// unix-hello: connect to the path, send the token, print the whole answer.
import net from "node:net";

const { DRILL_PATH, DRILL_TOKEN } = process.env as Record<string, string>; // "/tmp/…/s", or "@name" for an abstract name

// TODO: net.connect, write, then print each piece of data until the end comes, and nothing else.
