import { cardJson } from "../../desk/card-json.ts";
import { findCard } from "../../desk/find.ts";
import { momentOf } from "../../desk/today.ts";
import { CardsError } from "../../errors.ts";
import { dayFromWords } from "../../schedule/day-words.ts";
import { immediately } from "../../store/database.ts";
import { record } from "../../store/state.ts";
import { type Context, document } from "../context.ts";

/** Puts a card on a day of the user's choice; its memory stays as it is. */
export function run(context: Context): number {
  const [prefix = "", when = ""] = context.words;
  const db = context.db();
  const { time, today } = momentOf(context.now(), context.zone);
  const day = dayFromWords(when, today);
  if (day === undefined)
    throw new CardsError(
      `${when}: not a day to come`,
      "A day is today, tomorrow, 3 (days from today), 2w, or 2026-12-24.",
      { exit: 2 },
    );
  const { key } = findCard(db, prefix);
  immediately(db, () => record(db, { kind: "set-due", key, day }, time));
  if (context.json) context.out(document({ card: cardJson(findCard(db, key), { today, zone: context.zone }) }));
  else context.out(`${key.slice(0, 8)}: due ${new Date(day * 86_400_000).toISOString().slice(0, 10)}`);
  return 0;
}
