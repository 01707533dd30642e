// 65,535 bytes are the most that IPv4 carries, and two headers are among them.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = dgram.createSocket("udp4");

const send = (length, done) => socket.send(Buffer.alloc(length, "x"), Number(DRILL_PORT), DRILL_HOST, done);
socket.on("message", (answer) => {
  console.log(answer.toString());
  socket.close();
});
send(65508, (error) => {
  if (error?.code !== "EMSGSIZE") throw error ?? new Error("that should not have been possible");
  console.log("toobig");
  send(65507);
});
