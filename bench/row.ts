import type { MadeVault } from "./vault.ts";

/**
 * One line of the table: our work against a yardstick that everybody has, timed in turns.
 * Only the ratio counts: it says the same on a slow machine as on a fast one.
 */
export interface Row {
  /** Ours / the yardstick. */
  readonly what: string;
  /** "time": our time is so many times the yardstick's, less is better. "speed": we are so many times as fast, more is better. */
  readonly ratio: "time" | "speed";
  /** Asked now, and where we are going. */
  readonly reach: number;
  readonly aim: number;
  prepare(bench: Bench): Contest | Skipped | Promise<Contest | Skipped>;
}

/** What a row may use: a folder that vanishes at the end, and things that several rows share. */
export interface Bench {
  readonly full: boolean;
  readonly folder: string;
  vault(notes: number): MadeVault;
  /** A home whose database holds so many cards. */
  home(cards: number): string;
  /** The bundle as it is shipped. */
  bundle(): string;
}

export interface Contest {
  /** At most; a slow row gets fewer. */
  readonly rounds: number;
  /** What was measured, where the row's name does not say it. */
  readonly note?: string;
  /** Each does the whole work once and gives what it took in ms: what it clears up afterwards does not count. */
  ours(): number | Promise<number>;
  yardstick(): number | Promise<number>;
  end?(): void | Promise<void>;
}

interface Skipped {
  readonly skipped: string;
}

interface Measured {
  /** Median of the ratios of all rounds, and the extremes. */
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
}

/**
 * One round to warm up, then rounds in which each goes first in turn, so that a drift of the machine favours nobody.
 * Three at least; no more are begun when `budget` (ms) is spent.
 */
export async function measure(contest: Contest, kind: Row["ratio"], budget: number): Promise<Measured> {
  const ratios: number[] = [];
  const begin = performance.now();
  for (let round = 0; round <= contest.rounds; round += 1) {
    if (ratios.length >= 3 && performance.now() - begin > budget) break;
    const first = round % 2 === 0 ? await contest.ours() : await contest.yardstick();
    const second = round % 2 === 0 ? await contest.yardstick() : await contest.ours();
    const [ours, yardstick] = round % 2 === 0 ? [first, second] : [second, first];
    if (round > 0) ratios.push(kind === "time" ? ours / yardstick : yardstick / ours);
  }
  const sorted = ratios.toSorted((a, b) => a - b);
  return { ratio: median(sorted), least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN };
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** What one of many equal calls takes, the median: ms. They go on for 100 ms, and one that was held up does not count. */
export function perCall(work: () => unknown): number {
  const taken: number[] = [];
  const end = performance.now() + 100;
  do taken.push(timed(work));
  while (performance.now() < end || taken.length < 3);
  return median(taken.toSorted((a, b) => a - b));
}

/** How long some work takes: ms. */
export function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
