// udp-hello: send the token as one datagram, print the one that comes back.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env as Record<string, string>;

// TODO: createSocket, send; print the message that comes, and close.
