import type { ImportedSchedule } from "../model.ts";
import { adopt } from "../schedule/adopt.ts";
import { type Db, prepared } from "./database.ts";
import { type Event, eventsOf } from "./events.ts";
import { record, withoutUndone } from "./state.ts";

/** A live card, and what its note says of its schedule. */
export interface Offer {
  readonly key: string;
  readonly schedule: ImportedSchedule;
}

/** What a note says of the schedules of a block's live cards, each by its place among the block's ordinals. */
export function offersOf(
  db: Db,
  block: number,
  ordinals: readonly number[],
  schedules: readonly (ImportedSchedule | undefined)[],
): Offer[] {
  const cards = prepared<[number], { key: string; ordinal: number }>(
    db,
    "select key, ordinal from card where block = ? and retired = 0",
  ).all(block);
  return cards.flatMap(({ key, ordinal }) => {
    const schedule = schedules[ordinals.indexOf(ordinal)];
    return schedule === undefined ? [] : [{ key, schedule }];
  });
}

/** Takes a schedule over, and says whether: once, and anew where the note says something else, until the card was first touched here. */
export function adoptOffer(
  db: Db,
  { key, schedule }: Offer,
  by: { import: string | undefined; time: number },
): boolean {
  const events = withoutUndone(eventsOf(db, key));
  const last = events.findLast((event) => event.kind === "adopt");
  const isOurs = events.some(({ kind }) => touching.has(kind));
  if (isOurs || (last !== undefined && JSON.stringify(last.from) === sorted(schedule))) return false;
  const adopted = adopt(schedule, Math.floor(by.time / 86_400_000));
  record(db, { kind: "adopt", key, ...(by.import === undefined ? {} : { import: by.import }), ...adopted }, by.time);
  return true;
}

const touching = new Set<Event["kind"]>(["review", "reset", "set-due"]);

/** As an event keeps it: its names in order. */
function sorted({ dueDay, intervalDays, lapses, memory, reps }: ImportedSchedule): string {
  const inOrder =
    "ease" in memory ? { ease: memory.ease } : { difficulty: memory.difficulty, stability: memory.stability };
  return JSON.stringify({ dueDay, intervalDays, lapses, memory: inOrder, reps });
}
