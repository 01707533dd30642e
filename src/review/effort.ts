import type { Language } from "../drills/languages.ts";
import type { Attempt, RunRequest } from "../drills/run.ts";
import type { Drill, Rating } from "../model.ts";

/** The work on one drill as it stands: what a face shows, and what the rating is proposed by. */
export interface Effort {
  readonly drill: Drill;
  readonly language: Language;
  /** Chosen by hand, or the variant of this repetition; undefined where the drill has its own way. */
  readonly transport?: RunRequest["transport"];
  readonly file: string;
  /** Hints that were taken. */
  readonly hints: number;
  readonly running: boolean;
  readonly attempt: Attempt | undefined;
  readonly passed: boolean;
  /** A verdict has told what should have been known: as good as a hint. */
  readonly isTold: boolean;
  /** The solution was looked at; `solution` is its text, where one is kept. */
  readonly gaveUp: boolean;
  readonly solution: string | undefined;
  /** Of a drill without a program: the work file as it was when it was opened. */
  readonly text?: string;
  /** What the last attempt's program called, once it was asked for; or why that cannot be told. */
  readonly syscalls?: Attempt["syscalls"] | undefined;
}

/** Of a drill that nobody has tried yet. */
export const untried = {
  hints: 0,
  running: false,
  attempt: undefined,
  passed: false,
  isTold: false,
  gaveUp: false,
  solution: undefined,
} as const;

/** The effort after one more attempt. */
export function afterAttempt(effort: Effort, attempt: Attempt): Effort {
  const { status } = attempt.verdict;
  return {
    ...effort,
    running: false,
    attempt,
    syscalls: undefined,
    passed: effort.passed || status === "pass",
    isTold: effort.isTold || (status === "fail" && tellsTruth(effort.drill)),
  };
}

/** What was foreseen or recalled wrongly is shown as it is; what was written wrongly is not. */
function tellsTruth({ role }: Drill): boolean {
  return role === "predict" || role === "answer";
}

/** The next hint, and the effort that has taken it; undefined when there is no more. */
export function nextHint(effort: Effort): { readonly hint: string; readonly after: Effort } | undefined {
  const hint = effort.drill.hints[effort.hints];
  return hint === undefined ? undefined : { hint, after: { ...effort, hints: effort.hints + 1 } };
}

/**
 * Solved alone = good, with a hint = hard, with the solution = again: after a look at it a pass proves nothing. Never
 * easy: only the person knows that.
 */
export function proposedRating({ gaveUp, hints, isTold }: Effort): Rating {
  if (gaveUp) return "again";
  return hints > 0 || isTold ? "hard" : "good";
}
