// Bytes are not text: toString() replaces what is no UTF-8.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = dgram.createSocket("udp4");
server.on("message", (datagram, sender) => server.send(datagram.toString(), sender.port, sender.address));
server.bind(Number(DRILL_PORT), DRILL_HOST);
