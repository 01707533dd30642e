import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Server, type Socket } from "node:net";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import { CardsError } from "../errors.ts";
import { isUnix } from "./address.ts";
import type { View } from "./consumed.ts";
import { watchDeeds } from "./deeds.ts";
import { restOf } from "./manners.ts";
import { overflows } from "./kernel-counts.ts";
import { hexPort, procText } from "./proc-text.ts";
import { canSee, isNonBlocking, processTree, socketsOf } from "./processes.ts";
import { closeServer, dismiss, newServer, type StreamDoor } from "./stream-door.ts";
import type { Transcript } from "./transcript.ts";

/** What was seen of one who came to a door that nobody opens. */
export interface Knock {
  /** A connect had to wait. */
  seen: boolean;
  /** How often its SYN was sent again. */
  repetitions: number;
  /** Its socket lacked O_NONBLOCK. */
  blocking: boolean;
  /** It did not sleep while it waited. */
  restless: boolean;
}

export interface FullDoorOptions {
  readonly host: string;
  readonly view: View;
  readonly transcript: Transcript;
  readonly knock: Knock;
  /** Called for each connection once somebody has waited; undefined: it stays full for ever. */
  readonly serve: ((socket: Socket) => void) | undefined;
}

/** The handle of a listening socket, as Node passes it between processes. */
type Handle = { close(): void };

/**
 * Listens without accepting, with a backlog that is full: a further connect gets no answer, and its SYN is sent again
 * after a second, and again and again (`man 2 listen`, `man 7 tcp`). Node always accepts where it listens, so a child listens and
 * hands us the socket, which nobody waits at until `listen` is called with it.
 */
export async function openFullDoor(options: FullDoorOptions): Promise<StreamDoor> {
  const { host } = options;
  const { port, handle } = await listenElsewhere(host);
  const fillers = await fill(host, port);
  const ours = new Set(fillers.map(({ localPort }) => localPort));
  const state = { isOpen: true, server: undefined as Server | undefined };
  const watching = watch(options, port, state).then((isWanted) => {
    if (!isWanted) return;
    state.server = newServer((socket) => {
      if (ours.has(socket.remotePort)) dismiss(socket);
      else options.serve?.(socket);
    });
    state.server.listen(handle);
    for (const filler of fillers) filler.destroy();
  });
  return {
    port,
    path: undefined,
    async [Symbol.asyncDispose]() {
      state.isOpen = false;
      await watching;
      for (const filler of fillers) filler.destroy();
      if (state.server === undefined) handle.close();
      else await closeServer(state.server);
    },
  };
}

async function listenElsewhere(host: string): Promise<{ readonly port: number; readonly handle: Handle }> {
  const listen = `{ port: 0, host: ${JSON.stringify(host)}, backlog: 1 }`;
  const send = "process.send(server.address().port, server._handle, () => process.exit())";
  const code = `const server = require("node:net").createServer().listen(${listen}, () => ${send})`;
  const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "ignore", "ignore", "ipc"], env: {} });
  const gone = once(child, "disconnect").then(() => {
    throw new CardsError(`listen: ${host}: our listener has ended`, "Run it again: this is our fault.");
  });
  const [port, handle] = (await Promise.race([once(child, "message"), gone])) as [number, Handle];
  if (child.exitCode === null) await once(child, "exit");
  return { port, handle };
}

/** As long as a connection on loopback never takes. */
const fillMs = 60;
const mostFillers = 8;

/** Connects until one has to wait, and takes that one back. */
async function fill(host: string, port: number): Promise<Socket[]> {
  const fillers: Socket[] = [];
  while (fillers.length < mostFillers) {
    const socket = connect(port, host);
    socket.on("error", () => {});
    await Promise.race([once(socket, "connect"), pause(fillMs)]);
    // What the kernel told long ago may not have been heard yet, where we were kept from the processor meanwhile.
    await turn();
    if (socket.connecting) {
      socket.destroy();
      break;
    }
    fillers.push(socket.resume());
  }
  return fillers;
}

const everyMs = 5;
const restLooks = 4;

/** Looks out for connects that wait. True once one has waited long enough to be let in, where it is to be. */
async function watch(
  { view, knock, serve, transcript }: FullDoorOptions,
  port: number,
  state: { readonly isOpen: boolean },
): Promise<boolean> {
  const before = overflows();
  let isRestless: (() => boolean) | undefined;
  let rests = 0;
  for (; state.isOpen; await pause(everyMs)) {
    const inodes = waitingAt(port);
    knock.repetitions = Math.max(knock.repetitions, ...inodes.values());
    if (!knock.seen && (inodes.size > 0 || overflows() > before)) {
      transcript.add({ connection: 0, direction: "in", kind: "blocked", fault: "no_accept" });
      knock.seen = true;
    }
    const pid = view.pid();
    if (pid === undefined || !canSee || isUnix(view.transport)) {
      if (knock.seen && serve !== undefined) return true;
      continue;
    }
    const theirs = processTree(pid).flatMap((pid) => [...socketsOf(pid)].map(([fd, inode]) => ({ pid, fd, inode })));
    const waiting = theirs.filter(({ inode }) => inodes.has(inode));
    if (waiting.length === 0) continue;
    isRestless ??= watchDeeds(pid);
    knock.blocking ||= !waiting.some(({ pid, fd }) => isNonBlocking(pid, fd));
    rests = restOf(pid) === undefined ? 0 : rests + 1;
    if (rests < restLooks && !isRestless()) continue;
    knock.restless ||= rests < restLooks;
    if (serve !== undefined) return true;
  }
  return false;
}

/**
 * Inodes of sockets that have sent a SYN to this port and got no answer, and how often they have sent it again: state 02
 * and the seventh word of a row in /proc/net/tcp (`man 5 proc`).
 */
function waitingAt(port: number): ReadonlyMap<string, number> {
  const rows = ["tcp", "tcp6"].flatMap((table) => procText(`/proc/net/${table}`).split("\n"));
  const words = rows.map((row) => row.trim().split(/\s+/));
  const waiting = words.filter(([, , remote, state]) => state === "02" && remote?.endsWith(`:${hexPort(port)}`));
  return new Map(waiting.map((row) => [row[9] ?? "", parseInt(row[6] ?? "0", 16)]));
}
