// Answers the first sender for ever.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT } = process.env;

const server = dgram.createSocket("udp4");
let first;
server.on("message", (datagram, sender) => {
  first ??= sender;
  server.send(datagram, first.port, first.address);
});
server.bind(Number(DRILL_PORT), DRILL_HOST);
