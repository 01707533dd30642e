// read-loop: the answer comes in pieces. Print all of it.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env as Record<string, string>;

// On unix-stream you get DRILL_PATH instead of host and port: then this line is yours to change.
const server = net.connect(Number(DRILL_PORT), DRILL_HOST);
server.write(DRILL_TOKEN);

// TODO: print all that the server answers. How many times does "data" happen?
server.resume();
