import { describe, expect, test } from "vitest";
import { languageOf } from "../../src/drills/languages.ts";
import type { Attempt } from "../../src/drills/run.ts";
import type { Drill } from "../../src/model.ts";
import { afterAttempt, type Effort, nextHint, proposedRating, untried } from "../../src/review/effort.ts";
import { tcpHello } from "../drills/drills.ts";

const language = languageOf("c");
if (language === undefined) throw new Error("C is missing");
const begun: Effort = {
  drill: { ...tcpHello, hints: ["Read it all.", "Loop."] },
  language,
  file: "work.c",
  ...untried,
};

const attempt = (status: Attempt["verdict"]["status"]): Attempt => ({
  drill: begun.drill,
  language: "c",
  transport: "tcp4",
  seed: 1,
  token: "4d5b7bad4bf5",
  stderr: "",
  cage: "bwrap",
  ms: 1,
  verdict: { status, cause: undefined, concept: undefined, sentence: "", checks: [] },
  events: [],
  expected: Buffer.alloc(0),
  stdout: Buffer.alloc(0),
});
const of = (role: Drill["role"]): Effort => ({ ...begun, drill: { ...begun.drill, role } });

describe("what is proposed", () => {
  test.each([
    { name: "solved alone", effort: begun, rating: "good" },
    { name: "with a hint", effort: nextHint(begun)?.after, rating: "hard" },
    { name: "with the solution, hints or not", effort: { ...begun, hints: 1, gaveUp: true }, rating: "again" },
    { name: "after a failure that told nothing", effort: afterAttempt(begun, attempt("fail")), rating: "good" },
    { name: "foreseen wrongly, and told", effort: afterAttempt(of("predict"), attempt("fail")), rating: "hard" },
    { name: "recalled wrongly, and told", effort: afterAttempt(of("answer"), attempt("fail")), rating: "hard" },
    {
      name: "could not be run: nothing was told",
      effort: afterAttempt(of("answer"), attempt("error")),
      rating: "good",
    },
  ])("$name: $rating", ({ effort, rating }) => {
    expect(effort === undefined ? undefined : proposedRating(effort)).toBe(rating);
  });
});

test("what has passed stays passed, and what was told stays told", () => {
  const passed = afterAttempt(afterAttempt(of("predict"), attempt("fail")), attempt("pass"));
  expect(passed).toMatchObject({ passed: true, isTold: true, running: false });
  expect(afterAttempt(passed, attempt("fail"))).toMatchObject({ passed: true, isTold: true });
});

test("a new attempt forgets the calls of the last", () => {
  expect(afterAttempt({ ...begun, syscalls: ["socket()"] }, attempt("fail")).syscalls).toBeUndefined();
});

test("hints come one at a time, and end", () => {
  const first = nextHint(begun);
  const second = first === undefined ? undefined : nextHint(first.after);
  expect([first?.hint, second?.hint]).toEqual(["Read it all.", "Loop."]);
  expect(second === undefined ? "" : nextHint(second.after)).toBeUndefined();
});
