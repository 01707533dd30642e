import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Memory, Rating } from "../../src/model.ts";
import {
  defaultWeights,
  interval,
  memoryFromEase,
  nextMemory,
  parameters,
  retrievability,
} from "../../src/schedule/fsrs.ts";
import { seed } from "./zones.ts";

const ratings = ["again", "hard", "good", "easy"] as const;
const w = defaultWeights;

type Step = readonly [grade: number, elapsedDays: number];

function memoryAfter(weights: readonly number[], steps: readonly Step[], start?: Memory): Memory {
  const w = parameters(weights);
  const after = steps.reduce<Memory | undefined>(
    (memory, [grade, days]) => nextMemory(w, memory, days, ratings[grade - 1]!),
    start,
  );
  return after!;
}

function relativeError(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.abs(expected);
}

// ---------------------------------------------------------------- vectors of fsrs-rs

interface Vector {
  readonly name: string;
  readonly w: readonly number[];
  readonly desired_retention: number;
  readonly steps: readonly { rating: number; delta_t: number; s: number; d: number; interval: number }[];
}

const file = join(import.meta.dirname, "../../../shared/fsrs/vectors.json");
const vectors: readonly Vector[] = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];

test.skipIf(vectors.length === 0)("the shared vectors are there", () => {
  expect(vectors.length).toBeGreaterThanOrEqual(13);
});

test.each(vectors)("fsrs-rs and this agree to 1e-5: $name", (vector) => {
  const weights = parameters(vector.w);
  let memory: Memory | undefined;
  let worst = 0;
  for (const step of vector.steps) {
    memory = nextMemory(weights, memory, step.delta_t, ratings[step.rating - 1]!);
    worst = Math.max(
      worst,
      relativeError(memory.stability, step.s),
      relativeError(memory.difficulty, step.d),
      relativeError(interval(weights, memory.stability, vector.desired_retention), step.interval),
    );
  }
  expect(worst).toBeLessThan(1e-5);
});

// ---------------------------------------------------------------- published figures

const frozen = w.map((weight, index) => (index >= 17 && index <= 19 ? 0 : weight));
const fsrs5 = [
  0.6845422, 1.6790825, 4.7349424, 10.042885, 7.4410233, 0.64219797, 1.071918, 0.0025195254, 1.432437, 0.1544,
  0.8692766, 2.0696752, 0.0953, 0.2975, 2.4691248, 0.19542035, 3.201072, 0.18046261, 0.121442534,
];
const fsrs5SameDay = [
  1.1596, 1.7974, 13.1205, 49.3729, 7.2303, 0.5081, 1.5371, 0.001, 1.5052, 0.1261, 0.9735, 1.8924, 0.1486, 0.2407,
  2.1937, 0.1518, 3.0699, 0.4636, 0.6048,
];
const begun: readonly Step[] = [
  [1, 0],
  [3, 0],
  [3, 1],
  [3, 3],
  [3, 8],
  [3, 21],
];
const four: readonly Step[] = [
  [1, 0],
  [3, 1],
  [3, 3],
  [3, 8],
];

test.each([
  { name: "V2 default", weights: w, steps: begun, s: 53.62691, d: 6.3574867 },
  { name: "V3 frozen within the day", weights: frozen, steps: begun, s: 53.335106, d: 6.3574867 },
  { name: "V4 19 weights", weights: fsrs5, steps: [...four, [3, 21] as const], s: 31.722992, d: 7.382128 },
  { name: "V6 again", weights: fsrs5, steps: [...four, [1, 21] as const], s: 2.9691455, d: 8.000659 },
  { name: "V6 hard", weights: fsrs5, steps: [...four, [2, 21] as const], s: 17.091452, d: 7.6913934 },
  { name: "V6 easy", weights: fsrs5, steps: [...four, [4, 21] as const], s: 71.7502, d: 7.0728626 },
  { name: "V9 again", weights: w, steps: [[1, 0]] as const, s: 0.212, d: 6.4133 },
  { name: "V9 hard", weights: w, steps: [[2, 0]] as const, s: 1.2931, d: 5.11217071 },
  { name: "V9 good", weights: w, steps: [[3, 0]] as const, s: 2.3065, d: 2.11810397 },
  { name: "V9 easy", weights: w, steps: [[4, 0]] as const, s: 8.2956, d: 1 },
  {
    name: "V11 19 weights within the day",
    weights: fsrs5SameDay,
    steps: [
      [3, 0],
      [3, 0],
    ] as const,
    s: 17.3668,
    d: 5.4657946,
  },
  {
    name: "V12 easy ×2",
    weights: w,
    steps: [
      [4, 0],
      [4, 0],
    ] as const,
    s: 13.0461,
    d: 1,
  },
  {
    name: "V12 easy ×3",
    weights: w,
    steps: [
      [4, 0],
      [4, 0],
      [4, 0],
    ] as const,
    s: 19.9147,
    d: 1,
  },
  {
    name: "V12 easy ×4",
    weights: w,
    steps: [
      [4, 0],
      [4, 0],
      [4, 0],
      [4, 0],
    ] as const,
    s: 29.5651,
    d: 1,
  },
])("$name", ({ weights, steps, s, d }) => {
  const memory = memoryAfter(weights, steps);

  expect(relativeError(memory.stability, s)).toBeLessThan(1e-5);
  expect(relativeError(memory.difficulty, d)).toBeLessThan(1e-5);
});

test("V5 a known state goes on", () => {
  const memory = memoryAfter(fsrs5, [[3, 21]], { stability: 20.925528, difficulty: 7.005062 });

  expect(memory.stability).toBeCloseTo(40.87456, 4);
  expect(memory.difficulty).toBeCloseTo(6.9913807, 4);
});

test("V7 intervals of a stability of one day, by desired retention", () => {
  const days = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((retention) =>
    Math.max(1, Math.round(interval(w, 1, retention))),
  );

  expect(relativeError(days[0]!, 3116766)).toBeLessThan(1e-5);
  expect(days.slice(1)).toEqual([34793, 2508, 387, 90, 27, 9, 3, 1, 1]);
});

test.each([
  { decay: 0.1542, days: 0, stability: 1, r: 1 },
  { decay: 0.1542, days: 1, stability: 1, r: 0.9 },
  { decay: 0.1542, days: 2, stability: 1, r: 0.84588465 },
  { decay: 0.1542, days: 3, stability: 1, r: 0.8093881 },
  { decay: 0.2, days: 2, stability: 1, r: 0.84028935 },
  { decay: 0.2, days: 3, stability: 1, r: 0.7985001 },
  { decay: 0.1542, days: 1, stability: 2, r: 0.9403443 },
  { decay: 0.1542, days: 2, stability: 3, r: 0.9253786 },
  { decay: 0.1542, days: 3, stability: 4, r: 0.9185229 },
  { decay: 0.1542, days: 5, stability: 2, r: 0.8261359 },
])("V8 R after $days days, S $stability, decay $decay", ({ decay, days, stability, r }) => {
  const weights = parameters([...w.slice(0, 20), decay]);

  expect(retrievability(weights, { stability, difficulty: 5 }, days)).toBeCloseTo(r, 5);
});

test.each([
  { ease: 2.5, days: 10, retention: 0.9, s: 10, d: 6.9140563 },
  { ease: 2.5, days: 10, retention: 0.8, s: 3.01572, d: 9.393428 },
  { ease: 2.5, days: 10, retention: 0.95, s: 24.841097, d: 1.2974405 },
  { ease: 1.3, days: 20, retention: 0.9, s: 20, d: 10 },
])("V10 ease $ease, $days days, retention $retention", ({ ease, days, retention, s, d }) => {
  const memory = memoryFromEase(w, ease, days, retention);

  expect(relativeError(memory.stability, s)).toBeLessThan(1e-5);
  expect(relativeError(memory.difficulty, d)).toBeLessThan(1e-5);
});

// ---------------------------------------------------------------- weights

test("17 weights become 21, with difficulty on the newer scale", () => {
  const older = [0.4, 0.6, 2.4, 5.8, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29, 2.61];

  const migrated = parameters(older);

  expect(migrated.slice(0, 4)).toEqual([0.4, 0.6, 2.4, 5.8]);
  expect(migrated.slice(4, 7)).toEqual([4.93 + 2 * 0.94, Math.log(3 * 0.94 + 1) / 3, 0.86 + 0.5]);
  expect(migrated.slice(7)).toEqual([...older.slice(7), 0, 0, 0, 0.5]);
});

test.each([
  { name: "none", weights: [], expected: w },
  { name: "an odd number", weights: [1, 2, 3], expected: w },
  { name: "not a number", weights: w.with(3, Number.NaN), expected: w },
  { name: "19", weights: w.slice(0, 19), expected: [...w.slice(0, 19), 0, 0.5] },
  { name: "w19 of 0 is kept", weights: w.with(19, 0), expected: w.with(19, 0) },
  { name: "out of bounds", weights: w.with(0, 1000).with(20, 0), expected: w.with(0, 100).with(20, 0.1) },
])("weights: $name", ({ weights, expected }) => {
  expect(parameters(weights)).toEqual(expected);
});

// ---------------------------------------------------------------- laws

const anyNumber = fc.oneof(fc.double(), fc.double({ min: -10, max: 40_000 }), fc.integer());
const anyWeights = fc
  .oneof(
    fc.constant(w),
    fc.array(fc.double({ min: -5, max: 120, noNaN: true }), { minLength: 21, maxLength: 21 }),
    fc.array(anyNumber),
  )
  .map(parameters);
const anyMemory = fc.record({
  stability: fc.double({ min: 0.001, max: 36_500, noNaN: true }),
  difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
});
const anyRating = fc.constantFrom<Rating>(...ratings);
const days = fc.integer({ min: 0, max: 40_000 });

function holds<Ts extends [unknown, ...unknown[]]>(property: fc.IProperty<Ts>): void {
  fc.assert(property, { seed, numRuns: 1000 });
}

describe(`laws (FC_SEED=${seed})`, () => {
  test("whatever comes in, a memory is finite and within bounds", () => {
    const broken = fc.option(fc.record({ stability: anyNumber, difficulty: anyNumber }), { nil: undefined });
    holds(
      fc.property(anyWeights, broken, anyNumber, anyRating, (w, memory, elapsed, rating) => {
        const { stability, difficulty } = nextMemory(w, memory, elapsed, rating);
        expect(stability).toBeGreaterThanOrEqual(0.001);
        expect(stability).toBeLessThanOrEqual(36_500);
        expect(difficulty).toBeGreaterThanOrEqual(1);
        expect(difficulty).toBeLessThanOrEqual(10);
      }),
    );
  });

  test("whatever comes in, retrievability is a chance and an interval is finite", () => {
    holds(
      fc.property(anyWeights, anyNumber, anyNumber, anyNumber, (w, stability, elapsed, retention) => {
        const r = retrievability(w, { stability, difficulty: 5 }, elapsed);
        expect(r).toBeGreaterThanOrEqual(0);
        expect(r).toBeLessThanOrEqual(1);
        expect(interval(w, stability, retention)).toBeGreaterThanOrEqual(0);
        expect(interval(w, stability, retention)).toBeLessThan(Infinity);
        expect(memoryFromEase(w, elapsed, stability, retention).difficulty).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test("a better rating leaves a stronger and easier memory", () => {
    holds(
      fc.property(anyWeights, anyMemory, days, (w, memory, elapsed) => {
        const [again, hard, good, easy] = ratings.map((rating) => nextMemory(w, memory, elapsed, rating));
        expect(hard!.stability).toBeLessThanOrEqual(good!.stability);
        expect(good!.stability).toBeLessThanOrEqual(easy!.stability);
        expect(again!.stability).toBeLessThanOrEqual(hard!.stability);
        expect(again!.difficulty).toBeGreaterThanOrEqual(hard!.difficulty);
        expect(hard!.difficulty).toBeGreaterThanOrEqual(good!.difficulty);
        expect(good!.difficulty).toBeGreaterThanOrEqual(easy!.difficulty);
      }),
    );
  });

  test("forgetting never strengthens, recalling never weakens a memory", () => {
    holds(
      fc.property(anyWeights, anyMemory, days, (w, memory, elapsed) => {
        expect(nextMemory(w, memory, elapsed + 1, "again").stability).toBeLessThanOrEqual(memory.stability);
        expect(nextMemory(w, memory, elapsed, "hard").stability).toBeGreaterThanOrEqual(memory.stability * (1 - 1e-12));
      }),
    );
  });

  test("retrievability falls with time, an interval with the retention desired; each undoes the other", () => {
    const retention = fc.double({ min: 0.7, max: 0.99, noNaN: true });
    holds(
      fc.property(
        anyWeights,
        anyMemory,
        fc.tuple(days, days),
        fc.tuple(retention, retention),
        (w, memory, [a, b], [x, y]) => {
          expect(retrievability(w, memory, Math.max(a, b))).toBeLessThanOrEqual(
            retrievability(w, memory, Math.min(a, b)),
          );
          expect(interval(w, memory.stability, Math.max(x, y))).toBeLessThanOrEqual(
            interval(w, memory.stability, Math.min(x, y)),
          );
          expect(retrievability(w, memory, interval(w, memory.stability, x))).toBeCloseTo(x, 8);
        },
      ),
    );
  });
});
