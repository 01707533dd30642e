import { hash } from "node:crypto";
import type { Attempt } from "../drills/run.ts";
import type { Rating } from "../model.ts";
import { type Db, immediately } from "../store/database.ts";
import type { AttemptBody } from "../store/events.ts";
import { record } from "../store/state.ts";

/** How a drill went, as far as its rating is concerned. */
export interface Effort {
  readonly hints: number;
  /** The solution was looked at, or the drill given up. */
  readonly gaveUp: boolean;
}

/** Solved alone = good, with a hint = hard, with the solution = again. Never easy: only the person knows that. */
export function proposedRating(effort: Effort): Rating {
  if (effort.gaveUp) return "again";
  return effort.hints > 0 ? "hard" : "good";
}

/** What of an attempt is kept for good. */
export function attemptBody(attempt: Attempt, source: Uint8Array, hints: number): AttemptBody {
  const { verdict, language, transport, seed, ms } = attempt;
  return {
    language,
    transport,
    seed,
    status: verdict.status,
    ...(verdict.cause === undefined ? {} : { cause: verdict.cause }),
    ...(verdict.concept === undefined ? {} : { concept: verdict.concept }),
    hints,
    source: hash("sha256", source),
    ms,
  };
}

/** Keeps an attempt in the history; it moves no schedule. */
export function recordAttempt(db: Db, drill: string, attempt: AttemptBody, time: number): void {
  immediately(db, () => record(db, { kind: "attempt", key: `drill:${drill}`, ...attempt }, time));
}
