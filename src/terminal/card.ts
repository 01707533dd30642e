import { renderAnsi } from "../markdown/ansi.ts";
import { loadHighlighting } from "../markdown/highlight.ts";
import type { Card } from "../store/cards.ts";
import { back, front } from "../desk/card-json.ts";
import { embeddedIn, loadEmbedded } from "./embedded.ts";
import { cut, painter } from "./line.ts";

export interface Look {
  readonly width: number;
  readonly color: boolean;
}

/** Deck and headings, on one line. */
export function titleLine(card: Card, look: Look): string {
  return painter(look.color)("2", cut(titleOf(card), look.width));
}

export function titleOf(card: Card): string {
  return [card.deck.replaceAll("::", " › "), ...card.headings.map(plain)].filter((part) => part !== "").join(" › ");
}

function plain(heading: string): string {
  return heading.replace(/!?\[\[(?:[^[\]|]*\|)?([^[\]]*)\]\]/g, "$1").replace(/[`*_]/g, "");
}

/** Loads what the card's listings need for their colours, and what it embeds; without it there are names and no colours. */
export async function loadFor(card: Card): Promise<void> {
  await loadEmbedded(card);
  await loadHighlighting(...card.fields.map((field) => field.text));
}

export async function questionLines(card: Card, look: Look): Promise<readonly string[]> {
  await loadEmbedded(card);
  await loadHighlighting(front(card));
  return renderQuestion(card, look);
}

export async function answerLines(card: Card, look: Look): Promise<readonly string[]> {
  await loadFor(card);
  return renderAnswer(card, look);
}

export function renderQuestion(card: Card, look: Look): readonly string[] {
  const links = embeddedIn(card, front(card));
  if (card.kind !== "cloze") return renderAnsi(front(card), { ...look, links });
  return renderAnsi(front(card), { ...look, links, cloze: { ordinal: card.ordinal, revealed: false } });
}

/** The answer; further fields follow under their names. */
export function renderAnswer(card: Card, look: Look): readonly string[] {
  const shown = (text: string) => renderAnsi(text, { ...look, links: embeddedIn(card, text) });
  const cloze = { ordinal: card.ordinal, revealed: true };
  const main =
    card.kind === "cloze"
      ? renderAnsi(front(card), { ...look, links: embeddedIn(card, front(card)), cloze })
      : shown(back(card));
  const rest = card.fields.slice(card.kind === "cloze" ? 1 : 2).filter((field) => field.text.trim() !== "");
  return [
    ...main,
    ...rest.flatMap((field) => ["", painter(look.color)("2", cut(`${field.name}:`, look.width)), ...shown(field.text)]),
  ];
}
