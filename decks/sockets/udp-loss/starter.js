// udp-loss: send 1, 2 and 3, one after the other, and print the answer to each, once.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT } = process.env;

// TODO: for each number: send it; wait half a second for its own answer; else send it again. Print the answer.
