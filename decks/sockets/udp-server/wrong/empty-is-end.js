// Passes over the empty ones.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = dgram.createSocket("udp4");
server.on("message", (datagram, sender) => datagram.length > 0 && server.send(datagram, sender.port, sender.address));
server.bind(Number(DRILL_PORT), DRILL_HOST);
