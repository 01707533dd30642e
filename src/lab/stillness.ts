import { setTimeout as pause } from "node:timers/promises";
import { sleepOf } from "./asleep.ts";
import type { Seat } from "./seat.ts";

/** Where the kernel does not tell who sleeps, a call that takes so long is said to block. */
const unseenMs = 150;
/** A machine with much to do hands over in ms what is on its way, and an acknowledgement may be held back for 40. */
const asleepMs = 50;
/** So long nobody may stir before a session counts as settled. */
const quietMs = 60;
const lookMs = 4;

/** Comes back when the actor has lain in one sleep for a while, or when nobody wants to know any more. */
export async function fallsAsleep({ process }: Seat, signal: AbortSignal): Promise<"asleep"> {
  let before = "";
  let since = performance.now();
  while (!signal.aborted) {
    await pause(lookMs);
    const sleep = sleepOf(process.pid);
    const now = typeof sleep === "string" ? sleep : sleep.mark;
    if (now === "awake" || now !== before) [before, since] = [now, performance.now()];
    if (performance.now() - since >= (sleep === "unseen" ? unseenMs : asleepMs)) break;
  }
  return "asleep";
}

/**
 * Comes back when nobody who sleeps has stirred for a while; `patient` waits also for calls with a time-out of their
 * own. `count` is that of the wakes so far.
 */
export async function stillness(seats: Iterable<Seat>, count: () => number, patient: boolean): Promise<void> {
  const all = [...seats];
  let before = "";
  let since = performance.now();
  for (;;) {
    const sleeping = all.filter(({ pending }) => pending !== undefined).map(({ process }) => process);
    if (sleeping.length === 0) return;
    const sleeps = sleeping.map(({ pid }) => sleepOf(pid));
    const isTimed = patient && sleeping.some((process) => process.patience() !== undefined);
    const now = `${count()} ${JSON.stringify(sleeps)}`;
    if (sleeps.includes("awake") || isTimed || now !== before) [before, since] = [now, performance.now()];
    if (performance.now() - since >= (sleeps.includes("unseen") ? unseenMs : quietMs)) return;
    await pause(lookMs);
  }
}
