import { setTimeout as pause } from "node:timers/promises";
import type { WireStep } from "../model.ts";
import { type Peer, pendingOf, theirSockets } from "./consumed.ts";
import { canSee, heedsSignal, markOf, processTree, threadsOf } from "./processes.ts";
import type { Outlet } from "./send.ts";
import type { Sleep } from "./sleep.ts";

const everyMs = 2;
/** So many looks at the same sleep, with the same bytes under way. */
const restLooks = 5;
/** `man 7 signal`: the same number wherever Linux runs Node. */
const sigusr1 = 10;

/**
 * Sends the peer SIGUSR1 when it sleeps in a call on this connection, so many times, each time once it sleeps anew. Who
 * leaves at one, or does not heed the signal, gets no other. Nothing is read meanwhile, so a buffer that is full stays
 * full, and the kernel itself does what it does with each call (`man 7 signal`), whatever the program is written in:
 *
 *     asleep in write, of which a part was taken      the call returns the part
 *     asleep in write or read, nothing moved          it fails with EINTR; SA_RESTART makes it sleep on
 */
export async function interruptPeer(outlet: Outlet, times: number): Promise<undefined> {
  const { socket, peer, record, transcript } = outlet;
  socket.pause();
  record.waitsFor = "reader";
  for (let count = 0; count < times && record.interrupted?.left !== true; count++) {
    const rest = await untilAsleep(peer, undefined);
    if (rest === "left" || !isMet(rest.sleep.pid)) break;
    const { connection } = record;
    transcript.add({ connection, direction: "out", kind: "signal", preview: "SIGUSR1", fault: `in a ${rest.call}` });
    record.interrupted = { call: rest.call, left: (await untilAsleep(peer, rest.mark)) === "left" };
  }
  socket.resume();
}

/** Why nobody can be interrupted here; undefined where it can be done, or is not asked for. */
export function missingSight(steps: readonly WireStep[]): string | undefined {
  const isAsked = steps.some(({ kind }) => kind === "interrupt");
  return isAsked && !canSee
    ? "who sleeps in a call cannot be seen here (no /proc), so nobody is interrupted"
    : undefined;
}

interface Rest {
  readonly sleep: Sleep;
  readonly mark: string;
  readonly call: "read" | "write";
}

/** Another sleep than `old`, on this connection. Who never sleeps is ended by the limits of its run, and has left then. */
async function untilAsleep(peer: Peer, old: string | undefined): Promise<Rest | "left"> {
  let [before, looks] = ["", 0];
  for (; ; await pause(everyMs)) {
    const rest = lookAt(peer);
    const seen = typeof rest === "object" ? `${rest.mark} ${pendingOf(peer)}` : (rest ?? "");
    looks = seen === before ? looks + 1 : 0;
    before = seen;
    if (rest === undefined || looks < restLooks) continue;
    if (rest === "left" || rest.mark !== old) return rest;
  }
}

function lookAt(peer: Peer): Rest | "left" | undefined {
  const root = peer.pid();
  if (root === undefined || peer.isClosed()) return "left";
  const tree = processTree(root);
  const sockets = theirSockets(peer, root, tree);
  if (sockets.length === 0) return "left";
  const isTheirs = (pid: number, fd: number | undefined): boolean =>
    sockets.some(([owner, own]) => owner === pid && own === fd);
  // Of poll, select and epoll only the descriptors are told that are waited for to be read.
  const sleep = threadsOf(tree).sleepers.find(
    ({ pid, fd, call }) => isTheirs(pid, fd) || (manyFds.test(call) && sockets.some(([owner]) => owner === pid)),
  );
  if (sleep === undefined) return undefined;
  const isRead = sleep.reads.some((fd) => isTheirs(sleep.pid, fd));
  return { sleep, mark: markOf(sleep), call: isRead ? "read" : "write" };
}

const manyFds = /^(p?poll|p?select6?|epoll_\w+)$/;

/** Sends the signal, unless it would do nothing or nobody is there. */
function isMet(pid: number): boolean {
  try {
    return heedsSignal(pid, sigusr1) && process.kill(pid, "SIGUSR1");
  } catch {
    return false;
  }
}
