import type { Due, Rating } from "../model.ts";
import { dayNumber } from "../schedule/day.ts";
import { untilText } from "../schedule/describe.ts";
import type { Presets } from "../settings/presets.ts";
import type { Db } from "../store/database.ts";
import { readState } from "../store/schedule-row.ts";
import { type Effort, proposedRating } from "./effort.ts";
import { type At, choices } from "./rate.ts";

/** What the verdict proposes, and until when each rating would put the drill off; or that it was not due yet. */
export type Proposal =
  | { readonly kind: "rating"; readonly rating: Rating; readonly choices: Record<Rating, string> }
  | { readonly kind: "rehearsal"; readonly until: string };

/** A drill that is not due yet was a rehearsal; else the verdict proposes, and the person has the last word. */
export function propose(db: Db, key: string, effort: Effort, at: At, presets: Presets): Proposal {
  const text = (due: Due | undefined): string => (due === undefined ? "" : untilText(at.time, due, at.zone));
  const due = readState(db, key)?.schedule.due;
  if (due !== undefined && !isOver(due, at)) return { kind: "rehearsal", until: text(due) };
  const dues = choices(db, key, "", at, presets);
  return {
    kind: "rating",
    rating: proposedRating(effort),
    choices: { again: text(dues.again), hard: text(dues.hard), good: text(dues.good), easy: text(dues.easy) },
  };
}

function isOver(due: Due, at: At): boolean {
  return "time" in due ? due.time <= at.time : due.day <= dayNumber(at.time, at.zone);
}
