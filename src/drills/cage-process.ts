import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { processesMarked } from "../echo/processes.ts";

/** How a caged process comes to its end: its exit, its strays, its output. */

export async function exitOf(child: ChildProcess): Promise<readonly [number | null, NodeJS.Signals | null]> {
  try {
    return (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  } catch {
    return [127, null];
  }
}

/** Shells and cages report death by a signal as 128 + its number. */
export function signalOf(code: number | null): string | undefined {
  if (code === null || code <= 128) return undefined;
  return Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
}

export function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined) kill(-child.pid, "SIGKILL");
}

export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone.
  }
}

/** How many strays were found and killed. */
export function killMarked(child: ChildProcess, mark: string): number {
  const strays = processesMarked(mark, child.pid ?? 0);
  for (const pid of strays) kill(pid, "SIGKILL");
  return strays.length;
}

/** Until none is left: killing takes the kernel a moment, and a program may be forking on. */
export async function sweep(child: ChildProcess, mark: string): Promise<void> {
  for (let tries = 0; tries < 500 && killMarked(child, mark) > 0; tries++) await pause(1);
}

export function collect(child: ChildProcess, most: number, onFlood: () => void) {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let length = 0;
  const take = (into: Buffer[]) => (chunk: Buffer) => {
    const room = most - length;
    length += chunk.length;
    if (room > 0) into.push(chunk.subarray(0, room));
    if (chunk.length > room) onFlood();
  };
  child.stdout?.on("data", take(stdout));
  child.stderr?.on("data", take(stderr));
  const closed = once(child, "close").catch(() => {});
  return { stdout, stderr, closed };
}
