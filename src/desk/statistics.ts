import type { Zone } from "../model.ts";
import type { Db } from "../store/database.ts";
import { momentOf } from "./today.ts";

export interface Statistics {
  readonly today: { readonly reviews: number; readonly again: number; readonly minutes: number };
  readonly cards: {
    readonly total: number;
    readonly new: number;
    readonly learning: number;
    readonly review: number;
    readonly suspended: number;
  };
  /** Reviews of cards that were in review, and how many of them were remembered: the true retention of the last 30 days. */
  readonly retention: { readonly reviews: number; readonly passed: number };
  /** Reviews that fall due on each of the next seven days; the first is today with all that is late. */
  readonly forecast: readonly number[];
  readonly streak: number;
  readonly drills: { readonly attempts: number; readonly passed: number };
}

export function statistics(db: Db, time: number, zone: Zone): Statistics {
  const { today } = momentOf(time, zone);
  const done = oneRow<{ reviews: number; again: number | null; took: number | null }>(
    db,
    "select count(*) as reviews, sum(rating = 'again') as again, sum(min(took, 60000)) as took from review where day = ?",
    today,
  );
  const cards = oneRow<Record<"total" | "new" | "learning" | "review" | "suspended", number | null>>(
    db,
    `select count(*) as total, sum(phase = 'new') as new, sum(phase in ('learning', 'relearning')) as learning,
       sum(phase = 'review') as review, sum(suspended) as suspended
     from card join schedule on schedule.key = card.key where retired = 0`,
  );
  const retention = oneRow<{ reviews: number; passed: number | null }>(
    db,
    "select count(*) as reviews, sum(rating <> 'again') as passed from review where phase = 'review' and day > ? and key not like 'drill:%'",
    today - 30,
  );
  const attempts = oneRow<{ attempts: number; passed: number | null }>(
    db,
    "select count(*) as attempts, sum(body ->> 'status' = 'pass') as passed from event where kind = 'attempt'",
  );
  return {
    today: { reviews: done.reviews, again: done.again ?? 0, minutes: Math.round((done.took ?? 0) / 60_000) },
    cards: {
      total: cards.total ?? 0,
      new: cards.new ?? 0,
      learning: cards.learning ?? 0,
      review: cards.review ?? 0,
      suspended: cards.suspended ?? 0,
    },
    retention: { reviews: retention.reviews, passed: retention.passed ?? 0 },
    forecast: forecast(db, today),
    streak: streak(db, today),
    drills: { attempts: attempts.attempts, passed: attempts.passed ?? 0 },
  };
}

/** The one row of an aggregate. */
function oneRow<Row>(db: Db, sql: string, ...values: number[]): Row {
  const row: unknown = db.prepare(sql).get(...values);
  return row as Row;
}

function forecast(db: Db, today: number): number[] {
  const rows = db
    .prepare<[number, number], { day: number; count: number }>(
      "select max(due_day, ?) as day, count(*) as count from schedule where queued = 1 and due_day < ? group by 1",
    )
    .all(today, today + 7);
  return Array.from({ length: 7 }, (_, ahead) => rows.find((row) => row.day === today + ahead)?.count ?? 0);
}

/** Days in a row with a review, today or yesterday the last of them. */
function streak(db: Db, today: number): number {
  const days = db.column<[], number>("select distinct day from review order by day desc limit 4000").all();
  const first = days[0];
  if (first === undefined || first < today - 1) return 0;
  const gap = days.findIndex((day, index) => day !== first - index);
  return gap === -1 ? days.length : gap;
}
