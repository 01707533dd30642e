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
