// The drill tells its task; these are the things it gives you.
import net from "node:net";

// A host and a port, or a path, as DRILL_TRANSPORT says; an abstract name begins with @.
const { DRILL_TRANSPORT, DRILL_HOST, DRILL_PORT, DRILL_PATH, DRILL_TOKEN } = process.env;

// TODO: be the client of this drill. Node takes the types away before it runs this, and checks none of them.
