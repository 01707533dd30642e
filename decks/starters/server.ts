// The drill tells its task; these are the things it gives you.
import net from "node:net";

const { DRILL_TRANSPORT, DRILL_HOST, DRILL_PORT, DRILL_PATH } = process.env;

// TODO: be the server of this drill. It is never finished: it runs until it is stopped.
