import type { Rating } from "../model.ts";

const dayMinutes = 1440;

export interface Step {
  readonly minutes: number;
  /** Steps still to go, this one included. */
  readonly left: number;
}

/**
 * The step that a rating leads to; undefined where the card leaves the steps.
 *
 *     steps 1m 10m     again    hard     good    easy
 *     on the first     1m       5.5m     10m     leaves
 *     on the last      1m       10m      leaves  leaves
 */
export function stepAfter(steps: readonly number[], left: number, rating: Rating): Step | undefined {
  const [first] = steps;
  if (first === undefined || rating === "easy") return undefined;
  if (rating === "again") return { minutes: first, left: steps.length };
  // The preset may have other steps now than when the card began.
  const on = Math.min(Math.max(steps.length - left, 0), steps.length - 1);
  if (rating === "hard") {
    return { minutes: on === 0 ? hardOnFirst(first, steps[1]) : (steps[on] ?? first), left: steps.length - on };
  }
  const next = steps[on + 1];
  return next === undefined ? undefined : { minutes: next, left: steps.length - on - 1 };
}

/** Between again and good; with a single step half as long again, at most a day more. Whole days above one. */
function hardOnFirst(first: number, second: number | undefined): number {
  const minutes = second === undefined ? Math.min(first * 1.5, first + dayMinutes) : (first + second) / 2;
  return minutes > dayMinutes ? Math.round(minutes / dayMinutes) * dayMinutes : minutes;
}
