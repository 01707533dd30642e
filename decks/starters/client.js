// The drill tells its task; these are the things it gives you.
import net from "node:net";

// DRILL_TRANSPORT is tcp4 (with host and port) or unix-stream (with a path).
const { DRILL_TRANSPORT, DRILL_HOST, DRILL_PORT, DRILL_PATH, DRILL_TOKEN } = process.env;

// TODO: be the client of this drill.
