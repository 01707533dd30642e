import type { WireEvent } from "../echo/transcript.ts";
import type { Drill, Transport } from "../model.ts";
import type { Carry } from "./answer-wire.ts";
import { causeOf, type Concept, sentenceFor } from "./concepts.ts";
import type { Played } from "./foresight.ts";
import type { Check, Verdict } from "./judge.ts";

/** What a drill without a program has to be judged by. */
export interface PuzzleStage {
  readonly drill: Drill;
  readonly transport: Transport;
  /** The work file's. */
  readonly text: string;
  readonly carry: Carry | undefined;
  readonly signal: AbortSignal | undefined;
}

export interface PuzzleOutcome {
  readonly verdict: Verdict;
  /** What came of the calls, as far as it may be told. */
  readonly calls?: readonly Played[];
  readonly events?: readonly WireEvent[];
}

/** For a file that is not filled in, or half moved about: it says nothing of what is known. */
export function notReady(name: Check["name"], message: string, sentence: string): PuzzleOutcome {
  const checks: Check[] = [{ name, status: "fail", message }];
  return { verdict: { status: "error", cause: "build", concept: "does-not-build", sentence, checks } };
}

export function passed(checks: readonly Check[]): Verdict {
  return { status: "pass", cause: undefined, concept: undefined, sentence: "passed", checks };
}

/** `say` is the sentence of the question that was missed, where it has one. */
export function failed(drill: Drill, concept: Concept, checks: readonly Check[], say?: string): Verdict {
  const sentence = say ?? sentenceFor(concept, drill.say);
  return { status: "fail", cause: causeOf[concept], concept, sentence, checks };
}
