import type { Due, Memory, Phase, Schedule } from "../model.ts";
import { newSchedule } from "../schedule/answer.ts";
import { type Db, prepared } from "./database.ts";

/** What follows from the events of one key. */
export interface State {
  readonly schedule: Schedule;
  readonly suspended: boolean;
  /** Hidden on that day, back on the next. */
  readonly buriedDay: number | undefined;
  readonly flag: number;
}

export const newState: State = { schedule: newSchedule, suspended: false, buriedDay: undefined, flag: 0 };

export interface ScheduleRow {
  readonly phase: Phase;
  readonly steps_left: number;
  readonly due_time: number | null;
  readonly due_day: number | null;
  readonly stability: number | null;
  readonly difficulty: number | null;
  readonly reps: number;
  readonly lapses: number;
  readonly last_time: number | null;
  readonly last_day: number | null;
  readonly interval_days: number;
  readonly suspended: number;
  readonly buried_day: number | null;
  readonly flag: number;
}

export function readState(db: Db, key: string): State | undefined {
  const row = prepared<[string], ScheduleRow>(
    db,
    `select phase, steps_left, due_time, due_day, stability, difficulty, reps, lapses, last_time, last_day, interval_days,
       suspended, buried_day, flag from schedule where key = ?`,
  ).get(key);
  return row === undefined ? undefined : stateOf(row);
}

export function stateOf(row: ScheduleRow): State {
  const memory =
    row.stability === null || row.difficulty === null
      ? undefined
      : { stability: row.stability, difficulty: row.difficulty };
  return {
    schedule: {
      phase: row.phase,
      stepsLeft: row.steps_left,
      due: dueOf(row),
      memory,
      reps: row.reps,
      lapses: row.lapses,
      lastTime: row.last_time ?? undefined,
      lastDay: row.last_day ?? undefined,
      intervalDays: row.interval_days,
    },
    suspended: row.suspended === 1,
    buriedDay: row.buried_day ?? undefined,
    flag: row.flag,
  };
}

function dueOf(row: ScheduleRow): Due | undefined {
  if (row.due_time !== null) return { time: row.due_time };
  return row.due_day === null ? undefined : { day: row.due_day };
}

/** What a review moves, and nothing else: where the card stands in the queue. The row must be there. */
export function writeSchedule(db: Db, key: string, schedule: Schedule): void {
  const { dueTime, dueDay } = dueColumns(schedule.due);
  prepared(
    db,
    `update schedule set phase = ?, steps_left = ?, due_time = ?, due_day = ?, stability = ?, difficulty = ?, reps = ?,
       lapses = ?, last_time = ?, last_day = ?, interval_days = ? where key = ?`,
  ).run(
    schedule.phase,
    schedule.stepsLeft,
    dueTime,
    dueDay,
    schedule.memory?.stability ?? null,
    schedule.memory?.difficulty ?? null,
    schedule.reps,
    schedule.lapses,
    schedule.lastTime ?? null,
    schedule.lastDay ?? null,
    schedule.intervalDays,
    key,
  );
}

export function writeState(db: Db, key: string, state: State): void {
  const { schedule } = state;
  const card = prepared<[string], { id: number; retired: number; deck: string }>(
    db,
    "select card.id, retired, deck from card join block on block.id = card.block where card.key = ?",
  ).get(key);
  prepared(
    db,
    `insert into schedule values (
       @key, @queued, @deck, @position, @phase, @stepsLeft, @dueTime, @dueDay, @stability, @difficulty,
       @reps, @lapses, @lastTime, @lastDay, @intervalDays, @suspended, @buriedDay, @flag)
     on conflict (key) do update set
       queued = @queued, deck = @deck, phase = @phase, steps_left = @stepsLeft, due_time = @dueTime, due_day = @dueDay,
       stability = @stability, difficulty = @difficulty, reps = @reps, lapses = @lapses, last_time = @lastTime,
       last_day = @lastDay, interval_days = @intervalDays, suspended = @suspended, buried_day = @buriedDay, flag = @flag`,
  ).run({
    key,
    queued: card !== undefined && card.retired === 0 && !state.suspended ? 1 : 0,
    deck: card?.deck ?? "",
    position: card?.id ?? null,
    phase: schedule.phase,
    stepsLeft: schedule.stepsLeft,
    ...dueColumns(schedule.due),
    ...memoryColumns(schedule.memory),
    reps: schedule.reps,
    lapses: schedule.lapses,
    lastTime: schedule.lastTime ?? null,
    lastDay: schedule.lastDay ?? null,
    intervalDays: schedule.intervalDays,
    suspended: state.suspended ? 1 : 0,
    buriedDay: state.buriedDay ?? null,
    flag: state.flag,
  });
}

function dueColumns(due: Due | undefined): { dueTime: number | null; dueDay: number | null } {
  if (due === undefined) return { dueTime: null, dueDay: null };
  return "time" in due ? { dueTime: due.time, dueDay: null } : { dueTime: null, dueDay: due.day };
}

function memoryColumns(memory: Memory | undefined): { stability: number | null; difficulty: number | null } {
  return memory === undefined ? { stability: null, difficulty: null } : memory;
}
