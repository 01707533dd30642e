import { canSee, markOf, processTree, threadsOf } from "./processes.ts";

/** When to stop waiting for someone else's server. */
export interface Patience {
  /** ms between two looks. */
  readonly everyMs: number;
  /** To be asked after each of them, as long as nothing came. */
  isOver(): boolean;
}

const everyMs = 100;
/**
 * So many looks at the same sleep, with what it waits for in its queue or never to come: nothing will happen any more.
 * Counted, not in ms, as between two looks we have surely read what had come.
 */
const quietLooks = 8;
/** For servers that never sleep for good: those that spin, or wake up now and then to look around. */
const usualMs = 4000;

/** Patience with a process tree, of `longestMs` at most. Without /proc it is a matter of time alone. */
export function newPatience(pid: number, longestMs = usualMs): Patience {
  const begin = performance.now();
  let asleep = { looks: 0, marks: "" };
  return {
    everyMs,
    isOver() {
      if (performance.now() - begin > longestMs) return true;
      const marks = canSee ? sleepOf(pid) : "";
      if (marks === "" || marks !== asleep.marks) asleep = { looks: 0, marks };
      else asleep.looks++;
      return asleep.looks >= quietLooks;
    },
  };
}

/** Names the sleep that all threads of the tree are in; empty when one of them is awake, or will wake by itself. */
function sleepOf(pid: number): string {
  const { sleepers, running } = threadsOf(processTree(pid));
  if (running > 0 || sleepers.some((sleep) => sleep.timed)) return "";
  return sleepers.map(markOf).join();
}

/** The same, of threads that may wake by themselves too. */
export function napOf(pid: number): string {
  const { sleepers, running } = threadsOf(processTree(pid));
  return running > 0 ? "" : sleepers.map(markOf).join();
}
