import { readdirSync, readlinkSync, statSync } from "node:fs";
import { procText } from "./proc-text.ts";
import { type Sleep, sleepIn } from "./sleep.ts";

/** What the kernel tells of other processes in /proc (`man 5 proc`). Where there is none (macOS), nothing is seen. */

/** A process and all that descend from it. */
export function processTree(root: number): number[] {
  const found = [root];
  for (const pid of found) {
    for (const thread of list(`/proc/${pid}/task`)) {
      for (const child of words(procText(`/proc/${pid}/task/${thread}/children`))) found.push(Number(child));
    }
  }
  return found;
}

/** File descriptor → inode of the socket behind it. */
export function socketsOf(pid: number): Map<number, string> {
  const sockets = new Map<number, string>();
  for (const fd of list(`/proc/${pid}/fd`)) {
    const inode = /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`))?.[1];
    if (inode !== undefined) sockets.set(Number(fd), inode);
  }
  return sockets;
}

export interface Threads {
  readonly sleepers: readonly Sleep[];
  /** Threads that are not asleep in a call. */
  readonly running: number;
}

/** True where the kernel tells what others sleep in. */
export const canSee = procText("/proc/self/syscall") !== "";

/** What all threads of these processes do just now. */
export function threadsOf(pids: readonly number[]): Threads {
  const sleepers: Sleep[] = [];
  let running = 0;
  for (const pid of pids) {
    for (const thread of list(`/proc/${pid}/task`)) {
      const [number = "", ...values] = words(procText(`/proc/${pid}/task/${thread}/syscall`));
      if (/^\d+$/.test(number)) sleepers.push(sleepIn(pid, thread, number, values));
      else if (number !== "") running++;
    }
  }
  return { sleepers, running };
}

/** Names one sleep of a thread: the kernel counts how often the thread went to sleep. */
export function markOf(sleep: Sleep): string {
  const status = procText(`/proc/${sleep.pid}/task/${sleep.thread}/status`);
  return `${sleep.thread}:${numberOf("voluntary_ctxt_switches", status, 10)}`;
}

/** How often all threads of these processes went to sleep so far. */
export function sleepsOf(pids: readonly number[]): number {
  const counts = pids.flatMap((pid) =>
    list(`/proc/${pid}/task`).map((thread) =>
      numberOf("voluntary_ctxt_switches", procText(`/proc/${pid}/task/${thread}/status`), 10),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Whether a signal does something to a process: it neither ignores nor blocks it (`man 5 proc`, status: masks in hexadecimal). */
export function heedsSignal(pid: number, number: number): boolean {
  const masks = procText(`/proc/${pid}/status`).matchAll(/^Sig(?:Ign|Blk):\s+([0-9a-f]+)$/gm);
  return Array.from(masks).every(([, mask = "0"]) => ((BigInt(`0x${mask}`) >> BigInt(number - 1)) & 1n) === 0n);
}

/** Whether a descriptor was opened with, or set to, O_NONBLOCK (`man 5 proc`, fdinfo: flags in octal). */
export function isNonBlocking(pid: number, fd: number): boolean {
  return (numberOf("flags", procText(`/proc/${pid}/fdinfo/${fd}`), 8) & 0o4000) !== 0;
}

/** Of a line `name:  number` of /proc that is not the first; 0 where there is none. */
function numberOf(name: string, text: string, radix: number): number {
  const [, rest = "0"] = text.split(`\n${name}:`, 2);
  return parseInt(rest, radix);
}

/** Seconds of processor time that these processes have used so far. */
export function cpuSeconds(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    // The name in brackets may hold spaces; utime and stime are the 12th and 13th word after it.
    const fields = words(procText(`/proc/${pid}/stat`).split(") ").at(-1) ?? "");
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks / 100;
}

/**
 * Processes whose environment, as they were started, holds `mark`. Only those with a number from `first` on are looked
 * at, since a program's children come after it: the numbers wrap around too rarely to read every environment each time.
 */
export function processesMarked(mark: string, first: number): number[] {
  const pids = list("/proc")
    .map(Number)
    .filter((pid) => pid >= first);
  return pids.filter((pid) => pid !== process.pid && procText(`/proc/${pid}/environ`).includes(mark));
}

/** How many threads there are on this machine; 0 where that is not told (`man 5 proc`, /proc/loadavg). */
export function threadsHere(): number {
  return Number(/\/(\d+) /.exec(procText("/proc/loadavg"))?.[1] ?? 0);
}

/** How many threads a user has; 0 where that is not told. */
export function threadsOfUser(user: number): number {
  const pids = list("/proc").filter((name) => /^\d+$/.test(name));
  const counts = pids.map((pid) => {
    // Each thread is a folder in this one, and a folder has two links of its own.
    const task = statSync(`/proc/${pid}/task`, { throwIfNoEntry: false });
    return task?.uid === user ? task.nlink - 2 : 0;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** A process may end while it is looked at: then there is nothing to see. */
function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
