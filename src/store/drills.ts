import { type Db, prepared, preparedColumn } from "./database.ts";

/** Ids of drills that a live card links to which has left learning. */
export function drillsOfKnownCards(db: Db): Set<string> {
  const sql = `select distinct link.value ->> 'id' from block, json_each(block.drills) as link
    where block.drills <> '[]' and exists (
      select 1 from card join schedule on schedule.key = card.key
      where card.block = block.id and card.retired = 0 and schedule.phase = 'review')`;
  return new Set(preparedColumn<[], string>(db, sql).all());
}

/** Ids of drills with a schedule, the first due first. */
export function scheduledDrills(db: Db): { readonly id: string; readonly dueDay: number }[] {
  return prepared<[], { id: string; dueDay: number }>(
    db,
    `select substr(key, 7) as id, coalesce(due_day, 0) as dueDay from schedule
       where key >= 'drill:' and key < 'drill;' and phase <> 'new' and suspended = 0 order by due_day, key`,
  ).all();
}

/** Ids of drills that passed at least once. */
export function passedDrills(db: Db): Set<string> {
  const sql =
    "select distinct substr(key, 7) from event where key >= 'drill:' and key < 'drill;' and kind = 'attempt' and body ->> 'status' = 'pass'";
  return new Set(preparedColumn<[], string>(db, sql).all());
}

/** How many drills were rated on a day: those that were new, and the others. */
export function drillsRatedOn(db: Db, day: number): { readonly new: number; readonly review: number } {
  const row = prepared<[number], { fresh: number | null; review: number | null }>(
    db,
    "select sum(phase = 'new') as fresh, sum(phase <> 'new') as review from review where day = ? and key >= 'drill:' and key < 'drill;'",
  ).get(day);
  return { new: row?.fresh ?? 0, review: row?.review ?? 0 };
}

/** What an attempt left in the history. */
export interface PastAttempt {
  readonly drill: string;
  readonly language: string;
  readonly status: "pass" | "fail" | "error" | "skipped";
  readonly cause: string | null;
  readonly concept: string | null;
  /** ms since 1970. */
  readonly time: number;
}

/** All attempts at drills, in the order in which they were made. */
export function pastAttempts(db: Db): PastAttempt[] {
  return prepared<[], PastAttempt>(
    db,
    `select substr(key, 7) as drill, body ->> 'language' as language, body ->> 'status' as status,
       body ->> 'cause' as cause, body ->> 'concept' as concept, body ->> 'time' as time
     from event where kind = 'attempt' and key >= 'drill:' and key < 'drill;' order by clock, row`,
  ).all();
}
