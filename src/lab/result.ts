import type { Claim, Line, Mistake } from "./line.ts";
import type { Row } from "./reply.ts";
import type { Request } from "./resolve.ts";

/** What came of a line. */
export type Result =
  | Returned
  /** The actor sleeps in the call; a wake tells later what became of it. */
  | { readonly kind: "blocked"; readonly call: string }
  /** The kernel has not seen it: a mistake of the typist, or more than the lab allows. */
  | Refused
  /** The actor was ended in the middle of the call. */
  | { readonly kind: "ended" };

export interface Refused extends Mistake {
  readonly kind: "refused";
  /** Nothing is wrong with the line, but its actor sleeps in another call. */
  readonly isAsleep?: true;
}

export interface Returned {
  readonly kind: "returned";
  readonly call: string;
  readonly value: number;
  /** Its name, when the value is −1. */
  readonly errno: string | undefined;
  /** What was read. */
  readonly data: Buffer | undefined;
  /** As a person reads it: a client's name (accept), a sender's (recvfrom), the one asked for (getsockname). */
  readonly address: string | undefined;
  /** The other descriptor of a socketpair, or the one that came with a message. */
  readonly second: number | undefined;
  /** What recvmsg tells of a message. */
  readonly flags?: number | undefined;
}

/** A call that had blocked, and has come back. */
export interface Wake {
  readonly actor: string;
  /** Of the step that blocked; steps are counted from 0. */
  readonly step: number;
  readonly text: string;
  /** The step during which it woke: mostly the one that woke it. */
  readonly during: number;
  readonly result: Returned | { readonly kind: "ended" };
  readonly rows: readonly Row[];
}

/** One line that was run. */
export interface Step {
  readonly actor: string;
  readonly text: string;
  readonly result: Result;
  /** Undefined when the line could not be read. */
  readonly line: Line | undefined;
  readonly request: Request | undefined;
  /** The descriptors of the actor afterwards. */
  readonly rows: readonly Row[];
}

/** Something that came of a step, at once or when it woke. */
export interface Happening {
  readonly step: Step;
  readonly result: Result;
  readonly rows: readonly Row[];
  readonly isWake: boolean;
}

/** All that happened, in its order. */
export function happenings(steps: readonly Step[], wakes: readonly Wake[]): readonly Happening[] {
  return steps.flatMap((step, index): Happening[] => [
    { step, result: step.result, rows: step.rows, isWake: false },
    ...wakes.flatMap((wake): Happening[] => {
      const slept = wake.during === index ? steps[wake.step] : undefined;
      return slept === undefined ? [] : [{ step: slept, result: wake.result, rows: wake.rows, isWake: true }];
    }),
  ]);
}

/** Whether a claim came true; undefined as long as nobody knows. */
export function comesTrue(claim: Claim, result: Result): boolean | undefined {
  if (result.kind === "blocked") return claim.kind === "blocks" ? true : undefined;
  if (result.kind !== "returned") return false;
  if (claim.kind === "errno") return claim.errno === result.errno;
  if (claim.kind === "data") return result.data?.toString("latin1") === claim.text;
  return claim.kind === "value" && claim.value === result.value;
}
