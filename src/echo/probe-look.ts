import { readdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { napOf, newPatience } from "./probe-patience.ts";
import { procText } from "./proc-text.ts";
import { canSee, cpuSeconds, processTree, threadsOf } from "./processes.ts";

/** What is seen of a learner's server from outside, while nobody asks anything of it. */

/** Descriptors that all its processes hold together; undefined where that cannot be seen. */
export function openDescriptors(pid: number): number | undefined {
  if (!canSee) return undefined;
  const counts = processTree(pid).map(descriptorsOf);
  const seen = counts.filter((count) => count > 0);
  return seen.length === 0 ? undefined : seen.reduce((sum, count) => sum + count, 0);
}

/** A process may end, or belong to somebody else: then there is nothing to see. */
function descriptorsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

/** Waits until it holds at most so many descriptors, or until they will not become fewer. How many are left. */
export function untilDescriptors(pid: number, most: number): Promise<number> {
  return untilFew(pid, most, () => openDescriptors(pid) ?? 0);
}

async function untilFew(pid: number, most: number, count: () => number): Promise<number> {
  const patience = newPatience(pid);
  for (let tries = 0; count() > most; tries++) {
    await pause(tries < 20 ? 5 : patience.everyMs);
    if (tries > 20 && patience.isOver()) break;
  }
  return count();
}

const everyMs = 20;
const quietLooks = 4;
/** Processor time (of 10 ms ticks) that no server needs to look around and go back to sleep. */
const busySeconds = 0.2;
/** Who wakes all the time has used so much in its first second, or is no more than restless. */
const restlessSeconds = 0.03;
/** On a crowded machine a busy loop gets a small share, so it is watched for longer. */
const longestMs = 3000;

/**
 * True for a server that is busy though there is nothing to do. One that is found in the same sleep four times is
 * quiet; of the others the processor time tells.
 */
export async function isSpinning(pid: number): Promise<boolean> {
  const begin = performance.now();
  const before = cpuSeconds(processTree(pid));
  let asleep = { looks: 0, marks: "" };
  for (;;) {
    await pause(everyMs);
    const marks = napOf(pid);
    asleep = marks !== "" && marks === asleep.marks ? { looks: asleep.looks + 1, marks } : { looks: 0, marks };
    const [used, waited] = [cpuSeconds(processTree(pid)) - before, performance.now() - begin];
    if (used > busySeconds) return true;
    if (asleep.looks >= quietLooks || (waited > 1000 && used < restlessSeconds)) return false;
    if (waited > longestMs) return used > busySeconds / 2;
  }
}

/** Processes and threads of a server together; undefined where that cannot be seen. */
export function tasksOf(pid: number): number | undefined {
  if (!canSee) return undefined;
  const { sleepers, running } = threadsOf(processTree(pid));
  return sleepers.length + running;
}

/** Waits until at most so many of its children are zombies, or until they will not become fewer. How many are left. */
export function untilZombies(pid: number, most: number): Promise<number> {
  return untilFew(pid, most, () => zombiesOf(pid));
}

/** Waits until it has at most so many processes that live, or until they will not become fewer. How many there are. */
export function untilProcesses(pid: number, most: number): Promise<number> {
  return untilFew(pid, most, () => livingOf(pid));
}

/** Processes of a server that are no zombies; undefined where that cannot be seen. */
export function processesOf(pid: number): number | undefined {
  return canSee ? livingOf(pid) : undefined;
}

function livingOf(pid: number): number {
  return processTree(pid).length - zombiesOf(pid);
}

/** The word behind the name in brackets is the state (`man 5 proc`, /proc/pid/stat). */
function zombiesOf(pid: number): number {
  return processTree(pid).filter((process) => /\) Z /.test(procText(`/proc/${process}/stat`))).length;
}

/** Waits until a server was found twice in the same sleep: it has done what there was to do. Not for ever. */
export async function untilQuiet(pid: number): Promise<void> {
  const begin = performance.now();
  for (let before = ""; performance.now() - begin < (canSee ? 1000 : 300);) {
    const marks = canSee ? napOf(pid) : "";
    if (marks !== "" && marks === before) return;
    before = marks;
    await pause(10);
  }
}
