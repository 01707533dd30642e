import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Address } from "../echo/address.ts";
import { doorsOf, untilListening } from "../echo/probe-door.ts";
import { enter } from "../echo/probe-guest.ts";
import { openDescriptors } from "../echo/probe-look.ts";
import { canSee, processTree, threadsOf } from "../echo/processes.ts";
import { bytesOf, type Words } from "../echo/script.ts";
import type { Probe } from "../model.ts";
import { chooseAddress } from "./address.ts";
import type { Ending, Running } from "./cage.ts";
import { serverEnvironment } from "./environment.ts";
import { type Failure, type House, probes, type Tried } from "./probes.ts";
import { judgeServer } from "./server-judge.ts";
import { build, cageProgram, noteExit, noteStop, type Outcome, saysNotStarted, type Stage } from "./stage.ts";
import { learnerIn } from "./waiting.ts";

/** The learner's program is the server: our clients come to it, one probe after the other, up to the first that fails. */
export async function playServer(stage: Stage): Promise<Outcome> {
  const { drill, words } = stage;
  const address = await chooseAddress(stage.transport, stage.folder);
  const first = cageProgram(stage, serverEnvironment(address));
  const buildError = await build(stage);
  stage.startClock();
  const run = await (buildError === undefined ? perform(stage, address, first) : cancel(first));
  const isUnstartable = saysNotStarted(stage, run.ending);
  return { verdict: judgeServer({ drill, words, buildError, isUnstartable, ...run }), ending: run.ending };
}

interface Run {
  readonly ending: Ending | undefined;
  readonly listen: Failure | undefined;
  readonly tried: readonly (readonly [Probe, Tried])[];
  /** What our clients said, in this order. */
  readonly said: readonly Buffer[];
}

async function cancel(running: Running): Promise<Run> {
  running.stop("abort");
  await running.ended;
  return { ending: undefined, listen: undefined, tried: [], said: [] };
}

async function perform(stage: Stage, address: Address, first: Running): Promise<Run> {
  const servers = [first];
  const abort = (): void => servers.at(-1)?.stop("abort");
  stage.signal?.addEventListener("abort", abort);
  try {
    const house = openHouse(stage, address, servers);
    const listen = await comeUp(stage, address, first);
    const tried = listen === undefined ? await tryAll(house, stage.drill.probe ?? []) : [];
    const endings = await Promise.all(servers.map((server) => close(stage, server)));
    return { ending: joined(endings), listen, tried, said: house.said };
  } finally {
    stage.signal?.removeEventListener("abort", abort);
    for (const server of servers) server.finish();
  }
}

/** Up to the first that fails. */
async function tryAll(house: House, wanted: readonly Probe[]): Promise<Run["tried"]> {
  const tried: (readonly [Probe, Tried])[] = [];
  for (const probe of wanted) {
    const found = await probes[probe](house);
    tried.push([probe, found]);
    if (found !== undefined && !("reason" in found)) break;
  }
  return tried;
}

/** The door to the server that runs now, and what is said to it. */
function openHouse(stage: Stage, address: Address, servers: Running[]): House & { readonly said: readonly Buffer[] } {
  const { words, drill, transcript } = stage;
  const current = (): Running => servers.at(-1) as Running;
  const isPrinted = drill.print !== undefined;
  const said: Buffer[] = [];
  let clients = 0;
  const message = (length = 16): Buffer => {
    const bytes = fresh(words, said.length, length);
    said.push(isPrinted ? Buffer.from(bytes.toString("hex").slice(0, length)) : bytes);
    return said.at(-1) ?? bytes;
  };
  return {
    said,
    pid: () => current().pid,
    visit: () => enter({ address, pid: current().pid, transcript }, ++clients),
    message,
    words: drill.print && wordsToPrint(message(40), bytesOf(drill.print, words), said),
    meanwhile: () => meanwhile(stage, current()),
    async restart() {
      current().finish();
      await current().ended;
      const next = cageProgram(stage, serverEnvironment(address));
      servers.push(next);
      const failure = await comeUp(stage, address, next);
      return failure && { concept: "no-restart", message: `started again: ${failure.message}` };
    },
  };
}

/** The shorter one comes last: what is printed behind it is then the rest of the longer one. */
function wordsToPrint(long: Buffer, short: Buffer, said: Buffer[]): readonly Buffer[] {
  said.push(short);
  return [long, short];
}

/** The same for the same seed. */
function fresh({ token }: Words, count: number, length: number): Buffer {
  return createHash("shake256", { outputLength: length }).update(`${token.toString()} ${count}`).digest();
}

/** Starts a server and waits until it listens. */
async function comeUp(stage: Stage, address: Address, running: Running): Promise<Failure | undefined> {
  const over = new AbortController();
  void running.ended.then(() => over.abort());
  running.start();
  const knock = async (): Promise<boolean> => {
    const guest = await enter({ address, pid: running.pid, transcript: stage.transcript }, 0);
    if (typeof guest !== "string") guest.leave();
    return typeof guest !== "string";
  };
  if (await untilListening(address, running.pid, over.signal, knock)) return undefined;
  return over.signal.aborted ? endedEarly(await running.ended) : deaf(address, running.pid);
}

function endedEarly({ signal, code, stopped, stderr }: Ending): Failure {
  if (stopped === "output") return { concept: "floods", message: "it prints without end, and does not listen" };
  if (stopped === "cpu") return { concept: "spins", message: "it uses the processor without end, and does not listen" };
  if (stopped !== undefined) return { concept: "hangs", message: "its time was up before it listened" };
  if (signal !== undefined) return { concept: "crashes", message: `ended by ${signal} before it listened` };
  const said = stderr.toString().trim().split("\n").at(-1) ?? "";
  return {
    concept: "not-listening",
    message: `it ended (exit ${code}) before it listened${said === "" ? "" : `: ${said}`}`,
  };
}

/** It runs, and nobody can come in: where did it open its door? */
function deaf({ port, path }: Address, pid: number): Failure {
  const doors = doorsOf(pid);
  const swapped = port === undefined ? undefined : ((port & 0xff) << 8) | (port >> 8);
  const atSwapped = doors.find((door) => door.protocol === "tcp" && door.port === swapped);
  if (atSwapped !== undefined)
    return { concept: "byte-order", message: `it listens at ${atSwapped.place}: ${port} with its two bytes swapped` };
  const datagrams = doors.find((door) => door.protocol === "udp" && door.port === port);
  if (datagrams !== undefined)
    return { concept: "wrong-protocol", message: `it takes datagrams at ${datagrams.place}, and nobody listens there` };
  const [door] = doors;
  const wanted = path ?? `port ${port}`;
  if (door !== undefined) return { concept: "not-listening", message: `it listens at ${door.place}, not at ${wanted}` };
  return { concept: "not-listening", message: `nobody listens at ${wanted}; ${blockedIn(pid)}` };
}

function blockedIn(pid: number): string {
  const tree = processTree(pid);
  return learnerIn(tree, threadsOf(tree));
}

/**
 * Empty for a server that has ended: it takes a moment until a death is known, in which the dying hold no descriptors
 * any more. One that is awake is looked at for a while, as it may be about to fall asleep.
 */
async function meanwhile({ transcript }: Stage, running: Running): Promise<string> {
  const begin = performance.now();
  let isOver = false;
  void running.ended.then(() => (isOver = true));
  for (;;) {
    await Promise.race([running.ended, pause(10)]);
    if (isOver) return "";
    const program = running.program();
    const isAlive = program !== undefined && openDescriptors(program) !== undefined;
    const isAsleep = isAlive && threadsOf([program]).sleepers.length > 0;
    const longestMs = isAlive || !canSee ? 200 : 3000;
    if (isAsleep || performance.now() - begin > longestMs) break;
  }
  const doing = blockedIn(running.pid);
  transcript.add({ connection: 0, direction: "note", kind: "blocked", preview: doing });
  return doing;
}

async function close({ transcript }: Stage, running: Running): Promise<Ending> {
  running.finish();
  const ending = await running.ended;
  if (ending.stopped === undefined) noteExit(transcript, ending);
  else if (ending.stopped !== "done") noteStop(transcript, ending.stopped, undefined);
  return ending;
}

/** All that was printed, and the last one's end. */
function joined(endings: readonly Ending[]): Ending | undefined {
  const last = endings.at(-1);
  if (last === undefined) return undefined;
  const all = (stream: "stdout" | "stderr"): Buffer => Buffer.concat(endings.map((ending) => ending[stream]));
  return { ...last, stdout: all("stdout"), stderr: all("stderr") };
}
