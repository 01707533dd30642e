import { expect, test } from "vitest";
import { defaultPreset, drillPreset, readPreset } from "../../src/schedule/preset.ts";
import { answer, newSchedule } from "../../src/schedule/answer.ts";

test("a deck may choose everything", () => {
  const weights = defaultPreset.weights.slice(0, 19);
  const { preset, complaints } = readPreset("sockets", {
    "new-per-day": 5,
    "reviews-per-day": 50,
    retention: 0.85,
    "learning-steps": ["30s", "10m", "1.5h", "1d"],
    "relearning-steps": [],
    "maximum-interval": 365,
    fuzz: false,
    weights,
  });

  expect(complaints).toEqual([]);
  expect(preset).toEqual({
    name: "sockets",
    newPerDay: 5,
    reviewsPerDay: 50,
    retention: 0.85,
    learningSteps: [0.5, 10, 90, 1440],
    relearningSteps: [],
    maximumInterval: 365,
    fuzz: false,
    withinDay: true,
    weights,
  });
});

test("a deck that chooses nothing has the defaults", () => {
  expect(readPreset("c", {})).toEqual({ preset: { ...defaultPreset, name: "c" }, complaints: [] });
});

test.each([
  { key: "new-per-day", value: -1, complaint: "new-per-day: expected a whole number from 0 to 9999, found -1" },
  { key: "new-per-day", value: 2.5, complaint: "new-per-day: expected a whole number from 0 to 9999, found 2.5" },
  {
    key: "reviews-per-day",
    value: "200",
    complaint: 'reviews-per-day: expected a whole number from 0 to 9999, found "200"',
  },
  { key: "retention", value: 90, complaint: "retention: expected a number from 0.7 to 0.99, found 90" },
  { key: "retention", value: Number.NaN, complaint: "retention: expected a number from 0.7 to 0.99, found NaN" },
  {
    key: "maximum-interval",
    value: 0,
    complaint: "maximum-interval: expected a whole number from 1 to 36500, found 0",
  },
  { key: "fuzz", value: "no", complaint: 'fuzz: expected true or false, found "no"' },
  { key: "weights", value: [1, 2], complaint: "weights: expected 17, 19 or 21 numbers, found [1,2]" },
  { key: "toString", value: 1, complaint: /^toString is no setting of a deck; there are new-per-day, .*weights$/ },
  { key: "new_per_day", value: 1, complaint: /^new_per_day is no setting of a deck/ },
  ...["10m", ["10"], ["0m"], ["-1m"], ["10x"], [10], ["366d"]].map((value) => ({
    key: "learning-steps",
    value,
    complaint: /^learning-steps: expected a list of steps such as \["1m", "10m"\].*, found /,
  })),
])("$key = $value is complained of, and the default kept", ({ key, value, complaint }) => {
  const { preset, complaints } = readPreset("default", { [key]: value });

  expect(complaints).toEqual([typeof complaint === "string" ? complaint : expect.stringMatching(complaint)]);
  expect(preset).toEqual(defaultPreset);
});

test("drills are few, far apart and have no steps", () => {
  expect(drillPreset).toMatchObject({
    retention: 0.8,
    learningSteps: [],
    relearningSteps: [],
    newPerDay: 1,
    reviewsPerDay: 1,
  });
});

test("a drill that failed comes again tomorrow, however often it failed today", () => {
  const at = { time: Date.parse("2026-11-20T12:00:00Z"), zone: () => 0 };
  const once = answer(newSchedule, "again", at, drillPreset, "drill:x");
  const twice = answer(once, "again", at, drillPreset, "drill:x");
  expect([once.due, twice.due]).toEqual([{ day: 20_778 }, { day: 20_778 }]);
});
