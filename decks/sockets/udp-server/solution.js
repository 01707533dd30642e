// An echo server of datagrams: one socket for everybody, and every answer to whoever asked.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = dgram.createSocket("udp4");
server.on("message", (datagram, sender) => server.send(datagram, sender.port, sender.address));
server.bind(Number(DRILL_PORT), DRILL_HOST);
