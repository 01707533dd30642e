import { deal } from "../../review/deal.ts";
import { loadPresets } from "../../settings/presets.ts";
import { deckCounts } from "../../store/queue.ts";
import { momentOf } from "../../desk/today.ts";
import { textWidth } from "../../markdown/width.ts";
import { cut, padded, painter } from "../../terminal/line.ts";
import { lastUndoable } from "../../store/undo.ts";
import { everyVault } from "../../store/vaults.ts";
import { type Context, document } from "../context.ts";
import { counted } from "../counted.ts";

/** `cards` alone: what waits in each deck, and what to do next. */
export function run(context: Context): number {
  const db = context.db();
  const decks = deckCounts(db, momentOf(context.now(), context.zone).today);
  if (context.json) {
    context.out(document({ decks: decks.map(({ fresh, ...deck }) => ({ ...deck, new: fresh })) }));
    return 0;
  }
  const paint = painter(context.color);
  if (decks.length === 0) {
    const course = "  cards review          start with the built-in course on sockets\n";
    const isNew = everyVault(db).length === 0;
    context.out(`No cards yet.\n\n${isNew ? course : ""}  cards import FOLDER   take in your own notes`);
    return 0;
  }
  const width = Math.min(Math.max(...decks.map(({ deck }) => textWidth(deck)), 4), Math.max(10, context.width - 34));
  context.out(paint("2", `${"deck".padEnd(width)}      new  learn  review   cards`));
  for (const deck of decks) {
    const count = (number: number, size: number, codes: string): string =>
      number === 0 ? paint("2", "·".padStart(size)) : paint(codes, String(number).padStart(size));
    context.out(
      `${padded(cut(deck.deck, width), width)}  ${count(deck.fresh, 7, "34")}${count(deck.learning, 7, "31")}${count(deck.review, 8, "32")}${String(deck.total).padStart(8)}`,
    );
  }
  const { left, key } = deal(db, { time: context.now(), zone: context.zone }, loadPresets(context.home), undefined);
  const today = `${counted(left.review, "review")}, ${left.learning} in learning, ${left.new} new today`;
  context.out(`\n  cards review          ${key === undefined ? "nothing is due; new cards come tomorrow" : today}`);
  context.out(`  cards drill list      drills you can do right now`);
  if (lastUndoable(db) !== undefined) context.out("  cards undo            take the last thing back");
  return 0;
}
