import type { Memory, Rating } from "../model.ts";

/**
 * FSRS-6: a memory as two numbers, moved by every rating.
 *
 *     S  stability        the days until R has fallen to 0.9
 *     D  difficulty       1 (easy) to 10 (hard)
 *     R  retrievability   the chance to recall it now
 *
 * Formulas and letters are those of the published description (github.com/open-spaced-repetition, "The Algorithm");
 * where implementations differ, this one gives what Anki gives. No result is ever NaN or out of bounds.
 */

// w17 to w19 may be 0, which freezes a memory within the day, as Anki reads them; others demand w19 ≥ 0.01.
const lowest = [
  0.001, 0.001, 0.001, 0.001, 1, 0.001, 0.001, 0.001, 0, 0, 0.001, 0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0, 0.1,
] as const;
const highest = [100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8] as const;

/** w0 … w20, each within its bounds. Only `parameters` makes them, so nothing older is ever computed with. */
export type Weights = Numbers<typeof lowest>;
type Numbers<Tuple> = { readonly [index in keyof Tuple]: number };

/** FSRS-6 before any training. */
export const defaultWeights: Weights = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
  0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

const grades = { again: 1, hard: 2, good: 3, easy: 4 } as const;
type Grade = (typeof grades)[Rating];

/** Reads 17 (FSRS-4.5), 19 (FSRS-5) or 21 weights as those of FSRS-6. What is none of these, or no number, gives the defaults. */
export function parameters(weights: readonly number[]): Weights {
  const migrated = migrate(weights);
  if (migrated.length !== lowest.length || !migrated.every(Number.isFinite)) return defaultWeights;
  return lowest.map((low, index) => clamp(migrated[index] ?? low, low, highest[index] ?? low)) as unknown as Weights;
}

function migrate(weights: readonly number[]): readonly number[] {
  if (weights.length === 19) return [...weights, 0, 0.5];
  if (weights.length !== 17) return weights;
  const [w4 = 0, w5 = 0, w6 = 0] = weights.slice(4, 7);
  return [...weights.slice(0, 4), w4 + 2 * w5, Math.log(3 * w5 + 1) / 3, w6 + 0.5, ...weights.slice(7), 0, 0, 0, 0.5];
}

/**
 * The memory after a rating. `memory` is undefined at the first one.
 * `elapsedDays` since the rating before, in days as the calendar counts them; below 1 is the same day.
 */
export function nextMemory(w: Weights, memory: Memory | undefined, elapsedDays: number, rating: Rating): Memory {
  const g = grades[rating];
  if (memory === undefined) return bounded(w[(g - 1) as 0 | 1 | 2 | 3], initialDifficulty(w, g));
  const known = bounded(memory.stability, memory.difficulty);
  return bounded(nextStability(w, known, clamp(elapsedDays, 0, Infinity), g), nextDifficulty(w, known.difficulty, g));
}

/** The chance, 0 to 1, to recall it after so many days. */
export function retrievability(w: Weights, memory: Memory, elapsedDays: number): number {
  const { stability } = bounded(memory.stability, memory.difficulty);
  return (1 + (factor(w) * clamp(elapsedDays, 0, Infinity)) / stability) ** -w[20];
}

/** The days, not rounded, until retrievability has fallen to `retention`. */
export function interval(w: Weights, stability: number, retention: number): number {
  const wanted = clamp(retention, 0.01, 1);
  return (clamp(stability, ...stabilities) / factor(w)) * (wanted ** (-1 / w[20]) - 1);
}

/** The memory that an older schedule implies: Anki's SM-2 ease (2.5, not 250 %) and last interval, met with `retention`. */
export function memoryFromEase(w: Weights, ease: number, intervalDays: number, retention: number): Memory {
  const wanted = clamp(retention, 0.5, 0.99);
  const stability = (Math.max(intervalDays, 0.001) * factor(w)) / (wanted ** (-1 / w[20]) - 1);
  const growth = Math.exp(w[8]) * stability ** -w[9] * Math.expm1(w[10] * (1 - wanted));
  return bounded(stability, 11 - (ease - 1) / growth);
}

function nextStability(w: Weights, { stability: s, difficulty: d }: Memory, elapsedDays: number, g: Grade): number {
  if (elapsedDays < 1) return sameDay(w, s, g);
  const r = retrievability(w, { stability: s, difficulty: d }, elapsedDays);
  if (g === 1) {
    const forgotten = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * Math.exp(w[14] * (1 - r));
    return Math.min(forgotten, s / Math.exp(w[17] * w[18]));
  }
  const bonus = g === 2 ? w[15] : g === 4 ? w[16] : 1;
  return s * (1 + Math.exp(w[8]) * (11 - d) * s ** -w[9] * Math.expm1(w[10] * (1 - r)) * bonus);
}

function sameDay(w: Weights, s: number, g: Grade): number {
  const increase = Math.exp(w[17] * (g - 3 + w[18])) * s ** -w[19];
  return s * (g === 1 ? increase : Math.max(increase, 1));
}

function initialDifficulty(w: Weights, g: Grade): number {
  return w[4] - Math.exp(w[5] * (g - 1)) + 1;
}

/** Damped near 10, and drawn back towards the difficulty of what is easy at first sight. */
function nextDifficulty(w: Weights, d: number, g: Grade): number {
  const moved = d - (w[6] * (g - 3) * (10 - d)) / 9;
  return w[7] * initialDifficulty(w, 4) + (1 - w[7]) * moved;
}

/** Makes R 0.9 where the elapsed days are the stability. */
function factor(w: Weights): number {
  return 0.9 ** (-1 / w[20]) - 1;
}

const stabilities = [0.001, 36_500] as const;

function bounded(stability: number, difficulty: number): Memory {
  return { stability: clamp(stability, ...stabilities), difficulty: clamp(difficulty, 1, 10) };
}

/** NaN becomes the lower bound. */
function clamp(value: number, low: number, high: number): number {
  return value >= low ? Math.min(value, high) : low;
}
