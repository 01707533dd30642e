import { readFileSync } from "node:fs";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import type { LiveTransport } from "../model.ts";
import { isDatagram, isUnix } from "./address.ts";
import { canSee, markOf, processTree, socketsOf, threadsOf } from "./processes.ts";

/** The other end of one of our connections, as far as it can be looked at from outside. */
export interface Peer {
  readonly transport: LiveTransport;
  /** 0 for Unix sockets. */
  readonly ourPort: number;
  readonly theirPort: number;
  /** The learner's process, or the cage around it; undefined when nobody told. */
  pid(): number | undefined;
  /** Inodes of sockets that it was started with (its standard output may be one): none of them is ours. */
  inherited(): ReadonlySet<string>;
  /** True once the connection was reset, or is closed both ways. */
  isClosed(): boolean;
  /** True once the peer's end of stream has come. */
  hasEnded(): boolean;
}

export type View = Pick<Peer, "transport" | "pid" | "inherited">;

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
  for (let tries = 0; ; tries++) {
    if (peer.isClosed()) return { kind: "gone" };
    const pid = peer.pid();
    const seen: Look = pid === undefined ? { kind: "blind" } : lookAt(peer, pid);
    const waited = performance.now() - begin;
    const sharp = isUnix(peer.transport) ? unixPatienceMs : patienceMs;
    const patience = seen.kind === "blind" ? (old === undefined ? 0 : blindMs) : sharp;
    if (seen.kind === "gone") return seen;
    if (seen.kind === "asked" && seen.mark !== old && isEmpty(peer, old)) return seen;
    if (waited >= patience && isEmpty(peer, old)) return { kind: "unseen" };
    await breathe(tries);
  }
}

/** Nothing of ours is on its way to the peer or unread in its queue; true where that cannot be seen. */
function isEmpty(peer: Peer, old: string | undefined): boolean {
  if (old === undefined || isUnix(peer.transport)) return true;
  const queues = queuesOf(peer);
  return queues === undefined || (queues.unacknowledged === 0 && queues.unread === 0);
}

/** Who looks every few microseconds takes the processor from whom it waits for. */
function breathe(tries: number): Promise<unknown> {
  return tries < 2 ? turn() : pause(tries < 200 ? 1 : 5);
}

/** True when the peer sleeps in a read just now. */
export function isAsking(peer: Peer): boolean {
  const pid = peer.pid();
  return pid !== undefined && canSee && lookAt(peer, pid).kind === "asked";
}

/** What lies unread in the peer's queue, in the kernel's measure; undefined where that cannot be seen. */
export function unreadBy(peer: Peer): number | undefined {
  return queuesOf(peer)?.unread;
}

type Look = Answer | { readonly kind: "awake" | "blind" };

function lookAt(peer: Peer, pid: number): Look {
  if (!canSee) return { kind: "blind" };
  const tree = processTree(pid);
  const sockets = new Map(tree.map((process) => [process, socketsOf(process)]));
  const held = new Set([...sockets.values()].flatMap((sockets) => [...sockets.values()]));
  const inodes = theirInodes(peer, held.difference(peer.inherited()));
  // Who speaks in datagrams sends no end: a socket that nobody holds is the only sign.
  if (inodes.size === 0)
    return { kind: peer.hasEnded() || isDatagram(peer.transport) || !isThere(tree) ? "gone" : "awake" };
  const isTheirs = (pid: number, fd: number): boolean => inodes.has(sockets.get(pid)?.get(fd) ?? "");
  const sleep = threadsOf(tree).sleepers.find((sleep) => sleep.reads.some((fd) => isTheirs(sleep.pid, fd)));
  return sleep === undefined ? { kind: "awake" } : { kind: "asked", mark: markOf(sleep) };
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
  if (isUnix(peer.transport)) return held.intersection(connectedUnixSockets());
  return held.intersection(new Set([queuesOf(peer)?.inode ?? ""]));
}

/** Stream sockets (type 0001) that are connected (state 03) and have no path of their own: clients'. */
function connectedUnixSockets(): Set<string> {
  const rows = readText("/proc/net/unix").matchAll(/^\S+ \S+ \S+ \S+ 0001 03 +(\d+)$/gm);
  return new Set(Array.from(rows, (row) => row[1] ?? ""));
}

interface Queues {
  /** Of the peer's socket. */
  readonly inode: string;
  /** Bytes that we sent and that have not reached the peer's queue. */
  readonly unacknowledged: number;
  /** What lies in the peer's queue and was not read: bytes, with datagrams those of the kernel's bookkeeping too. */
  readonly unread: number;
}

const tables = { tcp4: "tcp", tcp6: "tcp6", udp4: "udp", udp6: "udp6" };

/**
 * Both ends of a loopback connection, from /proc/net/tcp (`man 5 proc`): ports and queue lengths in hexadecimal. A
 * socket for datagrams is known by its own port alone, for it may not be connected.
 */
function queuesOf(peer: Peer): Queues | undefined {
  if (isUnix(peer.transport)) return undefined;
  let theirs: readonly string[] | undefined;
  let unacknowledged = 0;
  const [our, their] = [hexPort(peer.ourPort), hexPort(peer.theirPort)];
  for (const line of readText(`/proc/net/${tables[peer.transport]}`).split("\n")) {
    const row = line.trim().split(/\s+/);
    const [local, remote] = [row[1]?.split(":")[1], row[2]?.split(":")[1]];
    if (local === their && (remote === our || isDatagram(peer.transport))) theirs = row;
    if (local === our && remote === their) unacknowledged = parseInt(row[4]?.split(":")[0] ?? "0", 16);
  }
  if (theirs === undefined) return undefined;
  return { inode: theirs[9] ?? "0", unacknowledged, unread: parseInt(theirs[4]?.split(":")[1] ?? "0", 16) };
}

function hexPort(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, "0");
}

function readText(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
