import type { Context } from "./context.ts";
import { isTerminal } from "./streams.ts";

/** Whether there is a screen to draw on: a terminal at both ends, and nobody who reads it aloud. --plain says no. */
export function hasScreen(context: Context): boolean {
  if (context.json || context.options["plain"] === true) return false;
  const { TERM, INK_SCREEN_READER, ACCESSIBLE } = process.env;
  return isTerminal(1) && isTerminal(0) && TERM !== "dumb" && !isOn(INK_SCREEN_READER) && !isOn(ACCESSIBLE);
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !["", "0", "false"].includes(value);
}
