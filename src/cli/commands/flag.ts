import { CardsError } from "../../errors.ts";
import type { Context } from "../context.ts";
import { command } from "./set-aside.ts";

/** Marks a card with a flag from 1 to 7; 0 takes it away. */
export function run(context: Context): number | Promise<number> {
  const [card = "", word = "1"] = context.words;
  if (!/^[0-7]$/.test(word))
    throw new CardsError(`${word}: not a flag`, "A flag is a number from 1 to 7; 0 takes it away.", { exit: 2 });
  const flag = Number(word);
  const flagged = command(flag === 0 ? "flag taken away" : `flag ${flag}`, (key) => ({ kind: "flag", key, flag }));
  return flagged({ ...context, words: [card] });
}
