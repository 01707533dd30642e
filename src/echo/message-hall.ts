import { resolve } from "node:path";
import type { Faults, MessageTransport } from "../model.ts";
import type { View } from "./consumed.ts";
import { echoMail, type Mail, newEcho, type Passed, type Post } from "./datagram-echo.ts";
import { type DatagramSession, endAfterAll, playDatagrams } from "./datagram-script.ts";
import { decodeEcho, type Echo, echoReply, echoRequest, encodeReply } from "./icmp.ts";
import type { MessageDoor } from "./message-door.ts";
import type { Report } from "./message-words.ts";
import { newRecord, type PeerRecord } from "./script.ts";
import type { Script } from "./stream-script.ts";
import type { Transcript } from "./transcript.ts";

export interface MessageOptions {
  readonly script?: Script;
  /** Of an echo without a script. */
  readonly faults?: Faults;
}

/** All that one endpoint has: a child that holds its sockets, and what is done with what comes. */
export interface Hall extends MessageOptions {
  readonly transport: MessageTransport;
  readonly transcript: Transcript;
  readonly view: View;
  door: MessageDoor | undefined;
  readonly records: PeerRecord[];
  /** By connection; datagrams share that of 0. */
  readonly seats: Map<number, Seat>;
  /** Name of a sender of datagrams → its number. */
  readonly senders: Map<string, number>;
  /** Our number of a descriptor → what was read through it. */
  readonly passed: Map<number, Passed>;
  /** Identifier of ICMP → the sequence number last asked for. */
  readonly sequences: Map<number, number>;
  /** The learner's working folder: a relative path is meant from there. */
  folder: string | undefined;
}

interface Seat {
  readonly record: PeerRecord;
  readonly post: Post;
  readonly take: (mail: Mail) => void;
  readonly session: DatagramSession | undefined;
}

/** So much of what can be read through one descriptor. */
const mostPassedBytes = 1024 * 1024;
const mostSenders = 1000;

/** Takes in what the child tells of. */
export function hear(hall: Hall, report: Report): void {
  const { transcript } = hall;
  if (report.kind === "open") {
    transcript.add({ connection: report.connection, direction: "in", kind: "open" });
    seatOf(hall, report.connection);
  }
  if (report.kind === "message") hearMessage(hall, report);
  if (report.kind === "through") hearThrough(hall, report.passed, Buffer.from(report.bytes, "base64"));
  if (report.kind === "ended") hearEnd(hall, report.connection, report.isReset);
}

/** No bytes: the descriptor's end. */
function hearThrough({ passed, seats, transcript }: Hall, descriptor: number, bytes: Buffer): void {
  const found = passed.get(descriptor);
  if (found === undefined) return;
  if (bytes.length === 0) passed.delete(descriptor);
  found.hasEnded ||= bytes.length === 0;
  if (found.bytes.length < mostPassedBytes) found.bytes = Buffer.concat([found.bytes, bytes]);
  const preview =
    bytes.length === 0 ? "the descriptor's end" : `through the descriptor: ${bytes.toString("latin1", 0, 32)}`;
  transcript.add({ connection: 0, direction: "in", kind: "data", preview }, bytes);
  for (const { session } of seats.values()) session?.wake();
}

function hearMessage(hall: Hall, report: Report & { readonly kind: "message" }): void {
  const { transport, transcript, passed } = hall;
  const bytes = Buffer.from(report.bytes, "base64");
  if (transport === "icmp") return hearEcho(hall, report, decodeEcho(bytes));
  const isConnected = transport === "unix-seqpacket";
  const connection = isConnected ? report.connection : numberOf(hall, report.from);
  transcript.add({ connection, direction: "in", kind: "data" }, bytes);
  const brought = report.passed === undefined ? undefined : { bytes: Buffer.alloc(0), hasEnded: false };
  if (report.passed !== undefined && brought !== undefined) {
    passed.set(report.passed, brought);
    transcript.add({ connection, direction: "in", kind: "data", preview: "a descriptor, beside it" });
  }
  const from = { address: isConnected ? "connected" : report.from, port: 0 };
  const seat = seatOf(hall, isConnected ? connection : 0);
  if (from.address === "") seat.record.flaw = "nameless";
  seat.take({ bytes, from, connection, ...(brought && { passed: brought }) });
}

function numberOf({ senders }: Hall, name: string): number {
  if (senders.size >= mostSenders && !senders.has(name)) senders.clear();
  const number = senders.get(name) ?? senders.size + 1;
  senders.set(name, number);
  return number;
}

/** `connection` 0: it came to us; 1: it left from our address, and was the kernel's, or our own that is known already. */
function hearEcho(hall: Hall, report: Report & { readonly kind: "message" }, echo: Echo | undefined): void {
  const { transcript, sequences } = hall;
  if (echo === undefined) return;
  const { id, sequence, data } = echo;
  const connection = numberOf(hall, `${report.from} ${id}`);
  if (report.connection === 1) {
    if (echo.type === echoReply && sequence === sequences.get(id))
      transcript.add({ connection: 1, direction: "out", kind: "data", fault: "by the kernel" }, data);
    return;
  }
  if (echo.type !== echoRequest) return;
  const { record, take } = seatOf(hall, 0);
  if (!echo.isSound) {
    record.flaw = "checksum";
    return transcript.add({ connection, direction: "in", kind: "data", preview: "its checksum is wrong" }, data);
  }
  transcript.add({ connection, direction: "in", kind: "data" }, data);
  record.flaw = undefined;
  sequences.set(id, sequence);
  take({ bytes: data, from: { address: report.from, port: id }, connection });
}

/** An echo ends behind its answers, and then forgets who was there. */
function hearEnd({ transcript, seats, script }: Hall, connection: number, isReset: boolean): void {
  const seat = seats.get(connection);
  const end = isReset ? "rst" : "fin";
  transcript.add({ connection, direction: "in", kind: end });
  if (seat === undefined) return;
  seat.record.end = end;
  if (script === undefined) void endAfterAll(seat.post).then(() => seats.delete(connection));
  else seat.session?.wake(true);
}

/** Who sits there, and what becomes of what it says. */
function seatOf(hall: Hall, connection: number): Seat {
  const { seats, script, faults = {}, transport, view, records } = hall;
  const known = seats.get(connection);
  if (known !== undefined) return known;
  const record = newRecord(connection === 0 ? 1 : connection);
  const post = newPost(hall, connection, record);
  const start = { bytes: Buffer.alloc(0), from: { address: "connected", port: 0 }, connection };
  const isConnected = transport === "unix-seqpacket";
  const session = script && playDatagrams(post, script, view, record, isConnected ? start : undefined);
  const echo = newEcho();
  // On icmp the kernel is the echo.
  const answer = transport === "icmp" ? () => {} : (mail: Mail) => void echoMail(post, echo, mail, faults);
  const seat = {
    record,
    post,
    session,
    take: (mail: Mail) => (session === undefined ? answer(mail) : session.take(mail)),
  };
  seats.set(connection, seat);
  if (session !== undefined) records.push(record);
  return seat;
}

function newPost(hall: Hall, connection: number, record: PeerRecord): Post {
  const { transport, transcript, sequences } = hall;
  let hasEnded = false;
  const end = (): void => {
    if (hasEnded) return;
    hasEnded = true;
    transcript.add({ connection, direction: "out", kind: "fin" });
    hall.door?.end(connection);
  };
  return {
    port: 0,
    most: Infinity,
    transcript,
    sent: 0,
    delayed: 0,
    deliver({ bytes, from }: Mail, done: () => void) {
      const isPath = transport === "unix-dgram" && !from.address.startsWith("@");
      const to = isPath ? resolve(hall.folder ?? "", from.address) : from.address;
      const sequence = (sequences.get(from.port) ?? 0) + 1;
      const sent = transport === "icmp" ? encodeReply(from.port, sequence, bytes) : bytes;
      hall.door?.send({ connection, to, bytes: sent }, (errno) => {
        record.unread ||= errno === "EPIPE" || errno === "ECONNRESET";
        if (errno === "ENOENT" || errno === "ECONNREFUSED") record.flaw = "nameless";
        if (errno === undefined) return done();
        transcript.add({
          connection: record.connection,
          direction: "note",
          kind: "lost",
          preview: `not sent: ${errno}`,
        });
      });
    },
    ...(transport === "unix-seqpacket" ? { end } : {}),
  };
}
