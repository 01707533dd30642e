import type { Preset } from "../model.ts";

/**
 * Which card comes next. The caller keeps three queues: learning by due time, review by due day, new by position;
 * here it is only decided whose head is taken. Steps that reached over the night stand in the review queue.
 */
export type Queue = "learning" | "review" | "new";

export interface Counts {
  readonly new: number;
  readonly review: number;
}

/** How far ahead of its time a learning card may be shown, when nothing else is left: 20 minutes in ms. */
export const learnAhead = 20 * 60_000;

/**
 * What of the waiting cards may still come today, in one deck. New cards take only the room that reviews leave, as
 * Anki has it, so that a backlog is worked off first; `newIgnoreReviews` counts the two apart.
 */
export function remaining(
  waiting: Counts,
  doneToday: Counts,
  preset: Pick<Preset, "newPerDay" | "reviewsPerDay">,
  newIgnoreReviews = false,
): Counts {
  const room = preset.reviewsPerDay - doneToday.review - (newIgnoreReviews ? 0 : doneToday.new);
  const review = upTo(room, waiting.review);
  const left = upTo(preset.newPerDay - doneToday.new, waiting.new);
  return { review, new: newIgnoreReviews ? left : upTo(room - review, left) };
}

/**
 * The queue to take from, undefined when nothing is due. A learning card that is due goes first; new cards are mixed
 * evenly into the reviews of the day. `learningDue` is when the first learning card is due (ms), `left` what
 * `remaining` gives, both summed over decks where there are several.
 */
export function nextCard(
  now: number,
  learningDue: number | undefined,
  left: Counts,
  doneToday: Counts,
): Queue | undefined {
  if (learningDue !== undefined && learningDue <= now) return "learning";
  if (left.new > 0 && (left.review === 0 || newIsBehind(left, doneToday))) return "new";
  if (left.review > 0) return "review";
  return learningDue !== undefined && learningDue <= now + learnAhead ? "learning" : undefined;
}

/** Whether of the new cards a smaller share of the day is done, the next one counted; the longer queue wins a tie. */
function newIsBehind(left: Counts, done: Counts): boolean {
  const news = (done.new + 1) / (done.new + left.new + 1);
  const reviews = (done.review + 1) / (done.review + left.review + 1);
  return news === reviews ? done.new + left.new > done.review + left.review : news < reviews;
}

function upTo(limit: number, count: number): number {
  return Math.max(0, Math.min(limit, count));
}
