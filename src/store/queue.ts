import type { Db } from "./database.ts";

/** Which cards may come: all decks, or only these. */
export interface QueueFilter {
  /** Decks whose new cards may still be shown today; undefined = all. */
  readonly newDecks: readonly string[] | undefined;
  readonly reviewDecks: readonly string[] | undefined;
  /** Only these cards; undefined = all. A query's answer. */
  readonly keys: readonly string[] | undefined;
}

/** The first of each of the three queues, undefined where it is empty. */
export interface Heads {
  /** Due or not: the queue decides how far ahead it looks. */
  readonly learning: { readonly key: string; readonly time: number } | undefined;
  readonly review: string | undefined;
  readonly fresh: string | undefined;
}

const visible = "(schedule.buried_day is null or schedule.buried_day < @today)";

/** Looks only at the tops of three indexes, so it costs the same with a million cards. */
export function queueHeads(db: Db, today: number, filter: QueueFilter): Heads {
  const only = restriction(filter.keys, "schedule.key");
  const learning = db
    .prepare<object, { key: string; time: number }>(
      `select key, due_time as time from schedule where queued = 1 and due_time is not null and ${visible} ${only.sql} order by due_time limit 1`,
    )
    .get({ today, ...only.values });
  const review = headOf(db, "schedule.due_day <= @today", "schedule.due_day, schedule.key", filter.reviewDecks, {
    today,
    only,
  });
  const fresh = headOf(db, "schedule.phase = 'new'", "schedule.position", filter.newDecks, { today, only });
  return { learning, review, fresh };
}

interface Restriction {
  readonly sql: string;
  readonly values: Readonly<Record<string, string>>;
}

function restriction(values: readonly string[] | undefined, column: string): Restriction {
  if (values === undefined) return { sql: "", values: {} };
  const name = column.replace(/\W/g, "_");
  return {
    sql: `and ${column} in (select value from json_each(@${name}))`,
    values: { [name]: JSON.stringify(values) },
  };
}

function headOf(
  db: Db,
  condition: string,
  order: string,
  decks: readonly string[] | undefined,
  { today, only }: { today: number; only: Restriction },
): string | undefined {
  if (decks?.length === 0) return undefined;
  const within = restriction(decks, "block.deck");
  const join = decks === undefined ? "" : "join card on card.key = schedule.key join block on block.id = card.block";
  return db
    .prepare<object, string>(
      `select schedule.key from schedule ${join}
       where queued = 1 and ${condition} and ${visible} ${only.sql} ${within.sql} order by ${order} limit 1`,
    )
    .pluck()
    .get({ today, ...only.values, ...within.values });
}

/** How many wait in the queues of some decks (undefined = all), counted no further than `most`. */
export function waiting(
  db: Db,
  today: number,
  filter: { readonly decks: readonly string[] | undefined; readonly keys: readonly string[] | undefined },
  most: { readonly new: number; readonly review: number },
): { readonly new: number; readonly review: number } {
  const only = restriction(filter.keys, "schedule.key");
  const within = restriction(filter.decks, "block.deck");
  const join =
    filter.decks === undefined ? "" : "join card on card.key = schedule.key join block on block.id = card.block";
  const count = (condition: string, limit: number): number =>
    db
      .prepare<object, number>(
        `select count(*) from (select 1 from schedule ${join} where queued = 1 and ${condition} and ${visible} ${only.sql} ${within.sql} limit @limit)`,
      )
      .pluck()
      .get({ today, limit, ...only.values, ...within.values }) ?? 0;
  return { new: count("schedule.phase = 'new'", most.new), review: count("schedule.due_day <= @today", most.review) };
}

/** How many cards are in steps of minutes, due or not. */
export function learningCount(db: Db, today: number, keys: readonly string[] | undefined): number {
  const only = restriction(keys, "schedule.key");
  return (
    db
      .prepare<object, number>(
        `select count(*) from schedule where queued = 1 and due_time is not null and ${visible} ${only.sql}`,
      )
      .pluck()
      .get({ today, ...only.values }) ?? 0
  );
}

/** The names of all decks, each by one look into the index however many cards it has. */
export function deckNames(db: Db): string[] {
  const next = db.prepare<[string], string | null>("select min(deck) from block where deck > ?").pluck();
  const names: string[] = [];
  for (let name = next.get(""); typeof name === "string"; name = next.get(name)) names.push(name);
  return names;
}

export interface DeckCounts {
  readonly deck: string;
  readonly fresh: number;
  /** In steps of minutes, due or not. */
  readonly learning: number;
  readonly review: number;
  readonly total: number;
}

/** What waits in each deck on that day, limits aside. */
export function deckCounts(db: Db, today: number, keys?: readonly string[]): DeckCounts[] {
  const only = restriction(keys, "schedule.key");
  return db
    .prepare<object, DeckCounts>(
      `select block.deck as deck, count(*) as total,
         sum(queued = 1 and phase = 'new' and ${visible}) as fresh,
         sum(queued = 1 and due_time is not null and ${visible}) as learning,
         sum(queued = 1 and due_day <= @today and ${visible}) as review
       from card join block on block.id = card.block join schedule on schedule.key = card.key
       where card.retired = 0 ${only.sql} group by block.deck order by block.deck`,
    )
    .all({ today, ...only.values })
    .map((row) => ({ ...row, review: row.review ?? 0 }));
}

export interface DoneCounts {
  readonly deck: string;
  readonly fresh: number;
  readonly review: number;
}

/** What was answered on a day: cards that were new, and cards that were in review. */
export function doneOn(db: Db, day: number): DoneCounts[] {
  return db
    .prepare<[number], DoneCounts>(
      `select block.deck as deck, sum(review.phase = 'new') as fresh, sum(review.phase = 'review') as review
       from review join card on card.key = review.key join block on block.id = card.block
       where review.day = ? group by block.deck`,
    )
    .all(day);
}
