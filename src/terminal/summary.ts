import type { Rating, Zone } from "../model.ts";
import type { View } from "../review/review.ts";
import { untilText } from "../schedule/describe.ts";

export const ratings: readonly Rating[] = ["again", "hard", "good", "easy"];
/** Red, yellow, green, cyan: beside the words, never instead of them. */
export const ratingColors: readonly string[] = ["31", "33", "32", "36"];

/** The four ratings as keys: `1 Again 10m`. */
export function ratingWords(choices: Record<Rating, string>): readonly string[] {
  const { again, hard, good, easy } = choices;
  return [`1 Again ${again}`, `2 Hard ${hard}`, `3 Good ${good}`, `4 Easy ${easy}`];
}

/** How the sitting went, and what comes next. */
export function summaryLines(view: View, at: { readonly time: number; readonly zone: Zone }): readonly string[] {
  const { rated, setAside } = view.sitting;
  const counts = ratings.map((rating) => [rating, rated.filter((each) => each.rating === rating).length] as const);
  const told = counts.filter(([, count]) => count > 0).map(([rating, count]) => `${count} ${rating}`);
  const aside = setAside.length === 0 ? "" : `, ${setAside.length} set aside`;
  const done =
    rated.length === 0 ? `No card rated${aside}.` : `${rated.length} rated: ${told.join(", ")}${aside}. All saved.`;
  const { left, nextStep } = view;
  const waiting = left.new + left.review;
  const next =
    waiting > 0
      ? `Still to come today: ${left.review} ${left.review === 1 ? "review" : "reviews"}, ${left.new} new.`
      : nextStep === undefined
        ? "Nothing more is due today."
        : nextStep <= at.time
          ? `Still to come today: ${left.learning} in learning.`
          : `Nothing is due now; the next card comes in ${untilText(at.time, { time: nextStep }, at.zone)}.`;
  return [done, next];
}

/** How much time an offered drill asks for. */
export function sizeOfDrill(view: View): string {
  return view.drill?.role === "command" ? "one shell line, about 3 minutes" : "a small program, about 10 minutes";
}
