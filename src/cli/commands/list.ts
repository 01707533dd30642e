import { cardJson, headline, stateName } from "../../desk/card-json.ts";
import { findCards } from "../../desk/find.ts";
import { momentOf } from "../../desk/today.ts";
import type { Card } from "../../store/cards.ts";
import { type Context, document } from "../context.ts";
import { textWidth } from "../../markdown/width.ts";
import { cut, padded } from "../../terminal/line.ts";
import { isTerminal } from "../streams.ts";

export function run(context: Context): number {
  const moment = momentOf(context.now(), context.zone);
  printCards(context, findCards(context.db(), context.words, moment));
  return 0;
}

const noCard = "No card. cards import FOLDER takes in a vault; cards list alone shows every card.";

/** One card a line: id, state, deck, question; or the document of --json. Where there is none, it says so. */
export function printCards(context: Context, cards: readonly Card[], none = noCard): void {
  const { today } = momentOf(context.now(), context.zone);
  if (context.json) {
    context.out(document({ cards: cards.map((card) => cardJson(card, { today, zone: context.zone })) }));
    return;
  }
  const deckWidth = cards.reduce((width, { deck }) => Math.min(24, Math.max(width, textWidth(deck))), 4);
  for (const card of cards) {
    const start = `${card.key.slice(0, 8)}  ${stateName(card, today).padEnd(10)}  ${padded(cut(card.deck, deckWidth), deckWidth)}  `;
    context.out(cut(start + headline(card), isTerminal(1) ? context.width : 10_000));
  }
  if (cards.length === 0) context.note(none);
}
