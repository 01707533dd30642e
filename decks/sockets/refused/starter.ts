// refused: try to connect, and print in one word what came of it: refused, open or other.
import net from "node:net";

const { DRILL_HOST, DRILL_PORT } = process.env as Record<string, string>;

// TODO: connect; then one word.
