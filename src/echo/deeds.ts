import { cpuSeconds, processTree, sleepsOf } from "./processes.ts";

/** Processor time, and naps, that nobody spends who sleeps until something happens. */
const busySeconds = 0.15;
const manyNaps = 30;
const longestMs = 4000;

/**
 * For drills that demand sleep: tells whether a process that was not seen asleep is restless indeed. A busy machine
 * keeps an honest program from its sleep for any time, so its own deeds are counted, and not ms.
 */
export function watchDeeds(root: number): () => boolean {
  const begin = performance.now();
  const look = () => {
    const tree = processTree(root);
    return { seconds: cpuSeconds(tree), naps: sleepsOf(tree) };
  };
  const first = look();
  return () => {
    const { seconds, naps } = look();
    const isLate = performance.now() - begin > longestMs;
    return isLate || seconds - first.seconds >= busySeconds || naps - first.naps >= manyNaps;
  };
}
