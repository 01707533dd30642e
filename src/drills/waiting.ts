import { cpuSeconds, markOf, processTree, type Sleep, socketsOf, type Threads, threadsOf } from "../echo/processes.ts";
import type { PeerRecord } from "../echo/script.ts";
import type { Drill } from "../model.ts";
import type { Running } from "./cage.ts";

/** A look at a run while it lasts. */
export interface Watch extends Disposable {
  /** What both sides waited for when last looked at. */
  readonly waiting: string | undefined;
}

const everyMs = 100;
/**
 * So many looks at the same sleep: nothing will happen any more. Looks are counted, not ms, because between two of them
 * we have surely read what had come. A receive time-out (SO_RCVTIMEO) cannot be seen, so this lasts a second.
 */
const deadlockLooks = 10;
/** Where our answers get lost on purpose, such a time-out is the solution, and two seconds of it are nothing unusual. */
const lossyLooks = 40;
/** Processor time after our end of stream: a program that reads 0 again and again. */
const spinSeconds = 1;

/**
 * Looks every 100 ms at what the learner's program does, and stops it as soon as nothing more can come of it: when both
 * sides wait for each other, or when it spins on an ended stream. The time limit would tell the same, only later.
 */
export function watchRun(running: Running, records: readonly PeerRecord[], drill: Drill): Watch {
  const steps = drill.wire.length;
  const mostLooks = drill.wire.some(({ kind }) => kind === "echo") ? lossyLooks : deadlockLooks;
  const watch = { waiting: undefined as string | undefined, [Symbol.dispose]: () => clearInterval(timer) };
  let asleep = { looks: 0, marks: "" };
  let cpuAtEnd: number | undefined;

  const look = (): void => {
    const tree = processTree(running.pid);
    const threads = threadsOf(tree);
    const { sleepers, running: awake } = threads;
    if (sleepers.length === 0 && awake === 0) return;
    watch.waiting = describe(tree, threads, records, drill);

    if (records.length > 0 && records.every((record) => record.steps === steps)) {
      const cpu = cpuSeconds(tree);
      cpuAtEnd ??= cpu;
      if (cpu - cpuAtEnd > spinSeconds) running.stop("cpu");
    }

    const ourSideWaits = records.every((record) => record.end !== undefined || isWaiting(record));
    const marks =
      ourSideWaits && awake === 0 && !sleepers.some((sleep) => sleep.timed) ? sleepers.map(markOf).join() : "";
    if (marks === "" || marks !== asleep.marks) asleep = { looks: 0, marks };
    else if (++asleep.looks >= mostLooks) running.stop("deadlock");
  };
  const timer = setInterval(look, everyMs);
  return watch;
}

function isWaiting(record: PeerRecord): boolean {
  return record.waitsFor === "bytes" || record.waitsFor === "end";
}

function describe(tree: readonly number[], threads: Threads, records: readonly PeerRecord[], drill: Drill): string {
  return `${learnerIn(tree, threads)}; ${serverWaits(records, drill)}`;
}

/** Of cages, shells and helpers the tree holds too, the last process without children is the learner's own; its first thread tells. */
export function learnerIn(tree: readonly number[], threads: Threads): string {
  const leaf = tree.findLast((pid) => processTree(pid).length === 1);
  const sleep = threads.sleepers.find((sleep) => sleep.pid === leaf && sleep.thread === String(leaf));
  return sleep === undefined ? "you are computing" : `you are blocked in ${nameOf(sleep)}`;
}

function nameOf(sleep: Sleep): string {
  const sockets = socketsOf(sleep.pid);
  const fd = sleep.fd ?? sleep.reads.find((fd) => sockets.has(fd));
  if (fd === undefined) return `${sleep.call}()`;
  return `${sleep.call}(fd ${fd}${sockets.has(fd) ? ", your socket" : ""})`;
}

function serverWaits(records: readonly PeerRecord[], drill: Drill): string {
  const live = records.find((record) => record.end === undefined);
  if (records.length === 0)
    return drill.wire.some(({ kind }) => kind === "refuse") ? "nobody listens" : "the server waits for you";
  if (live === undefined) return "the server has seen the end of your stream";
  if (live.steps === drill.wire.length) return `the server has sent everything${hasEnd(drill) ? " and its end" : ""}`;
  if (drill.wire[live.steps]?.kind === "echo")
    return `the server waits for more (${live.answered.size} different messages were answered)`;
  if (live.waitsFor === "bytes") return `the server waits for your token (${live.received.length} bytes came)`;
  return live.waitsFor === "end" ? "the server waits for the end of your stream" : "the server waits until you read";
}

function hasEnd(drill: Drill): boolean {
  return drill.wire.some(({ kind }) => kind === "end");
}
