import { hash } from "node:crypto";
import type { Attempt } from "../drills/run.ts";
import { type Db, immediately } from "../store/database.ts";
import type { AttemptBody } from "../store/events.ts";
import { record } from "../store/state.ts";

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
