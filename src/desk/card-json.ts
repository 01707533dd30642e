import type { Due, Zone } from "../model.ts";
import { dayStart } from "../schedule/day.ts";
import type { Card } from "../store/cards.ts";

/** A card as `list --json` gives it. */
export function cardJson(card: Card, at: { readonly today: number; readonly zone: Zone }): object {
  const { schedule } = card.state;
  return {
    id: card.key,
    vault: card.vault,
    note: { path: card.path, line: card.line, endLine: card.endLine },
    block: card.block,
    ordinal: card.ordinal,
    sibling: siblingName(card),
    deck: card.deck,
    dialect: card.dialect,
    foreignId: card.foreignId?.replace(/^\w+:/, "") ?? null,
    kind: card.kind,
    noteType: card.noteType,
    format: card.format,
    front: front(card),
    back: back(card),
    fields: Object.fromEntries(card.fields.map((field) => [field.name, field.text])),
    headings: card.headings,
    tags: card.tags,
    flag: card.state.flag,
    state: stateName(card, at.today),
    due: schedule.due === undefined ? null : dueIso(schedule.due, at.zone),
    reps: schedule.reps,
    lapses: schedule.lapses,
    memory: schedule.memory ?? null,
    drills: card.drills,
    retired: card.retired,
  };
}

export function stateName(card: Card, today: number): string {
  if (card.state.suspended) return "suspended";
  if (card.state.buriedDay !== undefined && card.state.buriedDay >= today) return "buried";
  return card.state.schedule.phase;
}

/** The moment from which a card is due: for days, the 4:00 at which that day begins. */
export function dueIso(due: Due, zone: Zone): string {
  return new Date("time" in due ? due.time : dayStart(due.day, zone)).toISOString();
}

/** The reversed card of a pair asks with the second field. */
function isReverse(card: Card): boolean {
  return card.kind === "reversed" && card.ordinal === 1;
}

export function front(card: Card): string {
  return card.fields[isReverse(card) ? 1 : 0]?.text ?? "";
}

export function back(card: Card): string {
  return card.fields[isReverse(card) ? 0 : 1]?.text ?? "";
}

/** What tells the cards of one block apart. */
function siblingName(card: Card): string {
  if (card.kind === "cloze") return `c${card.ordinal + 1}`;
  return isReverse(card) ? "reverse" : "forward";
}

/** The question on one line, for lists. */
export function headline(card: Card): string {
  const line =
    front(card)
      .split("\n")
      .find((each) => /[\p{L}\p{N}]/u.test(each)) ?? front(card);
  return line
    .replace(/^[#>\-*+\s]+/, "")
    .replace(/\[\[(?:[^[\]|]*\|)?([^[\]]*)\]\]/g, "$1")
    .replace(/[`*]/g, "")
    .trim();
}
