import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import type { Transport } from "../model.ts";
import { isDatagram, isUnix } from "./address.ts";
import { watchDeeds } from "./deeds.ts";
import { canSee, markOf, processTree, socketsOf, threadsOf } from "./processes.ts";
import { procText } from "./proc-text.ts";
import { queuesOf } from "./queues.ts";
import { type UnixRow, unixRows } from "./unix-rows.ts";

/** The other end of one of our connections, as far as it can be looked at from outside. */
export interface Peer {
  readonly transport: Transport;
  /** 0 for Unix sockets. */
  readonly ourPort: number;
  readonly theirPort: number;
  /** The learner's process, or the cage around it; undefined when nobody told. */
  pid(): number | undefined;
  /** Inodes of sockets that it was started with (its standard output may be one): none of them is ours. */
  inherited(): ReadonlySet<string>;
  /** Sleep is demanded: who was not seen asleep is given time to show by its deeds that it does not mean to. */
  readonly isPatient?: boolean;
  /** It is watched while it writes: how it reads is its own affair. */
  readonly isWriter?: boolean;
  /** True once the connection was reset, or is closed both ways. */
  isClosed(): boolean;
  /** True once the peer's end of stream has come. */
  hasEnded(): boolean;
}

export type View = Pick<Peer, "transport" | "pid" | "inherited" | "isPatient" | "isWriter">;

/**
 * asked: the peer sleeps in a read of this very connection; `mark` names that sleep.
 * gone: nobody holds the other end any more. unseen: it could not be told, patience decided.
 */
export interface Answer {
  readonly kind: "asked" | "gone" | "unseen";
  readonly mark?: string;
}

/**
 * For peers that never sleep in a read: those that spin on a non-blocking socket, or sleep between two tries. On TCP
 * it is only about the first piece, since there the queue tells the rest.
 */
const patienceMs = 300;
const unixPatienceMs = 1500;
/** Where there is no /proc to look at. */
const blindMs = 50;

/**
 * Waits until the peer has taken all that we sent, and wants more: it is asleep in a read of this connection. What we
 * send next can then not arrive together with what was sent before. A gap in time would not do: a program that reads
 * late would find both pieces (measured: 20 of 20).
 *
 * `old` names the sleep in which the last bytes found the peer: only another one comes after them. On TCP the kernel
 * also tells the lengths of the queues (/proc/net/tcp), which is looked at once the rest holds, for it takes
 * milliseconds. For Unix sockets that needs an ioctl, and the sleep alone must tell.
 */
export async function untilConsumed(peer: Peer, old?: string): Promise<Answer> {
  const begin = performance.now();
  const root = peer.pid();
  const isRestless = peer.isPatient === true && root !== undefined && canSee ? watchDeeds(root) : () => true;
  for (let tries = 0; ; tries++) {
    if (peer.isClosed()) return { kind: "gone" };
    const pid = peer.pid();
    const seen: Look = pid === undefined ? { kind: "blind" } : lookAt(peer, pid);
    const waited = performance.now() - begin;
    const sharp = isUnix(peer.transport) ? unixPatienceMs : patienceMs;
    const patience = seen.kind === "blind" ? (old === undefined ? 0 : blindMs) : sharp;
    if (seen.kind === "gone") return seen;
    if (seen.kind === "asked" && seen.mark !== old && isEmpty(peer, old)) return seen;
    if (waited >= patience && isEmpty(peer, old) && isRestless()) return { kind: "unseen" };
    await breathe(tries);
  }
}

/**
 * Nothing of ours is on its way to the peer or unread in its queue; true where that cannot be seen. A connection that
 * stands in no table any more was reset, and what was unread is lost: we only have not been told yet.
 */
function isEmpty(peer: Peer, old: string | undefined): boolean {
  if (old === undefined || isUnix(peer.transport)) return true;
  const queues = queuesOf(peer);
  if (queues === undefined) return !canSee || isDatagram(peer.transport);
  return queues.unacknowledged === 0 && queues.unread === 0;
}

/** Who looks every few microseconds takes the processor from whom it waits for. */
function breathe(tries: number): Promise<unknown> {
  return tries < 2 ? turn() : pause(tries < 200 ? 1 : 5);
}

/** True when the peer sleeps in a read just now. */
export function isAsking(peer: Peer): boolean {
  const pid = peer.pid();
  return pid !== undefined && lookAt(peer, pid).kind === "asked";
}

/** What the peer has written and we have not read, wherever it lies; undefined where that cannot be seen. */
export function pendingOf(peer: Peer): number | undefined {
  const queues = queuesOf(peer);
  return queues && queues.written + queues.waiting;
}

/**
 * True when the peer's kernel has bytes that have not come to us, though we have read all that came. `unconfirmed` is
 * how many of those that came may not be confirmed yet: so many stand in the peer's queue in any case.
 */
export function holdsMore(peer: Peer, unconfirmed: number): boolean {
  const queues = queuesOf(peer);
  if (queues === undefined || queues.unacknowledged > 0 || queues.waiting > 0) return false;
  return queues.written > unconfirmed;
}

/** Datagrams that found no room at the peer's socket so far; undefined where that is not told. */
export function droppedAt(peer: Peer): number | undefined {
  return queuesOf(peer)?.dropped;
}

/** What lies unread in the peer's queue, in the kernel's measure; undefined where that cannot be seen. */
export function unreadBy(peer: Peer): number | undefined {
  return queuesOf(peer)?.unread;
}

type Look = Answer | { readonly kind: "awake" | "blind" };

function lookAt(peer: Peer, pid: number): Look {
  if (!canSee) return { kind: "blind" };
  const tree = processTree(pid);
  const sockets = theirSockets(peer, pid, tree);
  // Who speaks in datagrams sends no end: a socket that nobody holds is the only sign.
  if (sockets.length === 0)
    return { kind: peer.hasEnded() || isDatagram(peer.transport) || !isThere(tree) ? "gone" : "awake" };
  const isTheirs = (pid: number, fd: number): boolean => sockets.some(([owner, own]) => owner === pid && own === fd);
  const sleep = threadsOf(tree).sleepers.find((sleep) => sleep.reads.some((fd) => isTheirs(sleep.pid, fd)));
  return sleep === undefined ? { kind: "awake" } : { kind: "asked", mark: markOf(sleep) };
}

/** The descriptors that are the other end of this connection: process and number. */
export function theirSockets(peer: Peer, root: number, tree = processTree(root)): (readonly [number, number])[] {
  const all = tree.flatMap((pid) => [...socketsOf(pid)].map(([fd, inode]) => ({ pid, fd, inode })));
  const inodes = theirInodes(peer, new Set(all.map(({ inode }) => inode)).difference(peer.inherited()));
  return all.filter(({ inode }) => inodes.has(inode)).map(({ pid, fd }) => [pid, fd]);
}

function isThere(tree: readonly number[]): boolean {
  const { sleepers, running } = threadsOf(tree);
  return sleepers.length + running > 0;
}

/**
 * Which of the sockets that the peer's processes hold is the other end of this connection. A single one must be; of
 * several the kernel's tables tell (for Unix sockets only that they are connected).
 */
function theirInodes(peer: Peer, held: ReadonlySet<string>): ReadonlySet<string> {
  if (held.size < 2) return held;
  if (isUnix(peer.transport)) return held.intersection(unixSockets(peer.transport));
  if (peer.transport === "icmp") return held.intersection(rawSockets());
  return held.intersection(new Set([queuesOf(peer)?.inode ?? ""]));
}

/** Those that are a client's: connected (03) without a path; those for datagrams, any. */
function unixSockets(transport: Transport): Set<string> {
  const type = transport === "unix-dgram" ? "0002" : transport === "unix-seqpacket" ? "0005" : "0001";
  const mayBeClient = (row: UnixRow): boolean => type === "0002" || (row.state === "03" && row.path === "");
  const rows = unixRows(procText("/proc/net/unix")).filter((row) => row.type === type && mayBeClient(row));
  return new Set(rows.map((row) => row.inode));
}

/** Inodes of raw sockets, the tenth word of a row. */
function rawSockets(): Set<string> {
  const rows = procText("/proc/net/raw").split("\n");
  return new Set(rows.map((row) => row.trim().split(/\s+/)[9] ?? ""));
}
