import { cardJson } from "../../desk/card-json.ts";
import { findCard } from "../../desk/find.ts";
import { momentOf } from "../../desk/today.ts";
import { type Db, immediately } from "../../store/database.ts";
import type { Happening } from "../../store/events.ts";
import { record } from "../../store/state.ts";
import { type Context, document, type Run } from "../context.ts";

/** Suspending and its like, for the cards that are named: one event a card, all in one transaction. */
export function command(done: string, happening: (key: string, today: number) => Happening): Run {
  return (context: Context) => {
    const db: Db = context.db();
    const { time, today } = momentOf(context.now(), context.zone);
    const keys = context.words.map((word) => findCard(db, word).key);
    immediately(db, () => {
      for (const key of keys) record(db, happening(key, today), time);
    });
    const cards = keys.map((key) => findCard(db, key));
    if (context.json)
      context.out(document({ cards: cards.map((card) => cardJson(card, { today, zone: context.zone })) }));
    else context.out(`${done}: ${keys.map((key) => key.slice(0, 8)).join(" ")}`);
    return 0;
  };
}

export const suspend = command("suspended", (key) => ({ kind: "suspend", key }));
export const unsuspend = command("back again", (key) => ({ kind: "unsuspend", key }));
export const bury = command("buried until tomorrow", (key, day) => ({ kind: "bury", key, day }));
