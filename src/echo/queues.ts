import type { Transport } from "../model.ts";
import { isDatagram } from "./address.ts";
import { hexPort, procText } from "./proc-text.ts";

/** A connection over IP by its ports: ours, and the peer's. */
interface Ends {
  readonly transport: Transport;
  readonly ourPort: number;
  readonly theirPort: number;
}

interface Queues {
  /** Of the peer's socket. */
  readonly inode: string;
  /** Bytes that we sent and that have not reached the peer's queue. */
  readonly unacknowledged: number;
  /** What lies in the peer's queue and was not read: bytes, with datagrams those of the kernel's bookkeeping too. */
  readonly unread: number;
  /** Bytes that the peer wrote and our kernel has not confirmed. */
  readonly written: number;
  /** Bytes that have come to us and that we have not read. */
  readonly waiting: number;
  /** Datagrams that found no room. */
  readonly dropped: number;
}

/** Some (Java) speak IPv4 through sockets of IPv6, which stand in the table of those. */
const tables = new Map<string, readonly string[]>([
  ["tcp4", ["tcp", "tcp6"]],
  ["tcp6", ["tcp6"]],
  ["udp4", ["udp", "udp6"]],
  ["udp6", ["udp6"]],
]);

/**
 * Both ends of a loopback connection, from /proc/net/tcp (`man 5 proc`): ports and queue lengths in hexadecimal. A
 * socket for datagrams is known by its own port alone, for it may not be connected.
 */
export function queuesOf(ends: Ends): Queues | undefined {
  const names = tables.get(ends.transport);
  if (names === undefined) return undefined;
  let theirs: readonly string[] | undefined;
  let ours: readonly string[] | undefined;
  const [our, their] = [hexPort(ends.ourPort), hexPort(ends.theirPort)];
  for (const name of names) {
    if (theirs !== undefined) break;
    for (const line of procText(`/proc/net/${name}`).split("\n")) {
      const row = line.trim().split(/\s+/);
      const [local, remote] = [row[1]?.split(":")[1], row[2]?.split(":")[1]];
      if (local === their && (remote === our || isDatagram(ends.transport))) theirs = row;
      if (local === our && remote === their) ours = row;
    }
  }
  if (theirs === undefined) return undefined;
  const [[written, unread], [unacknowledged, waiting]] = [queueLengths(theirs), queueLengths(ours)];
  return {
    inode: theirs[9] ?? "0",
    unacknowledged,
    unread,
    written,
    waiting,
    dropped: Number(theirs[12] ?? 0),
  };
}

/** What a socket has sent and is not acknowledged, and what lies in it unread. */
function queueLengths(row: readonly string[] | undefined): readonly [number, number] {
  const [sent = "0", unread = "0"] = row?.[4]?.split(":") ?? [];
  return [parseInt(sent, 16), parseInt(unread, 16)];
}
