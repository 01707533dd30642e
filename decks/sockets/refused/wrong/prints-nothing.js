// Nobody listens for the event "error", so it ends the program.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

net.connect(Number(DRILL_PORT), DRILL_HOST, () => console.log("open"));
