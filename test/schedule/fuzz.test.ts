import { expect, test } from "vitest";
import { chanceOf, fuzzRange, fuzzed } from "../../src/schedule/fuzz.ts";

test.each([
  [1, 1, 1],
  [2.4, 2, 2],
  [2.5, 2, 4],
  [3, 2, 4],
  [5, 4, 6],
  [7, 5, 9],
  [10, 8, 12],
  [15, 13, 17],
  [17, 14, 20],
  [20, 17, 23],
  [30, 27, 33],
  [37, 33, 41],
  [60, 55, 65],
  [90, 84, 96],
  [100, 93, 107],
  [365, 345, 385],
  [1000, 948, 1052],
])("%d days fall between %d and %d", (days, from, to) => {
  expect(fuzzRange(days, 1, 36_500)).toEqual([from, to]);
  expect(fuzzed(days, 1, 36_500, 0)).toBe(from);
  expect(fuzzed(days, 1, 36_500, 0.999_999)).toBe(to);
});

test.each([
  { name: "never below the least", days: 10, low: 11, high: 36_500, range: [11, 13] },
  { name: "one day is left to choose where the least leaves none", days: 5, low: 8, high: 36_500, range: [8, 10] },
  { name: "never above the maximum", days: 100, low: 1, high: 95, range: [88, 95] },
  { name: "nothing to choose at the maximum", days: 100, low: 95, high: 95, range: [95, 95] },
  { name: "equal ends above 2 are widened", days: 2.6, low: 4, high: 9, range: [4, 5] },
])("$name", ({ days, low, high, range }) => {
  expect(fuzzRange(days, low, high)).toEqual(range);
});

test("without chance an interval is rounded", () => {
  expect([0.3, 2.5, 17.4, 99.6].map((days) => fuzzed(days, 1, 50, undefined))).toEqual([1, 3, 17, 50]);
});

test("chance is the same for the same text and even over many", () => {
  const chances = Array.from({ length: 10_000 }, (_, index) => chanceOf(`card ${index}`));
  const tenths = Array.from(
    { length: 10 },
    (_, tenth) => chances.filter((chance) => Math.floor(chance * 10) === tenth).length,
  );

  expect(chanceOf("card 7")).toBe(chances[7]);
  expect(Math.min(...chances)).toBeGreaterThanOrEqual(0);
  expect(Math.min(...tenths)).toBeGreaterThan(850);
  expect(Math.max(...tenths)).toBeLessThan(1150);
});
