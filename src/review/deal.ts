import { dayNumber } from "../schedule/day.ts";
import { type Counts, nextCard, remaining } from "../schedule/queue.ts";
import type { Presets } from "../settings/presets.ts";
import type { Db } from "../store/database.ts";
import { deckNames, doneOn, learningCount, queueHeads, waiting } from "../store/queue.ts";
import type { At } from "./rate.ts";

/** What is still to do today, limits applied. */
export interface Left {
  readonly new: number;
  readonly learning: number;
  readonly review: number;
}

export interface Deal {
  /** The next card, undefined when nothing is due. */
  readonly key: string | undefined;
  readonly left: Left;
  /** When the next step of minutes is over, if one is under way: ms. */
  readonly nextStep: number | undefined;
}

interface Group {
  readonly decks: readonly string[];
  readonly left: Counts;
  readonly done: Counts;
}

/** The next card of the queue (all of it, or only `keys`) and what is left; costs the same with a million cards. */
export function deal(db: Db, at: At, presets: Presets, keys: readonly string[] | undefined): Deal {
  const today = dayNumber(at.time, at.zone);
  const groups = groupsOf(db, today, presets, keys);
  const heads = queueHeads(db, today, {
    newDecks: openDecks(groups, "new"),
    reviewDecks: openDecks(groups, "review"),
    keys,
  });
  const left = total(groups.map((group) => group.left));
  const queue = nextCard(at.time, heads.learning?.time, left, total(groups.map((group) => group.done)));
  const key =
    queue === undefined ? undefined : { learning: heads.learning?.key, review: heads.review, new: heads.fresh }[queue];
  return { key, left: { ...left, learning: learningCount(db, today, keys) }, nextStep: heads.learning?.time };
}

/** Decks that share a preset share its limits. */
function groupsOf(db: Db, today: number, presets: Presets, keys: readonly string[] | undefined): Group[] {
  const done = doneOn(db, today);
  const grouped = Map.groupBy(deckNames(db), (deck) => presets.of(deck));
  return [...grouped].map(([preset, decks]) => {
    const names = new Set(decks);
    const mine = done.filter((deck) => names.has(deck.deck));
    const doneToday = { new: sum(mine.map((deck) => deck.fresh)), review: sum(mine.map((deck) => deck.review)) };
    const most = { new: preset.newPerDay, review: preset.reviewsPerDay };
    const here = waiting(db, today, { decks, keys }, most);
    return { decks, done: doneToday, left: remaining(here, doneToday, preset) };
  });
}

/** The decks that may still give a card today. */
function openDecks(groups: readonly Group[], queue: "new" | "review"): string[] {
  return groups.filter((group) => group.left[queue] > 0).flatMap((group) => group.decks);
}

function total(counts: readonly Counts[]): Counts {
  return { new: sum(counts.map((each) => each.new)), review: sum(counts.map((each) => each.review)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
