import { expect, test } from "vitest";
import { dayNumber } from "../../src/schedule/day.ts";
import { untilText } from "../../src/schedule/describe.ts";
import { zoneOf } from "./zones.ts";

const zone = zoneOf("Europe/Paris");
const from = Date.parse("2026-03-10T03:30+01:00");

test.each([
  [-5, "now"],
  [0, "now"],
  [59.999, "<1m"],
  [60, "1m"],
  [330, "6m"],
  [600, "10m"],
  [3569, "59m"],
  [3590, "1h"],
  [5 * 3600, "5h"],
  [23.6 * 3600, "1d"],
])("in %d seconds: %s", (seconds, text) => {
  expect(untilText(from, { time: from + seconds * 1000 }, zone)).toBe(text);
});

test.each([
  [-3, "now"],
  [0, "now"],
  [1, "1d"],
  [12, "12d"],
  [29, "29d"],
  [30, "1mo"],
  [39, "1.3mo"],
  [364, "12.1mo"],
  [365, "1y"],
  [767, "2.1y"],
  [36_500, "100y"],
])("in %d days, counted from 4:00: %s", (days, text) => {
  expect(untilText(from, { day: dayNumber(from, zone) + days }, zone)).toBe(text);
});
