// A timer of our own: whichever comes first.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;
const socket = net.connect(Number(DRILL_PORT), DRILL_HOST);
const tell = (word) => {
  console.log(word);
  clearTimeout(timer);
  socket.destroy();
};
const timer = setTimeout(() => tell("timeout"), 1000);
socket.once("connect", () => tell("open"));
socket.once("error", (error) => tell(error.code === "ECONNREFUSED" ? "refused" : "other"));
