import { constantNamed } from "../lab/calls.ts";
import type { Question } from "../puzzle.ts";
import type { Concept } from "./concepts.ts";
import { means } from "./grade.ts";

/** What really came of one call. */
export interface Played {
  readonly actor: string;
  readonly call: string;
  /** It had to wait, whether something woke it in the end or not. */
  readonly waited: boolean;
  /** Undefined while it waits, and for a call that was never made. */
  readonly came: Came | undefined;
  /** Which of all that returned it was, from 1. */
  readonly turn: number | undefined;
  /** Why it was never made. */
  readonly unmade: string | undefined;
  /** A later question asks for it: not to be shown. */
  readonly isSecret?: boolean;
}

export type Came =
  | { readonly kind: "value"; readonly value: number; readonly data: string | undefined; readonly counts: boolean }
  | { readonly kind: "errno"; readonly errno: string; readonly meaning: string };

/** What a learner expects of a question. */
export type Foreseen =
  | { readonly kind: "value"; readonly value: number }
  | { readonly kind: "errno"; readonly errno: string }
  | { readonly kind: "data"; readonly data: string }
  | { readonly kind: "lines"; readonly lines: readonly number[] }
  | { readonly kind: "blocks" | "ok" | "yes" | "no" };

const words: Readonly<Record<string, Foreseen["kind"] & ("blocks" | "ok" | "yes" | "no")>> = {
  block: "blocks",
  blocks: "blocks",
  blocked: "blocks",
  wait: "blocks",
  waits: "blocks",
  hangs: "blocks",
  ok: "ok",
  works: "ok",
  success: "ok",
  succeeds: "ok",
  yes: "yes",
  y: "yes",
  no: "no",
  n: "no",
};

/** What was written into a blank; undefined where it can't be understood. */
export function readForeseen({ kind }: Question, text: string): Foreseen | undefined {
  if (kind === "order") {
    const lines = text.match(/\d+/g)?.map(Number);
    return lines === undefined ? undefined : { kind: "lines", lines };
  }
  const word = words[text.toLowerCase().replace(/[.!]$/, "")];
  if (kind === "same") return word === "yes" || word === "no" ? { kind: word } : undefined;
  if (word === "blocks" || word === "ok") return { kind: word };
  const errno = /^(?:-1\s+)?(E[A-Z0-9]{2,})$/i.exec(text)?.[1]?.toUpperCase();
  if (errno !== undefined) return { kind: "errno", errno: aliases[errno] ?? errno };
  const value = /^\d+$/.test(text) ? Number(text) : constantNamed(text);
  if (value !== undefined) return { kind: "value", value };
  const data = /^"(.*)"$/.exec(text)?.[1] ?? /^'(.*)'$/.exec(text)?.[1];
  return data === undefined ? undefined : { kind: "data", data };
}

const aliases: Readonly<Record<string, string>> = { EWOULDBLOCK: "EAGAIN", ENOTSUP: "EOPNOTSUPP" };

/** What a question's blank may hold, for whoever wrote something else. */
export function howToAnswer({ kind }: Question): string {
  if (kind === "order") return "name the lines, the first one first, such as 4 2";
  if (kind === "same") return "write yes or no";
  return 'write a number, ok, an errno such as EINVAL, "bytes" in quotes, or blocks';
}

/** What was right; and the misunderstanding of who foresaw something else. */
export interface Comparison {
  readonly truth: string;
  readonly concept: Concept | undefined;
}

/** `played`: the program's lines, in its order. */
export function compare(question: Question, foreseen: Foreseen, played: readonly Played[]): Comparison {
  const asked = question.lines.flatMap((line) => played[line - 1] ?? []);
  if (question.kind === "order") return compareOrder(question, foreseen, played);
  if (question.kind === "same") {
    const values = asked.map(({ came }) => (came?.kind === "value" ? came.value : undefined));
    const isSame = values[0] !== undefined && new Set(values).size === 1;
    const truth = `${isSame ? "yes" : "no"} (${values.map((value) => value ?? "none").join(", ")})`;
    return { truth, concept: (foreseen.kind === "yes") === isSame ? undefined : "wrong-value" };
  }
  const [line] = asked;
  if (line === undefined) return { truth: "", concept: "wrong-value" };
  const truth = truthOf(line, question.kind === "ends");
  return { truth: truthText(truth), concept: misunderstanding(truth, foreseen) };
}

type Truth = Came | { readonly kind: "blocks" };

function truthOf({ came, waited }: Played, inTheEnd: boolean): Truth {
  return came === undefined || (waited && !inTheEnd) ? { kind: "blocks" } : came;
}

function truthText(truth: Truth): string {
  if (truth.kind === "blocks") return "blocks";
  if (truth.kind === "errno") return truth.errno;
  return truth.data === undefined || truth.data === "" ? String(truth.value) : `${truth.value} "${truth.data}"`;
}

function misunderstanding(truth: Truth, foreseen: Foreseen): Concept | undefined {
  if (truth.kind === "blocks") return foreseen.kind === "blocks" ? undefined : "expects-return";
  if (foreseen.kind === "blocks") return "expects-waiting";
  if (truth.kind === "errno") {
    if (foreseen.kind !== "errno") return "expects-success";
    return foreseen.errno === truth.errno ? undefined : "wrong-errno";
  }
  if (foreseen.kind === "errno") return "expects-failure";
  if (foreseen.kind === "data") return truth.data === foreseen.data ? undefined : "wrong-value";
  if (foreseen.kind === "ok") return truth.counts ? "wrong-value" : undefined;
  // A descriptor's number is nobody's to foresee, but whoever does may be right.
  return foreseen.kind === "value" && foreseen.value === truth.value ? undefined : "wrong-value";
}

function compareOrder({ lines }: Question, foreseen: Foreseen, played: readonly Played[]): Comparison {
  const turn = (line: number): number => played[line - 1]?.turn ?? Infinity;
  const truth = lines.toSorted((one, other) => turn(one) - turn(other)).join(" ");
  const said = foreseen.kind === "lines" ? foreseen.lines.join(" ") : "";
  return { truth, concept: means(said, truth) ? undefined : "wrong-turn" };
}
