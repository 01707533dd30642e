import type { ImportedSchedule } from "../../model.ts";
import { shieldedSpans } from "../lexer/mask.ts";

/** Where such a comment begins. */
export const scheduleSign = "<!--SR:";

/** The callout that newer versions hide the comment in. */
export const scheduleCallout = /^>\s*\[!sr\|card-metadata\]/i;

/** The comment on a line of its own, or in a callout. */
export function isSchedule(line: string): boolean {
  return line.startsWith(scheduleSign) || /^>\s*<!--SR:/.test(line);
}

/** Where such a comment begins in a line of prose; -1 if none does. What stands between code signs only speaks of one. */
export function scheduleIn(line: string): number {
  let at = line.indexOf(scheduleSign);
  if (at === -1) return -1;
  for (const { kind, at: from, end } of shieldedSpans(line)) {
    if (kind !== "comment" && from < at && at < end) at = line.indexOf(scheduleSign, end);
  }
  return at;
}

const day = 86_400_000;

/** `2000-01-01`: this sibling was never asked. */
const neverAsked = Date.UTC(2000, 0, 1) / day;

/**
 * What the plugin notes below a card, an entry for each of its siblings in order:
 *
 *     <!--SR:!2024-08-16,51,230!2000-01-01,1,250-->          due, days, ease in %: SM-2
 *     <!--SR:!fsrs,2026-06-23T08:00:00.000Z,9,9.1,5.2,2,4,0,0,2026-06-14T08:00:00.000Z-->
 *                  due, days, stability, difficulty, state (0 is new), reps, lapses, steps, last
 *     <!--SR:2021-08-20,13,290-->                            as the first versions wrote it
 *
 * undefined stands for a sibling that is new; `bad` are entries that say nothing.
 */
export function readSchedules(comment: string): {
  readonly schedules: readonly (ImportedSchedule | undefined)[];
  readonly bad: number;
} {
  const inner = comment.slice(comment.indexOf("SR:") + 3).split("-->")[0] ?? "";
  const entries = inner.split("!").map((entry) => entry.trim());
  const read = entries.filter((entry) => entry !== "").map(readEntry);
  return {
    schedules: read.map((entry) => (entry === "bad" ? undefined : entry)),
    bad: read.length === 0 ? 1 : read.filter((entry) => entry === "bad").length,
  };
}

function readEntry(entry: string): ImportedSchedule | undefined | "bad" {
  const words = entry.split(",").map((word) => word.trim());
  return words[0] === "fsrs" ? fsrsEntry(words.slice(1)) : easeEntry(words);
}

function easeEntry([due = "", days = "", percent = ""]: readonly string[]): ImportedSchedule | undefined | "bad" {
  const dueDay = dayOf(due);
  if (dueDay === undefined || !isNumber(days) || !isNumber(percent)) return "bad";
  if (dueDay === neverAsked) return undefined;
  const intervalDays = Math.round(Number(days));
  // It counts no reviews. So many as it counts itself where it turns to FSRS.
  const reps = Math.max(1, Math.round(Math.log2(intervalDays + 1)));
  return { dueDay, intervalDays, memory: { ease: Number(percent) / 100 }, reps, lapses: 0 };
}

function fsrsEntry(words: readonly string[]): ImportedSchedule | undefined | "bad" {
  const [due = "", ...numbers] = words;
  const dueDay = dayOf(due);
  if (dueDay === undefined || numbers.length < 6 || !numbers.slice(0, 6).every(isNumber)) return "bad";
  const [days = 0, stability = 0, difficulty = 0, state = 0, reps = 0, lapses = 0] = numbers.map(Number);
  if (state === 0 || stability <= 0 || dueDay === neverAsked) return undefined;
  const intervalDays = Math.round(days);
  return {
    dueDay,
    intervalDays,
    memory: { stability, difficulty },
    reps: Math.round(reps),
    lapses: Math.round(lapses),
  };
}

/** `1.5`, as the plugin writes numbers; none is so large. */
function isNumber(word: string): boolean {
  return /^\d{1,6}(?:\.\d{1,20})?$/.test(word);
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Days since 1970 of `2024-08-16` (whatever time follows), `16-08-2024` or `Fri Aug 16 2024`; undefined for what is no day since 1970. */
function dayOf(date: string): number | undefined {
  const [, year, month, dayOfMonth] =
    /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(date) ??
    swapped(/^(\d{2})-(\d{2})-(\d{4})$/.exec(date)) ??
    named(date) ??
    [];
  const time = Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth));
  const isDay = time > 0 && new Date(time).getUTCDate() === Number(dayOfMonth) && Number(month) <= 12;
  return isDay ? time / day : undefined;
}

function swapped(match: RegExpExecArray | null): readonly (string | undefined)[] | undefined {
  return match === null ? undefined : [match[0], match[3], match[2], match[1]];
}

function named(date: string): readonly (string | undefined)[] | undefined {
  const [, month = "", dayOfMonth, year] = /^[A-Za-z]{3} ([A-Za-z]{3}) (\d{2}) (\d{4})$/.exec(date) ?? [];
  const number = months.indexOf(month.toLowerCase()) + 1;
  return number === 0 ? undefined : [date, year, String(number), dayOfMonth];
}
