import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Preset, Rating, Schedule } from "../../src/model.ts";
import { type At, answer, newSchedule, outcomes, replay } from "../../src/schedule/answer.ts";
import { dayNumber, dayStart } from "../../src/schedule/day.ts";
import { untilText } from "../../src/schedule/describe.ts";
import { interval, parameters } from "../../src/schedule/fsrs.ts";
import { fuzzRange } from "../../src/schedule/fuzz.ts";
import { defaultPreset, drillPreset } from "../../src/schedule/preset.ts";
import { seed, utc, zoneOf } from "./zones.ts";

const ratings = ["again", "hard", "good", "easy"] as const;
const minute = 60_000;
const plain: Preset = { ...defaultPreset, fuzz: false };
const noon = Date.parse("2026-03-10T12:00Z");
const here: At = { time: noon, zone: utc };
const today = dayNumber(noon, utc);

/** The moment at which it is due: for days, an hour after the day has turned. */
function whenDue(schedule: Schedule, at: At): At {
  const { due } = schedule;
  if (due === undefined) return at;
  return { ...at, time: "time" in due ? due.time : dayStart(due.day, at.zone) + 60 * minute };
}

function after(given: readonly Rating[], preset = plain, from = newSchedule): Schedule {
  return given.reduce((schedule, rating) => answer(schedule, rating, whenDue(schedule, here), preset, "key"), from);
}

/** A card in review whose last interval was `days`, due today. */
function inReview(days: number, stability = days): Schedule {
  return {
    phase: "review",
    stepsLeft: 0,
    due: { day: today },
    memory: { stability, difficulty: 5 },
    reps: 5,
    lapses: 1,
    lastTime: noon - days * 1440 * minute,
    lastDay: today - days,
    intervalDays: days,
  };
}

function texts(schedule: Schedule, preset: Preset, at = here): string {
  const after = outcomes(schedule, at, preset, "key");
  return ratings.map((rating) => untilText(at.time, after[rating].due!, at.zone)).join(" ");
}

test("V1 intervals of a card that is always answered when it is due", () => {
  const days: number[] = [];
  let schedule = newSchedule;
  for (const grade of [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3]) {
    schedule = answer(schedule, ratings[grade - 1]!, whenDue(schedule, here), plain, "key");
    days.push(schedule.intervalDays);
  }

  expect(days).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
  expect(schedule).toMatchObject({ phase: "review", reps: 13, lapses: 1 });
});

// ---------------------------------------------------------------- steps

test.each([
  { name: "a new card (V9)", given: [], buttons: "1m 6m 10m 8d" },
  { name: "on the second step", given: ["good"], buttons: "1m 10m 2d 4d" },
  { name: "after again, back on the first", given: ["good", "again"], buttons: "1m 6m 10m 2d" },
  { name: "hard stays on its step", given: ["hard"], buttons: "1m 6m 10m 2d" },
  { name: "a lapse takes the relearning step", given: ["easy", "again"], buttons: "10m 15m 1d 2d" },
] as const)("$name: $buttons", ({ given, buttons }) => {
  const schedule = after(given);

  expect(texts(schedule, plain, whenDue(schedule, here))).toBe(buttons);
});

test.each([
  { steps: [1, 10, 60], buttons: "1m 6m 10m 8d" },
  { steps: [10], buttons: "10m 15m 2d 8d" },
  { steps: [600], buttons: "10h 15h 2d 8d" },
  { steps: [2880], buttons: "2d 3d 2d 8d" },
  { steps: [1, 7200], buttons: "1m 3d 5d 8d" },
  { steps: [], buttons: "5h 1d 2d 8d" },
])("a new card with steps $steps: $buttons", ({ steps, buttons }) => {
  expect(texts(newSchedule, { ...plain, learningSteps: steps })).toBe(buttons);
});

test("without steps a memory too short for a day stays in learning for as long as it lasts", () => {
  const preset = { ...plain, learningSteps: [], relearningSteps: [] };
  const first = outcomes(newSchedule, here, preset, "key");

  expect(first.again).toMatchObject({
    phase: "learning",
    stepsLeft: 0,
    due: { time: noon + Math.round(0.212 * 1440 * minute) },
  });
  expect(first.hard).toMatchObject({ phase: "review", intervalDays: 1 });
});

test("without steps, and with weights that do not know the short term, every interval is of days", () => {
  const preset = { ...plain, learningSteps: [], relearningSteps: [], weights: plain.weights.with(17, 0) };

  expect(texts(newSchedule, preset)).toBe("1d 1d 2d 8d");
  expect(answer(inReview(3, 0.1), "again", here, preset, "key")).toMatchObject({
    phase: "review",
    lapses: 2,
    intervalDays: 1,
  });
});

test("a drill goes by days from the first attempt on", () => {
  for (const rating of ratings) {
    expect(answer(newSchedule, rating, here, drillPreset, "drill:x")).toMatchObject({ phase: "review" });
    expect(answer(inReview(10), rating, here, drillPreset, "drill:x")).toMatchObject({ phase: "review" });
  }
});

test("a card whose preset lost its steps goes on", () => {
  const schedule = { ...after(["good"]), stepsLeft: 9 };

  expect(texts(schedule, { ...plain, learningSteps: [5] }, whenDue(schedule, here))).toBe("5m 8m 2d 4d");
});

test.each([
  { clock: "23:55", due: "time" },
  { clock: "03:49", due: "time" },
  { clock: "03:50", due: "day" },
  { clock: "03:59", due: "day" },
  { clock: "04:00", due: "time" },
])("a step of ten minutes taken at $clock is due by $due", ({ clock, due }) => {
  const zone = zoneOf("Europe/Paris");
  const at = { time: Date.parse(`2026-03-10T${clock}+01:00`), zone };
  const good = answer(newSchedule, "good", at, plain, "key");

  expect(good).toMatchObject({ phase: "learning", stepsLeft: 1, intervalDays: 0 });
  expect(good.due).toEqual(due === "time" ? { time: at.time + 10 * minute } : { day: dayNumber(at.time, zone) + 1 });
});

test("minutes are lengthened by up to a quarter, at most five", () => {
  const preset = { ...defaultPreset, learningSteps: [10, 60] };
  const extra = Array.from({ length: 300 }, (_, index) => {
    const { again, good } = outcomes(newSchedule, here, preset, `key ${index}`);
    return [again.due, good.due].map((due) => (due !== undefined && "time" in due ? due.time - noon : Number.NaN));
  });
  const shortOnes = extra.map(([short = 0]) => short / minute);
  const longOnes = extra.map(([, long = 0]) => long / minute);

  expect(Math.min(...shortOnes)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...shortOnes)).toBeLessThan(12.5);
  expect(Math.min(...longOnes)).toBeGreaterThanOrEqual(60);
  expect(Math.max(...longOnes)).toBeLessThan(65);
  expect(new Set(shortOnes).size).toBeGreaterThan(250);
});

// ---------------------------------------------------------------- review

test("again in review counts a lapse, again in relearning does not", () => {
  const lapsed = answer(inReview(10), "again", here, plain, "key");
  const twice = answer(lapsed, "again", whenDue(lapsed, here), plain, "key");

  expect(lapsed).toMatchObject({ phase: "relearning", stepsLeft: 1, lapses: 2, due: { time: noon + 10 * minute } });
  expect(twice).toMatchObject({ phase: "relearning", stepsLeft: 1, lapses: 2, reps: 7 });
});

// Fuzz alone would give 9–14, 8–11 and 4–6 days.
test.each([
  { name: "11.3 days, more than the last 10: at least a day more", stability: 9.5, elapsed: 1, least: 11 },
  { name: "9.5 days, about the last 10: not less", stability: 9.5, elapsed: 0, least: 10 },
  { name: "5 days, far from the last 10: as memory asks", stability: 5, elapsed: 0, least: 4 },
])("fuzz and the last interval: $name", ({ stability, elapsed, least }) => {
  const card = { ...inReview(10, stability), lastDay: today - elapsed };
  const days = Array.from(
    { length: 100 },
    (_, index) => outcomes(card, here, defaultPreset, `key ${index}`).hard.intervalDays,
  );

  expect(Math.min(...days)).toBe(least);
});

test("buttons are at least a day apart, even with a memory of minutes", () => {
  expect(texts(inReview(1, 0.01), plain)).toBe("10m 1d 2d 3d");
});

test("no interval exceeds the maximum, even where that makes buttons equal", () => {
  expect(texts(inReview(300), { ...plain, maximumInterval: 100 })).toBe("10m 3.3mo 3.3mo 3.3mo");
});

test("a second review of the same day moves memory as one of that day", () => {
  const { memory } = answer({ ...inReview(10), lastDay: today, lastTime: noon }, "good", here, plain, "key");

  expect(memory?.stability).toBeCloseTo(10 * Math.max(1, Math.exp(0.5425 * 0.0912) * 10 ** -0.0658), 10);
});

test("elapsed days turn at four in the morning, not after 24 hours", () => {
  const zone = zoneOf("America/New_York");
  const at = (iso: string) => ({ time: Date.parse(iso), zone });
  const evening = answer(newSchedule, "good", at("2026-03-10T23:00-04:00"), plain, "key");
  const before = answer(evening, "good", at("2026-03-11T03:59-04:00"), plain, "key");
  const later = answer(evening, "good", at("2026-03-11T04:01-04:00"), plain, "key");

  expect(before.lastDay).toBe(evening.lastDay);
  expect(before.memory?.stability).toBeCloseTo(2.3065, 1);
  expect(later.lastDay).toBe((evening.lastDay ?? 0) + 1);
  expect(later.memory?.stability).toBeCloseTo(7.3153, 3);
});

// ---------------------------------------------------------------- clocks

test("a clock that went back stands still", () => {
  const card = inReview(10);
  const rated = { ...card, lastTime: noon, lastDay: today };
  const back = answer(rated, "good", { time: noon - 400 * 1440 * minute, zone: utc }, plain, "key");

  expect(back).toEqual(answer(rated, "good", here, plain, "key"));
  expect(back).toMatchObject({ lastTime: noon, lastDay: today });
});

test("travelling west over the date line does not make a day negative", () => {
  const east = answer(newSchedule, "easy", { time: noon, zone: () => 840 }, plain, "key");
  const west = answer(east, "good", { time: noon + minute, zone: () => -660 }, plain, "key");

  expect(west.lastDay).toBe(east.lastDay);
  expect(west.memory?.stability).toBeGreaterThan(0);
});

// ---------------------------------------------------------------- laws

const anyPreset = fc.record({
  name: fc.constant("any"),
  withinDay: fc.boolean(),
  weights: fc.oneof(
    fc.constant(defaultPreset.weights),
    fc.array(fc.double({ min: -1, max: 12, noNaN: true }), { minLength: 21, maxLength: 21 }),
  ),
  retention: fc.double({ min: 0.7, max: 0.99, noNaN: true }),
  learningSteps: fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 4 }),
  relearningSteps: fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 3 }),
  newPerDay: fc.constant(20),
  reviewsPerDay: fc.constant(200),
  maximumInterval: fc.oneof(fc.constant(36_500), fc.integer({ min: 1, max: 400 })),
  fuzz: fc.boolean(),
});
const zones = fc.constantFrom(...["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC"].map(zoneOf));
const anyRating = fc.constantFrom<Rating>(...ratings);
const answers = fc.array(
  fc.record({
    rating: anyRating,
    wait: fc.oneof(fc.integer({ min: -2000, max: 3000 }), fc.integer({ min: 0, max: 900_000 })),
  }),
  { minLength: 1, maxLength: 12 },
);

/** The schedules before each answer, with the moment of the answer; `wait` are minutes. */
function* history(given: readonly { rating: Rating; wait: number }[], preset: Preset, zone: At["zone"]) {
  let schedule = newSchedule;
  let time = noon;
  for (const { rating, wait } of given) {
    time += wait * minute;
    const at = { time, zone };
    yield { schedule, rating, at };
    schedule = answer(schedule, rating, at, preset, "key");
  }
}

function holds(law: (step: { schedule: Schedule; rating: Rating; at: At }, preset: Preset) => void): void {
  fc.assert(
    fc.property(answers, anyPreset, zones, (given, preset, zone) => {
      for (const step of history(given, preset, zone)) law(step, preset);
    }),
    { seed, numRuns: 150 },
  );
}

describe(`laws (FC_SEED=${seed})`, () => {
  test("every outcome is whole: finite, in bounds, due later, one review more", () => {
    holds(({ schedule, at }, preset) => {
      for (const next of Object.values(outcomes(schedule, at, preset, "key"))) {
        const { due, memory, lastTime = Number.NaN, lastDay = Number.NaN } = next;
        expect(memory?.stability).toBeGreaterThanOrEqual(0.001);
        expect(memory?.stability).toBeLessThanOrEqual(36_500);
        expect(memory?.difficulty).toBeGreaterThanOrEqual(1);
        expect(memory?.difficulty).toBeLessThanOrEqual(10);
        expect(next.reps).toBe(schedule.reps + 1);
        expect(lastTime).toBeGreaterThanOrEqual(schedule.lastTime ?? 0);
        expect(lastDay).toBeGreaterThanOrEqual(schedule.lastDay ?? 0);
        if (next.phase === "review") expect(due).toEqual({ day: lastDay + next.intervalDays });
        else if (due !== undefined && "time" in due) expect(due.time).toBeGreaterThanOrEqual(lastTime);
        else expect(due?.day).toBeGreaterThan(lastDay);
        expect(next.intervalDays).toBeLessThanOrEqual(preset.maximumInterval);
        expect(next.intervalDays >= 1).toBe(next.phase === "review");
        expect(JSON.stringify(next)).not.toContain("null");
      }
    });
  });

  test("in review hard < good < easy, unless the maximum stands in the way", () => {
    holds(({ schedule, at }, preset) => {
      if (schedule.phase !== "review") return;
      const { hard, good, easy } = outcomes(schedule, at, preset, "key");
      const top = preset.maximumInterval;
      expect(good.intervalDays).toBeGreaterThanOrEqual(Math.min(hard.intervalDays + 1, top));
      expect(easy.intervalDays).toBeGreaterThanOrEqual(Math.min(good.intervalDays + 1, top));
    });
  });

  test("out of the steps, easy is longer than good", () => {
    holds(({ schedule, at }, preset) => {
      const { good, easy } = outcomes(schedule, at, preset, "key");
      expect(easy.phase).toBe("review");
      if (good.phase === "review")
        expect(easy.intervalDays).toBeGreaterThanOrEqual(Math.min(good.intervalDays + 1, preset.maximumInterval));
    });
  });

  test("good in review lies in the fuzz range of its ideal interval, or above it where a rule demands more", () => {
    holds(({ schedule, at }, preset) => {
      if (schedule.phase !== "review" || !preset.fuzz) return;
      const { hard, good } = outcomes(schedule, at, preset, "key");
      const ideal = interval(parameters(preset.weights), good.memory!.stability, preset.retention);
      const [from, to] = fuzzRange(ideal, 1, preset.maximumInterval);
      expect(good.intervalDays).toBeGreaterThanOrEqual(from);
      expect(good.intervalDays).toBeLessThanOrEqual(
        Math.max(
          to,
          fuzzRange(ideal, Math.min(hard.intervalDays + 1, preset.maximumInterval), preset.maximumInterval)[1],
          schedule.intervalDays + 2,
        ),
      );
    });
  });

  test("the same question has the same answer", () => {
    holds(({ schedule, rating, at }, preset) => {
      expect(answer(schedule, rating, at, preset, "key")).toEqual(outcomes(schedule, at, preset, "key")[rating]);
    });
  });

  test("replaying what was stored gives what was answered, bit by bit, whatever the wall clock said", () => {
    fc.assert(
      fc.property(answers, anyPreset, zones, (given, preset, zone) => {
        let replayed = newSchedule;
        for (const { schedule, rating, at } of history(given, preset, zone)) {
          const next = answer(schedule, rating, at, preset, "key");
          replayed = replay(replayed, {
            rating,
            time: at.time,
            day: next.lastDay!,
            dueAfter: next.due!,
            phaseAfter: next.phase,
            stepsLeftAfter: next.stepsLeft,
            intervalDays: next.intervalDays,
            weights: preset.weights,
          });
          expect(replayed).toEqual(next);
        }
      }),
      { seed, numRuns: 200 },
    );
  });

  test("no moment, however absurd, breaks a schedule", () => {
    const time = fc.oneof(
      fc.constantFrom(Number.NaN, Infinity, -Infinity, -1, 0, 8.64e15, Number.MAX_VALUE),
      fc.double(),
    );
    fc.assert(
      fc.property(time, anyRating, anyRating, anyPreset, (time, first, second, preset) => {
        const at = { time, zone: (moment: number) => -new Date(moment).getTimezoneOffset() };
        const next = answer(answer(newSchedule, first, at, preset, "key"), second, at, preset, "key");
        expect(JSON.stringify(next)).not.toContain("null");
        expect(() => new Date(next.lastTime ?? Number.NaN).toISOString()).not.toThrow();
        expect(untilText(next.lastTime!, next.due!, at.zone)).not.toContain("NaN");
      }),
      { seed, numRuns: 200 },
    );
  });
});
