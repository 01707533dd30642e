/** The nouns of drills that have no program of the learner's and no wire: something to order, to foresee, to recall. */

/** A call of the lab as its author wrote it, and the process that makes it. */
export interface LabCall {
  readonly actor: string;
  readonly call: string;
  /** Neighbours of one number may change places. */
  readonly group?: number;
}

/**
 * What is asked of a program's lines (from 1). gives: what the call does: a number, an errno, bytes, or `blocks`.
 * ends: the same of a call that has to wait, in the end. same: whether the lines gave one number. order: in which the
 * lines returned.
 */
export type QuestionKind = "gives" | "ends" | "same" | "order";

export interface Question {
  readonly kind: QuestionKind;
  readonly lines: readonly number[];
  /** The sentence for who foresaw something else. */
  readonly say: string | undefined;
}

/** What a drill of the lab asks for: a call that comes out so. */
export interface Goal {
  /** Any call, where it is undefined. */
  readonly of: string | undefined;
  /** What must stand in the call as it was typed. */
  readonly with: readonly string[];
  readonly comes:
    | { readonly kind: "errno"; readonly errno: string }
    | { readonly kind: "value"; readonly value: number }
    | { readonly kind: "data"; readonly data: string }
    | { readonly kind: GoalWord };
  /** The sentence for who has not reached it. */
  readonly say: string | undefined;
}

/** It succeeds; it waits; it comes back after it had to wait; it gets a number that was closed before. */
export type GoalWord = "works" | "blocks" | "wakes" | "reuses";

export type Puzzle =
  /** Calls in one order that works; those of `beside` are not the learner's, and begin before. */
  | { readonly kind: "sequence"; readonly calls: readonly LabCall[]; readonly beside: readonly LabCall[] }
  /** A program that is run to learn what comes of it. */
  | { readonly kind: "predict"; readonly program: readonly LabCall[]; readonly ask: readonly Question[] }
  /** What must be named, each with the words for it; in any order. */
  | { readonly kind: "answer"; readonly items: readonly (readonly string[])[] }
  /** Calls of the learner's own choice, until all goals are reached. */
  | { readonly kind: "lab"; readonly goals: readonly Goal[] };
