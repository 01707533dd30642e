import type { Zone } from "../model.ts";
import type { Query } from "../query/query.ts";
import { dayStart } from "../schedule/day.ts";

export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** The moment that "due" and "today" mean: ms since 1970, its day number, and where. */
export interface Moment {
  readonly time: number;
  readonly today: number;
  readonly zone: Zone;
}

/** SQL for a query over the tables card, block, vault, schedule. Retired cards are only found by is:retired. */
export function conditionOf(query: Query, moment: Moment): Condition {
  const inner = sqlOf(query, moment);
  return asksForRetired(query)
    ? inner
    : joined([fixed("card.retired = 0"), fixed("vault.forgotten = 0"), inner], "and");
}

function asksForRetired(query: Query): boolean {
  if (query.kind === "and" || query.kind === "or") return query.parts.some(asksForRetired);
  if (query.kind === "not") return asksForRetired(query.part);
  return query.kind === "is" && query.what === "retired";
}

function sqlOf(query: Query, moment: Moment): Condition {
  switch (query.kind) {
    case "all":
      return fixed("1");
    case "and":
    case "or":
      return joined(
        query.parts.map((part) => sqlOf(part, moment)),
        query.kind,
      );
    case "not": {
      const inner = sqlOf(query.part, moment);
      return { sql: `not (${inner.sql})`, values: inner.values };
    }
    case "text":
      return inFields(query.pattern);
    case "deck":
      return joined([like("block.deck", query.pattern), like("block.deck", `${query.pattern}::*`)], "or");
    case "tag": {
      const one = like("value", query.pattern);
      const below = like("value", `${query.pattern}/*`);
      return {
        sql: `exists (select 1 from json_each(block.tags) where ${one.sql} or ${below.sql})`,
        values: [...one.values, ...below.values],
      };
    }
    case "note":
      return like("block.note_type", query.pattern);
    case "path":
      return like("block.path", query.pattern);
    case "card":
      return like("card.key", `${query.pattern}*`);
    case "is":
      return stateOf(query.what, moment);
    case "flag":
      return { sql: "schedule.flag = ?", values: [query.flag] };
    case "rated":
      return rated(query.days, query.rating, moment);
    case "added":
      return {
        sql: "(select body ->> 'time' from event where id = card.added) >= ?",
        values: [dayStart(moment.today - query.days + 1, moment.zone)],
      };
    case "prop":
      return property(query, moment);
  }
}

function stateOf(what: string, { time, today }: Moment): Condition {
  switch (what) {
    case "new":
      return fixed("schedule.phase = 'new'");
    case "learn":
      return fixed("schedule.phase in ('learning', 'relearning')");
    case "review":
      return fixed("schedule.phase = 'review'");
    case "suspended":
      return fixed("schedule.suspended = 1");
    case "buried":
      return { sql: "schedule.buried_day >= ?", values: [today] };
    case "flagged":
      return fixed("schedule.flag > 0");
    case "retired":
      return fixed("card.retired = 1");
    default:
      return {
        sql: "schedule.queued = 1 and (schedule.due_day <= ? or schedule.due_time <= ?) and coalesce(schedule.buried_day, 0) < ?",
        values: [today, time, today],
      };
  }
}

function rated(days: number, rating: number | undefined, { today }: Moment): Condition {
  const name = rating === undefined ? undefined : ["again", "hard", "good", "easy"][rating - 1];
  const only = name === undefined ? fixed("1") : { sql: "rating = ?", values: [name] };
  return {
    sql: `card.key in (select key from review where day > ? and ${only.sql})`,
    values: [today - days, ...only.values],
  };
}

const columns = {
  s: "schedule.stability",
  d: "schedule.difficulty",
  ivl: "schedule.interval_days",
  reps: "schedule.reps",
  lapses: "schedule.lapses",
};

function property(query: Extract<Query, { kind: "prop" }>, { today }: Moment): Condition {
  // Difficulty is shown as 0–1 in Anki's searches, stored as 1–10.
  const value = query.what === "d" && query.value <= 1 ? 1 + query.value * 9 : query.value;
  if (query.what === "due") return { sql: `schedule.due_day ${query.than} ?`, values: [today + value] };
  return { sql: `${columns[query.what]} ${query.than} ?`, values: [value] };
}

/** Looks at the texts of the fields, not at their names. */
function inFields(pattern: string): Condition {
  const one = like("value ->> 'text'", `*${pattern}*`);
  return { sql: `exists (select 1 from json_each(block.fields) where ${one.sql})`, values: one.values };
}

function like(column: string, pattern: string): Condition {
  const escaped = pattern.replace(/[\\%_]/g, String.raw`\$&`).replaceAll("*", "%");
  return { sql: `${column} like ? escape '\\'`, values: [escaped] };
}

function fixed(sql: string): Condition {
  return { sql, values: [] };
}

function joined(parts: readonly Condition[], word: "and" | "or"): Condition {
  return { sql: `(${parts.map((part) => part.sql).join(` ${word} `)})`, values: parts.flatMap((part) => part.values) };
}
