import type { ImportedSchedule, Memory, Schedule } from "../model.ts";
import { newSchedule } from "./answer.ts";
import { memoryFromEase, parameters } from "./fsrs.ts";
import { defaultPreset } from "./preset.ts";

/** What a card starts with that another tool has asked before; days since 1970. */
export interface Adopted {
  readonly from: ImportedSchedule;
  readonly day: number;
  readonly lastDay: number;
  readonly memory: Memory;
}

/** As long as a day can be told: the year 9999. */
const latestDay = 2_932_532;

/** Takes over where another tool left a card: its day stays, its ease becomes a memory. `today` is a day number. */
export function adopt(from: ImportedSchedule, today: number): Adopted {
  const day = Math.min(from.dueDay, latestDay);
  // It was asked in the past, whatever day somebody gave it since.
  const lastDay = Math.max(0, Math.min(day - from.intervalDays, today));
  return { from, day, lastDay, memory: memoryOf(from) };
}

function memoryOf({ memory, intervalDays }: ImportedSchedule): Memory {
  const { weights, retention } = defaultPreset;
  if ("ease" in memory) return memoryFromEase(parameters(weights), memory.ease, Math.max(0.1, intervalDays), retention);
  const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
  return { stability: within(memory.stability, 0.001, 36_500), difficulty: within(memory.difficulty, 1, 10) };
}

/** Where such a card stands. */
export function adoptedSchedule({ from, day, lastDay, memory }: Adopted): Schedule {
  const { reps, lapses, intervalDays } = from;
  return { ...newSchedule, phase: "review", due: { day }, memory, reps, lapses, lastDay, intervalDays };
}
