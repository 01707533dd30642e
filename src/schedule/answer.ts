import type { Due, Memory, Phase, Preset, Rating, Schedule, Zone } from "../model.ts";
import { dayNumber } from "./day.ts";
import { type Weights, interval, nextMemory, parameters } from "./fsrs.ts";
import { chanceOf, fuzzRange, fuzzed } from "./fuzz.ts";
import { stepAfter } from "./steps.ts";

/**
 * What a rating does to a card, as Anki does it with FSRS:
 *
 *     new ──▶ learning ──▶ review ──again──▶ relearning ──▶ review
 *
 * Memory moves with every rating; steps of minutes and days are then read off it. Elapsed days are differences of day
 * numbers, so two ratings of one day are 0 apart.
 */

/** Where a card stands before it was ever rated. */
export const newSchedule: Schedule = {
  phase: "new",
  stepsLeft: 0,
  due: undefined,
  memory: undefined,
  reps: 0,
  lapses: 0,
  lastTime: undefined,
  lastDay: undefined,
  intervalDays: 0,
};

/** A moment in ms since 1970, UTC, and how to tell local time there. */
export interface At {
  readonly time: number;
  readonly zone: Zone;
}

/** What a stored review says of itself; the weights are those it was rated with. */
export interface Replayed {
  readonly rating: Rating;
  readonly time: number;
  readonly day: number;
  readonly dueAfter: Due;
  readonly phaseAfter: Phase;
  readonly stepsLeftAfter: number;
  readonly intervalDays: number;
  readonly weights: readonly number[];
}

/** What each rating would lead to. `seed` is the card's key: the same card, at the same number of reviews, gets the same fuzz. */
export function outcomes(schedule: Schedule, at: At, preset: Preset, seed: string): Record<Rating, Schedule> {
  const w = parameters(preset.weights);
  const time = notBefore(schedule.lastTime ?? 0, at.time, latest.time);
  const day = dayNumber(time, at.zone);
  const after = byRating((rating) => remember(schedule, rating, { time, day }, w));
  const card: Situation = {
    schedule,
    preset,
    after,
    ideal: byRating((rating) => interval(w, after[rating].memory.stability, preset.retention)),
    zone: at.zone,
    shortTerm: preset.withinDay && w[17] > 0 && w[18] > 0,
    chance: preset.fuzz ? chanceOf(`${seed} ${schedule.reps}`) : undefined,
  };
  return schedule.phase === "review" ? reviewed(card) : learnt(card);
}

/** What a rating leads to: exactly what `outcomes` promised. */
export function answer(schedule: Schedule, rating: Rating, at: At, preset: Preset, seed: string): Schedule {
  return outcomes(schedule, at, preset, seed)[rating];
}

/** Repeats a stored review: memory and counts are computed again, due is what was decided then. */
export function replay(schedule: Schedule, event: Replayed): Schedule {
  return {
    ...remember(schedule, event.rating, event, parameters(event.weights)),
    phase: event.phaseAfter,
    stepsLeft: event.stepsLeftAfter,
    due: event.dueAfter,
    intervalDays: event.intervalDays,
  };
}

interface Remembered extends Schedule {
  readonly memory: Memory;
  readonly lastTime: number;
  readonly lastDay: number;
}

// Steps add minutes to a moment: the year 9999 leaves them room below the last one that a Date can hold.
const latest = { time: 253_370_764_800_000, day: 2_932_532 };

/** The part of a rating that depends on nothing but what went before. A clock that went back stands still here. */
function remember(schedule: Schedule, rating: Rating, at: { time: number; day: number }, w: Weights): Remembered {
  const lastDay = notBefore(schedule.lastDay ?? 0, at.day, latest.day);
  return {
    ...schedule,
    memory: nextMemory(w, schedule.memory, lastDay - (schedule.lastDay ?? lastDay), rating),
    reps: schedule.reps + 1,
    lapses: schedule.lapses + (schedule.phase === "review" && rating === "again" ? 1 : 0),
    lastTime: notBefore(schedule.lastTime ?? 0, at.time, latest.time),
    lastDay,
  };
}

function notBefore(earliest: number, value: number, last: number): number {
  return value >= earliest ? Math.min(value, Math.max(earliest, last)) : earliest;
}

// ---------------------------------------------------------------- where it stands next

interface Situation {
  readonly schedule: Schedule;
  readonly preset: Preset;
  readonly after: Record<Rating, Remembered>;
  /** Days until retrievability falls to the desired retention. */
  readonly ideal: Record<Rating, number>;
  readonly zone: Zone;
  /** Whether the weights know what happens within a day. */
  readonly shortTerm: boolean;
  readonly chance: number | undefined;
}

/** From new, learning and relearning. */
function learnt(card: Situation): Record<Rating, Schedule> {
  const relearning = card.schedule.phase === "relearning";
  const phase = relearning ? "relearning" : "learning";
  const steps = relearning ? card.preset.relearningSteps : card.preset.learningSteps;
  const left = card.schedule.phase === "new" ? steps.length : card.schedule.stepsLeft;
  const days = (rating: Rating, low: number) => spread(card, Math.max(1, Math.round(card.ideal[rating])), low);
  return byRating((rating) => {
    const step = stepAfter(steps, left, rating) ?? shortStep(card, steps, rating);
    if (step !== undefined) return inMinutes(card, rating, phase, step);
    return inDays(card, rating, days(rating, rating === "easy" ? days("good", 1) + 1 : 1));
  });
}

function reviewed(card: Situation): Record<Rating, Schedule> {
  const hard = spread(card, card.ideal.hard, Math.max(1, leastDays(card, card.ideal.hard)));
  const good = spread(card, card.ideal.good, Math.max(hard + 1, leastDays(card, card.ideal.good)));
  const easy = spread(card, card.ideal.easy, Math.max(good + 1, leastDays(card, card.ideal.easy)));
  return {
    again: lapsed(card),
    hard: inDays(card, "hard", hard),
    good: inDays(card, "good", good),
    easy: inDays(card, "easy", easy),
  };
}

/** Fuzz must not make an interval shorter than the last one, unless memory or the desired retention asks for it. */
function leastDays({ schedule: { intervalDays }, preset }: Situation, ideal: number): number {
  if (Math.round(ideal) > intervalDays) return intervalDays + 1;
  return intervalDays <= fuzzRange(ideal, 1, preset.maximumInterval)[1] ? intervalDays : 0;
}

function lapsed(card: Situation): Schedule {
  const { relearningSteps: steps, maximumInterval } = card.preset;
  const step = stepAfter(steps, steps.length, "again") ?? shortStep(card, steps, "again");
  if (step !== undefined) return inMinutes(card, "again", "relearning", step);
  return inDays(card, "again", fuzzed(card.ideal.again, 1, maximumInterval, undefined));
}

/** Without steps, a memory that will not last half a day stays in learning for as long as it does last. */
function shortStep({ ideal, shortTerm }: Situation, steps: readonly number[], rating: Rating) {
  if (steps.length > 0 || rating === "easy" || !shortTerm || ideal[rating] >= 0.5) return undefined;
  return { minutes: ideal[rating] * 1440, left: 0 };
}

function spread({ preset, chance }: Situation, days: number, low: number): number {
  return fuzzed(days, Math.min(low, preset.maximumInterval), preset.maximumInterval, chance);
}

function inDays({ after }: Situation, rating: Rating, days: number): Schedule {
  const due = { day: after[rating].lastDay + days };
  return { ...after[rating], phase: "review", stepsLeft: 0, due, intervalDays: days };
}

/** A step that ends after the day has turned is due with that day. Others are lengthened by up to a quarter, at most 5 minutes. */
function inMinutes(card: Situation, rating: Rating, phase: Phase, step: { minutes: number; left: number }): Schedule {
  const { lastTime, lastDay } = card.after[rating];
  const length = step.minutes * 60_000;
  const day = dayNumber(lastTime + length, card.zone);
  const longer = Math.floor((card.chance ?? 0) * Math.min(length / 4, 300_000));
  const due = day > lastDay ? { day } : { time: Math.round(lastTime + length + longer) };
  return { ...card.after[rating], phase, stepsLeft: step.left, due, intervalDays: 0 };
}

function byRating<Value>(of: (rating: Rating) => Value): Record<Rating, Value> {
  return { again: of("again"), hard: of("hard"), good: of("good"), easy: of("easy") };
}
