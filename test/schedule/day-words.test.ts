import { expect, test } from "vitest";
import { dayFromWords } from "../../src/schedule/day-words.ts";

const today = Date.parse("2026-11-20T00:00:00Z") / 86_400_000;

test.each([
  ["today", 0],
  ["Tomorrow", 1],
  ["0", 0],
  ["3", 3],
  ["+3d", 3],
  ["2w", 14],
  ["2026-11-20", 0],
  ["2026-12-24", 34],
  ["2026-11-19", undefined],
  ["2026-02-30", undefined],
  ["2027-02-30", undefined],
  ["-1", undefined],
  ["99999", undefined],
  ["3 days", undefined],
  ["", undefined],
])("%s", (text, days) => {
  expect(dayFromWords(text, today)).toBe(days === undefined ? undefined : today + days);
});
