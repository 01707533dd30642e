import { setTimeout as pause } from "node:timers/promises";
import { holdsMore, type Peer, pendingOf, theirSockets } from "./consumed.ts";
import { watchDeeds } from "./deeds.ts";
import { canSee, isNonBlocking, markOf, processTree, threadsOf } from "./processes.ts";
import type { PeerRecord } from "./script.ts";

/** How a peer waits: what its bytes do not show. */

/** True when a socket of this connection lacks O_NONBLOCK; false also where nothing can be seen. */
export function isBlocking(peer: Peer): boolean {
  const pid = peer.pid();
  if (pid === undefined || !canSee || peer.isClosed()) return false;
  const sockets = theirSockets(peer, pid);
  return sockets.length > 0 && !sockets.some(([pid, fd]) => isNonBlocking(pid, fd));
}

/** Of processes that are at rest: names their sleep. A nap that ends by itself is none. */
export function restOf(root: number): string | undefined {
  const { sleepers, running } = threadsOf(processTree(root));
  if (running > 0 || sleepers.length === 0 || sleepers.some(({ call }) => call.endsWith("nanosleep"))) return undefined;
  return sleepers.map(markOf).join();
}

const everyMs = 5;
const patienceMs = 300;
/** So long it may take to write a first byte. */
const longestMs = 3000;
/** So many looks at the same sleep, with the same bytes under way. */
const restLooks = 4;

/**
 * Waits until the peer, from which nothing is read, can write no more: it sleeps, and what is under way grows no
 * longer. Who tries again and again is known by the latter alone.
 */
export async function untilStuck(peer: Peer, record: PeerRecord): Promise<void> {
  const pid = peer.pid();
  if (pid === undefined || !canSee) return pause(patienceMs);
  const isRestless = peer.isPatient === true ? watchDeeds(pid) : () => true;
  const begin = performance.now();
  let [before, looks, since] = ["", 0, begin];
  for (let isStuck = false; !isStuck; await pause(everyMs)) {
    const [pending, rest] = [pendingOf(peer), restOf(pid)];
    const seen = `${pending} ${rest}`;
    if (seen !== before) [before, looks, since] = [seen, 0, performance.now()];
    else looks++;
    const stands = performance.now() - since >= patienceMs;
    const [holder] = theirSockets(peer, pid);
    if (stands && holder === undefined) return;
    if (pending === 0) {
      if (performance.now() - begin > longestMs) return;
      continue;
    }
    const gaveUp = rest === undefined && stands && isRestless();
    record.restless ||= gaveUp;
    isStuck = gaveUp || (rest !== undefined && looks >= restLooks);
  }
  record.blocking ||= isBlocking(peer);
}

/** So long bytes must be kept: a packet on loopback is under way for less than one tick of the clock, and Linux puts off a confirmation for 40 ms. */
const keptMs = 10;

/**
 * Looks on while a message, or the rest of one, is awaited. What the peer's kernel keeps back, though all that came is
 * read, waits for a confirmation (RFC 896, Nagle's algorithm) or for more (TCP_CORK). How the program waits is no sign
 * of it, for one thread may sleep in a read while another writes. `confirmed` counts the bytes of which the peer
 * surely knows that they came.
 */
export function watchRest(peer: Peer, record: PeerRecord, confirmed: number): { done(): void } {
  let since: number | undefined;
  let isKept = false;
  const timer = setInterval(() => {
    const now = performance.now();
    since = holdsMore(peer, record.received.length - confirmed) ? (since ?? now) : undefined;
    isKept ||= since !== undefined && now - since >= keptMs;
  }, everyMs);
  return {
    done() {
      clearInterval(timer);
      if (isKept) record.heldBack++;
    },
  };
}
