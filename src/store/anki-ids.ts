import { type Db, preparedColumn } from "./database.ts";

/** How many of these cards Anki knows by an id, while here nothing is known of them yet. */
export function withoutTheirHistory(db: Db, keys: readonly string[]): number {
  return (
    preparedColumn<[string], number>(
      db,
      `select count(*) from json_each(?) as wanted join card on card.key = wanted.value join block on block.id = card.block
       where foreign_id glob 'anki:*' and not exists (select 1 from event where event.key = card.key and kind = 'review')`,
    ).get(JSON.stringify(keys)) ?? 0
  );
}
