import { findCards } from "../../desk/find.ts";
import { momentOf } from "../../desk/today.ts";
import type { Context } from "../context.ts";
import { printCards } from "./list.ts";

/** Cards that are due now: steps whose minutes are over, and days that have come. New cards are not due, they are new. */
export function run(context: Context): number {
  const query = context.words.length === 0 ? ["is:due"] : ["is:due", "(", ...context.words, ")"];
  const none = "Nothing is due. cards review goes on with new cards; cards list shows every card.";
  printCards(context, findCards(context.db(), query, momentOf(context.now(), context.zone)), none);
  return 0;
}
