import { readSync, writeSync } from "node:fs";
import type { Libc } from "../libc/calls.ts";
import { constantsOfC } from "../libc/constants.ts";
import { errnoName } from "../libc/errno.ts";
import { openLibc } from "../libc/libc.ts";
import type { Sockaddr } from "../libc/sockaddr.ts";
import type { Order, Report, Setup } from "./message-words.ts";

/**
 * A server of messages in a process of its own, with the one loop that such servers have: poll, and do what can be
 * done without waiting. Should the binding to the C library ever crash, one drill is lost and no review.
 * It ends when its standard input does, so it never outlives us.
 */
const { AF_UNIX, AF_INET, SOCK_DGRAM, SOCK_SEQPACKET, SOCK_RAW, SOCK_CLOEXEC, IPPROTO_ICMP } = constantsOfC;
const { POLLIN, POLLOUT, POLLRDHUP, MSG_DONTWAIT, MSG_NOSIGNAL, SHUT_WR, FIONREAD } = constantsOfC;

interface Waiting {
  readonly id: number;
  readonly to: string;
  readonly bytes: Buffer;
}

interface Peer {
  readonly fd: number;
  /** Messages that its queue had no room for: until they are gone, nothing is read from it. */
  readonly waiting: Waiting[];
  hasEnded: boolean;
  isEnded: boolean;
}

interface Server {
  readonly libc: Libc;
  readonly setup: Setup;
  readonly door: number;
  /** Connections by number. 0 is the door where messages come to it; for icmp, 1 hears what leaves the place. */
  readonly peers: Map<number, Peer>;
  /** Descriptors that were passed to us. */
  readonly passed: Set<number>;
  /** So far. */
  connections: number;
}

const chunk = 65_536;
const mostPeers = 256;
const mostPassed = 64;
/** Peers that a look is asked for are dead, so what they did is soon seen. */
const mostRounds = 10_000;
/** Messages that find no room. */
const mostWaiting = 128;
const noRoom = { value: -1, errno: 11 };
const mostMessageBytes = 1024 * 1024;
/** A datagram that finds no room at its receiver is tried again; to wait for room is not possible. */
const againMs = 5;

function main(): void {
  const setup = JSON.parse(process.argv[2] ?? "{}") as Setup;
  const libc = openLibc();
  if (typeof libc === "string") return tell({ kind: "failed", call: "koffi", errno: libc });
  const server = open(libc, setup);
  if (server === undefined) return;
  tell({ kind: "ready" });
  const bytes = Buffer.alloc(chunk);
  for (let text = ""; ;) {
    if (!lookAround(server, -1).hasOrders) continue;
    const length = readSync(0, bytes);
    if (length === 0) return;
    const lines = (text + bytes.toString("latin1", 0, length)).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) obey(server, JSON.parse(line) as Order);
  }
}

function tell(report: Report): void {
  writeSync(1, `${JSON.stringify(report)}\n`);
}

function fail(call: string, errno: number): undefined {
  tell({ kind: "failed", call, errno: errnoName(errno) });
}

function open(libc: Libc, setup: Setup): Server | undefined {
  const { transport, place } = setup;
  const isRaw = transport === "icmp";
  const type = { "unix-dgram": SOCK_DGRAM, "unix-seqpacket": SOCK_SEQPACKET, icmp: SOCK_RAW }[transport] | SOCK_CLOEXEC;
  const make = () => libc.socket(isRaw ? AF_INET : AF_UNIX, type, isRaw ? IPPROTO_ICMP : 0);
  const { value: door, errno } = make();
  if (door < 0) return fail("socket", errno);
  const bound = libc.bind(door, addressOf(setup, place));
  if (bound.value < 0) return fail("bind", bound.errno);
  const peers = new Map<number, Peer>();
  if (transport === "unix-seqpacket") libc.listen(door, 64);
  else peers.set(0, newPeer(door));
  if (isRaw) {
    const ear = make().value;
    libc.connect(ear, addressOf(setup, place));
    peers.set(1, newPeer(ear));
  }
  return { libc, setup, door, peers, passed: new Set(), connections: 0 };
}

function newPeer(fd: number): Peer {
  return { fd, waiting: [], hasEnded: false, isEnded: false };
}

function addressOf({ transport }: Setup, place: string): Sockaddr {
  return transport === "icmp" ? { family: "inet", host: place, port: 0 } : { family: "unix", path: place };
}

/** Waits until something can be done, and does it; `acted` counts what was done beside reading orders. */
function lookAround(server: Server, timeoutMs: number): { readonly hasOrders: boolean; readonly acted: number } {
  const { libc, door, peers, passed } = server;
  const accepts = server.setup.transport === "unix-seqpacket" && peers.size < mostPeers;
  const post = peers.get(0);
  const isStuck = post !== undefined && post.waiting.length > 0;
  const watched = [
    { fd: 0, events: POLLIN, act: () => {} },
    ...(accepts ? [{ fd: door, events: POLLIN, act: () => accept(server) }] : []),
    ...[...peers].flatMap(([number, peer]) => {
      // A door is never shut for one of its guests.
      if (peer.waiting.length > 0 && number > 0)
        return { fd: peer.fd, events: POLLOUT, act: () => flush(server, number, peer) };
      return peer.hasEnded ? [] : { fd: peer.fd, events: POLLIN, act: () => take(server, number, peer) };
    }),
    ...[...passed].map((fd) => ({ fd, events: POLLIN, act: () => readThrough(server, fd) })),
  ];
  const { revents } = libc.poll(watched, isStuck && timeoutMs < 0 ? againMs : timeoutMs);
  if (isStuck) flush(server, 0, post);
  const ready = watched.filter((_, at) => (revents[at] ?? 0) !== 0);
  for (const { act } of ready) act();
  const hasOrders = (revents[0] ?? 0) !== 0;
  return { hasOrders, acted: ready.length - (hasOrders ? 1 : 0) };
}

function accept(server: Server): void {
  const { value } = server.libc.accept(server.door);
  if (value < 0) return;
  const connection = ++server.connections;
  server.peers.set(connection, newPeer(value));
  tell({ kind: "open", connection });
}

/** One message, with the descriptor that may have come beside it. An empty one reads as an end does, so poll decides. */
function take(server: Server, connection: number, peer: Peer): void {
  const { libc, setup } = server;
  // A raw socket counts what follows the header of IP.
  const length = Math.min(libc.ioctl(peer.fd, FIONREAD).number, mostMessageBytes) + 64;
  const { value, parts, address, controls } = libc.recvmsg(peer.fd, [length], MSG_DONTWAIT, 256);
  const isStream = setup.transport === "unix-seqpacket";
  const isOver = value === 0 && libc.poll([{ fd: peer.fd, events: POLLRDHUP }], 0).revents[0] !== 0;
  if (isStream && (value < 0 || isOver)) {
    peer.hasEnded = true;
    tell({ kind: "ended", connection, isReset: value < 0 });
    return closeIfDone(server, connection, peer);
  }
  if (value < 0) return;
  const from = address?.family === "unix" ? address.path : address?.family === "inet" ? address.host : "";
  const passed = keepFirst(
    server,
    controls.flatMap((each) => (each.kind === "rights" ? each.descriptors : [])),
  );
  const bytes = (parts[0] ?? Buffer.alloc(0)).toString("base64");
  tell({ kind: "message", connection, from, bytes, ...(passed === undefined ? {} : { passed }) });
}

/** Of several descriptors one is enough, and none may pile up. */
function keepFirst({ libc, passed }: Server, descriptors: readonly number[]): number | undefined {
  const [first] = passed.size < mostPassed ? descriptors : [];
  for (const fd of descriptors) if (fd !== first) libc.close(fd);
  if (first !== undefined) passed.add(first);
  return first;
}

/** A read after poll does not wait; to make it non-blocking would change the learner's own descriptor with it. */
function readThrough({ libc, passed }: Server, fd: number): void {
  const { bytes } = libc.read(fd, chunk);
  tell({ kind: "through", passed: fd, bytes: bytes.toString("base64") });
  if (bytes.length > 0) return;
  passed.delete(fd);
  libc.close(fd);
}

function obey(server: Server, order: Order): void {
  if (order.kind === "sync") {
    for (let rounds = 0; rounds < mostRounds && lookAround(server, 0).acted > 0; rounds++);
    return tell({ kind: "synced", id: order.id });
  }
  const peer = server.peers.get(order.connection);
  if (peer === undefined)
    return order.kind === "send" ? tell({ kind: "sent", id: order.id, errno: "EPIPE" }) : undefined;
  if (order.kind === "end") {
    peer.isEnded = true;
    return closeIfDone(server, order.connection, peer);
  }
  peer.waiting.push({ id: order.id, to: order.to, bytes: Buffer.from(order.bytes, "base64") });
  flush(server, order.connection, peer);
}

/** Sends what waits, for as long as there is room: who does not read holds up nobody but itself, and not without end. */
function flush(server: Server, connection: number, peer: Peer): void {
  const { libc, setup } = server;
  const full = new Set<string>();
  for (const next of peer.waiting.splice(0)) {
    const to = setup.transport === "unix-seqpacket" ? undefined : addressOf(setup, next.to);
    const isFull = full.has(next.to);
    const { value, errno } = isFull ? noRoom : libc.sendto(peer.fd, next.bytes, MSG_DONTWAIT | MSG_NOSIGNAL, to);
    const name = value < 0 ? errnoName(errno) : undefined;
    if (name === "EAGAIN" && peer.waiting.length < mostWaiting) {
      full.add(next.to);
      peer.waiting.push(next);
    } else tell({ kind: "sent", id: next.id, errno: name });
  }
  closeIfDone(server, connection, peer);
}

/** Our end goes out behind all that waits; with both ends the connection is over. */
function closeIfDone({ libc, peers }: Server, connection: number, peer: Peer): void {
  if (!peer.isEnded || peer.waiting.length > 0) return;
  libc.shutdown(peer.fd, SHUT_WR);
  if (!peer.hasEnded) return;
  libc.close(peer.fd);
  peers.delete(connection);
}

main();
