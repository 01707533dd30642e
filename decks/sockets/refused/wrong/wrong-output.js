// Prints the words for people: they differ from system to system.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env;

net.connect(Number(DRILL_PORT), DRILL_HOST).on("error", (error) => console.log(error.message));
