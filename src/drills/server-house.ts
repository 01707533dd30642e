import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type Address, isUnix } from "../echo/address.ts";
import { elsewhere, type Host } from "../echo/probe-knock.ts";
import { openDescriptors, untilQuiet } from "../echo/probe-look.ts";
import { newPatience } from "../echo/probe-patience.ts";
import { enterSlow } from "../echo/probe-slow.ts";
import { enter } from "../echo/probe-visit.ts";
import { canSee, threadsOf } from "../echo/processes.ts";
import { bytesOf, type Words } from "../echo/script.ts";
import { chooseAddress } from "./address.ts";
import type { Ending, Running } from "./cage.ts";
import { kill } from "./cage-process.ts";
import { blockedIn, comeUp, doorTo } from "./come-up.ts";
import { serverEnvironment } from "./environment.ts";
import type { Failure, House } from "./probes/house.ts";
import { cageProgram, type Stage } from "./stage.ts";

export interface OpenHouse extends House {
  /** What our clients said, in this order. */
  readonly said: readonly Buffer[];
  /** Has the server that was started last ended? */
  hasEnded(): boolean;
}

/** The door to the server that runs now, and what is said to it; every server that is started is put into `servers`. */
export function openHouse(stage: Stage, address: Address, servers: Running[]): OpenHouse {
  const { words, drill, transcript } = stage;
  const current = (): Running => servers.at(-1) as Running;
  const isPrinted = drill.print !== undefined;
  const said: Buffer[] = [];
  const endings = new Map<Running, Ending>();
  let clients = 0;
  const host = (): Host => ({ address, pid: current().pid, transcript });
  const watch = (running: Running): void => void running.ended.then((ending) => endings.set(running, ending));
  watch(current());
  const message = (length = 16): Buffer => {
    const bytes = fresh(words, said.length, length);
    said.push(isPrinted ? Buffer.from(bytes.toString("hex").slice(0, length)) : bytes);
    return said.at(-1) ?? bytes;
  };
  const start = async (at: Address): Promise<Failure | undefined> => {
    const next = cageProgram(stage, serverEnvironment(at));
    servers.push(next);
    watch(next);
    return comeUp(stage, at, next);
  };
  return {
    said,
    transport: stage.transport,
    path: address.path,
    pid: () => current().pid,
    visit: (name = address.host === "::" ? "::1" : undefined) =>
      enter(name === undefined ? host() : elsewhere(host(), name), ++clients),
    visitSlowly: () => enterSlow(host(), ++clients),
    message,
    words: drill.print && wordsToPrint(message(40), bytesOf(drill.print, words), said),
    meanwhile: () => meanwhile(stage, current()),
    quiet: () => untilQuiet(current().pid),
    guests: () => clients,
    hasEnded: () => endings.has(current()),
    async hasRoomBeside() {
      const other = cageProgram(stage, serverEnvironment(address));
      try {
        return (await comeUp(stage, address, other)) === undefined;
      } finally {
        other.stop("done");
        await other.ended;
      }
    },
    askToEnd() {
      const pid = current().program();
      if (pid === undefined) return;
      transcript.add({ connection: 0, direction: "note", kind: "exit", preview: "SIGTERM was sent" });
      kill(pid, "SIGTERM");
    },
    async isOpen() {
      const { pid } = current();
      await untilNot(pid, () => !endings.has(current()) && doorTo(address, pid) !== undefined);
      // It may be on its way out, and take its clients along.
      await Promise.race([current().ended, untilQuiet(pid)]);
      return !endings.has(current()) && doorTo(address, pid) !== undefined;
    },
    async exit() {
      await untilNot(current().pid, () => !endings.has(current()));
      const ending = endings.get(current());
      return ending?.signal ?? ending?.code;
    },
    door: () => doorTo(address, current().pid),
    async restart() {
      // What would tidy up at SIGTERM has to find its own socket file of before.
      if (isUnix(stage.transport)) current().stop("done");
      else current().finish();
      await current().ended;
      const failure = await start(address);
      if (failure === undefined) return undefined;
      const message = `started again: ${failure.message}`;
      if (isUnix(stage.transport)) return { concept: "no-restart", message, meanwhile: "" };
      // Where nobody has been before it comes up: then it was what the connections of before had left at the port.
      const isHeld = (await start(await chooseAddress(stage.transport, stage.folder, drill.probe))) === undefined;
      return { concept: isHeld ? "no-reuseaddr" : "no-restart", message, meanwhile: "" };
    },
  };
}

/** Waits as long as something holds, and as something may still come. */
async function untilNot(pid: number, holds: () => boolean): Promise<void> {
  const patience = newPatience(pid);
  for (let tries = 0; holds(); tries++) {
    await pause(tries < 20 ? 5 : patience.everyMs);
    if (tries > 20 && patience.isOver()) return;
  }
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
