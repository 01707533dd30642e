import { cpuSeconds, markOf, processTree, socketsOf, type Threads, threadsOf } from "../echo/processes.ts";
import type { PeerRecord } from "../echo/script.ts";
import type { Sleep } from "../echo/sleep.ts";
import { partsOf } from "../echo/story.ts";
import type { Drill, WireStep } from "../model.ts";
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
/** Where our answers get lost on purpose, or none will come, such a time-out is the solution, and two seconds of it are nothing unusual. */
const lossyLooks = 40;
/** Processor time after our end of stream: a program that reads 0 again and again. */
const spinSeconds = 1;

/**
 * Looks every 100 ms at what the learner's program does, and stops it as soon as nothing more can come of it: when both
 * sides wait for each other, or when it spins on an ended stream. The time limit would tell the same, only later.
 */
export function watchRun(running: Running, records: readonly PeerRecord[], drill: Drill): Watch {
  const mostLooks = drill.wire.some(isSlow) ? lossyLooks : deadlockLooks;
  const watch = { waiting: undefined as string | undefined, [Symbol.dispose]: () => clearInterval(timer) };
  let asleep = { looks: 0, marks: "" };
  let cpuAtEnd: number | undefined;

  const look = (): void => {
    const tree = processTree(running.pid);
    const threads = threadsOf(tree);
    const { sleepers, running: awake } = threads;
    if (sleepers.length === 0 && awake === 0) return;
    watch.waiting = describe(tree, threads, records, drill);

    if (isPlayed(records, drill)) {
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

/** Where a time-out of the learner's own may be the solution. */
function isSlow(step: WireStep): boolean {
  return step.kind === "echo" || step.kind === "refuse" || step.kind === "no-accept" || "burst" in step;
}

/** Each connection has come to the end of its part, and there is no other part. */
function isPlayed(records: readonly PeerRecord[], { wire }: Drill): boolean {
  const ends = partsOf(wire).map(({ steps }) => (steps.at(-1) ?? 0) + 1);
  const isOver = records.every(({ part, steps }) => steps === ends[part]);
  return isOver && records.some(({ steps }) => steps === wire.length);
}

function isWaiting({ waitsFor }: PeerRecord): boolean {
  return waitsFor !== undefined && waitsFor !== "reader";
}

function describe(tree: readonly number[], threads: Threads, records: readonly PeerRecord[], drill: Drill): string {
  return `${learnerIn(tree, threads)}; ${serverWaits(records, drill)}`;
}

/** Of cages, shells and helpers the tree holds too, the last process without children is the learner's own; its first thread tells. */
export function learnerIn(tree: readonly number[], threads: Threads): string {
  const alive = tree.filter(isAlive);
  const leaf = alive.findLast((pid) => processTree(pid).filter(isAlive).length === 1);
  const sleep = threads.sleepers.find((sleep) => sleep.pid === leaf && sleep.thread === String(leaf));
  return sleep === undefined ? "you are computing" : `you are blocked in ${nameOf(sleep)}`;
}

/** A child that has ended and that nobody has asked for is still in the tree, without threads. */
function isAlive(pid: number): boolean {
  const { sleepers, running } = threadsOf([pid]);
  return sleepers.length + running > 0;
}

function nameOf(sleep: Sleep): string {
  const sockets = socketsOf(sleep.pid);
  const fd = sleep.fd ?? sleep.reads.find((fd) => sockets.has(fd));
  if (fd === undefined) return `${sleep.call}()`;
  return `${sleep.call}(fd ${fd}${sockets.has(fd) ? ", your socket" : ""})`;
}

function serverWaits(records: readonly PeerRecord[], { wire }: Drill): string {
  const live = records.filter((record) => record.end === undefined);
  const isStuck = ({ waitsFor }: PeerRecord): boolean => waitsFor === "consumed";
  const record = live.find(isStuck) ?? live.findLast(({ waitsFor }) => waitsFor !== "turn") ?? live[0];
  if (records.length === 0) return nobodyCame(wire);
  if (record === undefined) return "the server has seen the end of your stream";
  if (record.waitsFor === "turn") return "the server waits for your other connection";
  if (record.waitsFor === "consumed") return "the server waits until you have read what it sent on another connection";
  if (record.steps === wire.length) return `the server has sent everything${hasEnd(wire) ? " and its end" : ""}`;
  if (wire[record.steps]?.kind === "echo")
    return `the server waits for more (${record.answered.size} different messages were answered)`;
  if (record.waitsFor === "bytes") return `the server waits for your token (${record.received.length} bytes came)`;
  return record.waitsFor === "end" ? "the server waits for the end of your stream" : "the server waits until you read";
}

function nobodyCame(wire: readonly WireStep[]): string {
  const [first] = wire;
  if (first?.kind === "refuse") return "nobody listens";
  return first?.kind === "no-accept" ? "the backlog is full, and nobody accepts" : "the server waits for you";
}

function hasEnd(wire: readonly WireStep[]): boolean {
  return wire.some(({ kind }) => kind === "end");
}
