import { type Db, prepared, preparedColumn } from "./database.ts";

/** Which cards may come. */
export interface QueueFilter {
  /** Decks whose new cards may still be shown today, and those whose reviews may. */
  readonly newDecks: readonly string[];
  readonly reviewDecks: readonly string[];
  /** Only these cards, a query's answer; undefined = all. */
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
const due = "queued = 1 and due_day is not null and due_day <= @today";
const fresh = "queued = 1 and phase = 'new'";

/** Looks only at the tops of indexes, one for each deck, so it costs the same with a million cards. */
export function queueHeads(db: Db, today: number, filter: QueueFilter): Heads {
  const only = restriction(filter.keys);
  const learning = prepared<object, { key: string; time: number }>(
    db,
    `select key, due_time as time from schedule
     where queued = 1 and due_time is not null and ${visible} ${only.sql} order by due_time limit 1`,
  ).get({ today, ...only.values });
  const values = { today, ...only.values };
  return {
    learning,
    review: firstOf(
      db,
      `${due} and ${visible} ${only.sql} order by due_day, key`,
      "due_day",
      filter.reviewDecks,
      values,
    ),
    fresh: firstOf(db, `${fresh} and ${visible} ${only.sql} order by position`, "position", filter.newDecks, values),
  };
}

/** The head of each deck's queue, and of these the first. Equal days are ordered by key, which is a hash: at random. */
function firstOf(db: Db, queue: string, rank: string, decks: readonly string[], values: object): string | undefined {
  return preparedColumn<object, string>(
    db,
    `select head.key from json_each(@decks) as deck join schedule as head on head.key =
       (select key from schedule where deck = deck.value and ${queue} limit 1)
     order by head.${rank}, head.key limit 1`,
  ).get({ decks: JSON.stringify(decks), ...values });
}

interface Restriction {
  readonly sql: string;
  readonly values: Readonly<Record<string, string>>;
}

function restriction(keys: readonly string[] | undefined): Restriction {
  if (keys === undefined) return { sql: "", values: {} };
  return { sql: "and schedule.key in (select value from json_each(@keys))", values: { keys: JSON.stringify(keys) } };
}

/** How many wait in the queues of some decks, counted no further than `most`. */
export function waiting(
  db: Db,
  today: number,
  filter: { readonly decks: readonly string[]; readonly keys: readonly string[] | undefined },
  most: { readonly new: number; readonly review: number },
): { readonly new: number; readonly review: number } {
  const only = restriction(filter.keys);
  const decks = JSON.stringify(filter.decks);
  const count = (condition: string, limit: number): number => {
    const counts = db.prepare<object, { readonly cards: number }>(
      `select (select count(*) from
         (select 1 from schedule where deck = deck.value and ${condition} and ${visible} ${only.sql} limit @limit)) as cards
       from json_each(@decks) as deck`,
    );
    let sum = 0;
    for (const { cards } of counts.iterate({ decks, today, limit, ...only.values })) {
      sum += cards;
      if (sum >= limit) return limit;
    }
    return sum;
  };
  return { new: count(fresh, most.new), review: count(due, most.review) };
}

/** How many cards are in steps of minutes, due or not. */
export function learningCount(db: Db, today: number, keys: readonly string[] | undefined): number {
  const only = restriction(keys);
  return (
    preparedColumn<object, number>(
      db,
      `select count(*) from schedule where queued = 1 and due_time is not null and ${visible} ${only.sql}`,
    ).get({ today, ...only.values }) ?? 0
  );
}

/** The names of all decks, each by one look into the index however many cards it has. */
export function deckNames(db: Db): string[] {
  const next = preparedColumn<[string], string | null>(db, "select min(deck) from block where deck > ?");
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
  const only = restriction(keys);
  return prepared<object, DeckCounts>(
    db,
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
  return prepared<[number], DoneCounts>(
    db,
    `select block.deck as deck, sum(review.phase = 'new') as fresh, sum(review.phase = 'review') as review
       from review join card on card.key = review.key join block on block.id = card.block
       where review.day = ? group by block.deck`,
  ).all(day);
}
