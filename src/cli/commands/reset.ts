import { command } from "./set-aside.ts";

/** Starts cards anew; their reviews stay in the history and in the statistics. */
export const run = command("new again", (key) => ({ kind: "reset", key }));
