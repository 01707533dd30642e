// Stop and wait: one question under way, a clock, a comparison.
import dgram from "node:dgram";

const { DRILL_HOST, DRILL_PORT } = process.env;
const tries = 5;

const socket = dgram.createSocket("udp4");
for (const number of ["1", "2", "3"]) await ask(number);
socket.close();

/** Sends the number until its own answer comes. Answers to earlier numbers are let pass. */
function ask(number) {
  const { promise, resolve, reject } = Promise.withResolvers();
  let sent = 0;
  const send = () => {
    if (sent++ === tries) reject(new Error(`no answer to ${number}`));
    else socket.send(number, Number(DRILL_PORT), DRILL_HOST);
  };
  const clock = setInterval(send, 500);
  const take = (answer) => {
    if (answer.toString() !== number) return;
    console.log(number);
    resolve();
  };
  socket.on("message", take);
  send();
  return promise.finally(() => {
    clearInterval(clock);
    socket.off("message", take);
  });
}
