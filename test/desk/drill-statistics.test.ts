import { expect, test } from "vitest";
import { drillStatistics } from "../../src/desk/drill-statistics.ts";
import { recordAttempt } from "../../src/review/attempt.ts";
import { type Db, openDatabase } from "../../src/store/database.ts";

interface Try {
  readonly drill: string;
  readonly language?: string;
  readonly status: "pass" | "fail" | "error" | "skipped";
  readonly concept?: string;
  readonly cause?: string;
  readonly second: number;
}

function history(tries: readonly Try[]): Db {
  const db = openDatabase(":memory:");
  for (const { drill, second, language = "c", ...rest } of tries) {
    const body = { language, transport: "tcp4", seed: second, hints: 0, source: "", ms: 100, ...rest };
    recordAttempt(db, drill, body, Date.UTC(2026, 0, 1) + second * 1000);
  }
  return db;
}

test("an empty history has no rates and no medians", () => {
  expect(drillStatistics(history([]))).toMatchObject({
    attempts: 0,
    passed: 0,
    attemptsToGreen: undefined,
    drills: [],
  });
});

test("attempts and time to green, the most frequent cause, by drill, language and concept", () => {
  const reading = { drill: "read-loop", status: "fail", concept: "single-read", cause: "print.short" } as const;
  const db = history([
    { drill: "tcp-hello", status: "pass", second: 0 },
    { drill: "read-loop", status: "error", concept: "does-not-build", cause: "build", second: 10 },
    { ...reading, second: 20 },
    { ...reading, second: 30, language: "python" },
    { ...reading, second: 40, concept: "never-ends", cause: "limit.time", language: "python" },
    { drill: "read-loop", status: "pass", second: 80, language: "python" },
    { drill: "read-loop", status: "pass", second: 90 },
    { drill: "half-close", status: "skipped", second: 95 },
    { drill: "half-close", status: "fail", concept: "single-read", cause: "print.short", second: 99 },
  ]);

  expect(drillStatistics(db)).toEqual({
    attempts: 7,
    passed: 3,
    attemptsToGreen: 1,
    msToGreen: 0,
    cause: "print.short",
    drills: [
      {
        name: "tcp-hello",
        attempts: 1,
        passed: 1,
        attemptsToGreen: 1,
        msToGreen: 0,
        cause: undefined,
        concept: undefined,
      },
      {
        name: "read-loop",
        attempts: 5,
        passed: 2,
        attemptsToGreen: 4,
        msToGreen: 60_000,
        cause: "print.short",
        concept: "single-read",
      },
      {
        name: "half-close",
        attempts: 1,
        passed: 0,
        attemptsToGreen: undefined,
        msToGreen: undefined,
        cause: "print.short",
        concept: "single-read",
      },
    ],
    languages: [
      { name: "c", attempts: 4, passed: 2 },
      { name: "python", attempts: 3, passed: 1 },
    ],
    concepts: [
      { name: "single-read", failures: 3, drills: 2, language: "c" },
      { name: "never-ends", failures: 1, drills: 1, language: "python" },
    ],
  });
});
