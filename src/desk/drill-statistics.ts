import type { Db } from "../store/database.ts";
import { type PastAttempt, pastAttempts } from "../store/drills.ts";

/** How often something was tried; programs that did not build or start say nothing, and do not count. */
export interface Tally {
  readonly name: string;
  readonly attempts: number;
  readonly passed: number;
}

export interface DrillTally extends Tally {
  /** Attempts up to the first that passed, and ms from the first one to it; undefined before it did. */
  readonly attemptsToGreen: number | undefined;
  readonly msToGreen: number | undefined;
  /** What went wrong most often. */
  readonly cause: string | undefined;
  readonly concept: string | undefined;
}

export interface ConceptTally {
  readonly name: string;
  readonly failures: number;
  /** In so many drills. */
  readonly drills: number;
  /** The language that it happened in most often. */
  readonly language: string;
}

export interface DrillStatistics {
  readonly attempts: number;
  readonly passed: number;
  /** Of the drills that passed: the median. */
  readonly attemptsToGreen: number | undefined;
  readonly msToGreen: number | undefined;
  readonly cause: string | undefined;
  readonly drills: readonly DrillTally[];
  readonly languages: readonly Tally[];
  /** The most frequent first. */
  readonly concepts: readonly ConceptTally[];
}

/** What the attempts at drills tell: all of them are in the history (store/events.ts). */
export function drillStatistics(db: Db): DrillStatistics {
  const attempts = pastAttempts(db).filter(({ status }) => status === "pass" || status === "fail");
  const drills = [...Map.groupBy(attempts, ({ drill }) => drill)].map(([name, tries]) => drillTally(name, tries));
  const green = drills.filter((drill) => drill.attemptsToGreen !== undefined);
  return {
    attempts: attempts.length,
    passed: passes(attempts),
    attemptsToGreen: median(green.map((drill) => drill.attemptsToGreen ?? 0)),
    msToGreen: median(green.map((drill) => drill.msToGreen ?? 0)),
    cause: mostFrequent(attempts.map(({ cause }) => cause)),
    drills,
    languages: [...Map.groupBy(attempts, ({ language }) => language)]
      .map(([name, tries]) => ({ name, attempts: tries.length, passed: passes(tries) }))
      .toSorted((one, other) => other.attempts - one.attempts),
    concepts: conceptTallies(attempts),
  };
}

function drillTally(name: string, tries: readonly PastAttempt[]): DrillTally {
  const first = tries.findIndex(({ status }) => status === "pass");
  const isGreen = first !== -1;
  return {
    name,
    attempts: tries.length,
    passed: passes(tries),
    attemptsToGreen: isGreen ? first + 1 : undefined,
    msToGreen: isGreen ? (tries[first]?.time ?? 0) - (tries[0]?.time ?? 0) : undefined,
    cause: mostFrequent(tries.map(({ cause }) => cause)),
    concept: mostFrequent(tries.map(({ concept }) => concept)),
  };
}

function conceptTallies(attempts: readonly PastAttempt[]): ConceptTally[] {
  const failed = attempts.filter(({ concept }) => concept !== null);
  return [...Map.groupBy(failed, ({ concept }) => concept ?? "")]
    .map(([name, tries]) => ({
      name,
      failures: tries.length,
      drills: new Set(tries.map(({ drill }) => drill)).size,
      language: mostFrequent(tries.map(({ language }) => language)) ?? "",
    }))
    .toSorted((one, other) => other.failures - one.failures || (one.name < other.name ? -1 : 1));
}

function passes(attempts: readonly PastAttempt[]): number {
  return attempts.filter(({ status }) => status === "pass").length;
}

/** Of equally frequent ones the first. */
function mostFrequent(words: readonly (string | null)[]): string | undefined {
  const counts = [...Map.groupBy(words, (word) => word)].filter(([word]) => word !== null);
  return counts.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? undefined;
}

/** The lower one of two in the middle. */
function median(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)];
}
