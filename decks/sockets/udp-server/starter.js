// udp-server: an echo server of datagrams. The socket is here, and bound.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = dgram.createSocket("udp4");
// TODO: send every datagram back to where it came from, whole, and also when it is empty.
server.bind(Number(DRILL_PORT), DRILL_HOST);
