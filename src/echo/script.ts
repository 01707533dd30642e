import type { Piece } from "../model.ts";

/** What a run fills into the wire's values. */
export interface Words {
  readonly token: Buffer;
  readonly stamp: Buffer;
  /** How many datagrams of a burst came through, in digits; known only when it has been sent. */
  arrived?: Buffer;
}

/** The bytes of a value such as token+stamp. */
export function bytesOf(value: readonly Piece[], words: Words): Buffer {
  return Buffer.concat(partsOf(value, words));
}

/** The bytes of each piece by itself. */
export function partsOf(value: readonly Piece[], words: Words): Buffer[] {
  const parts = value.map((piece) => bytesOfPiece(piece, words));
  for (const [index, piece] of value.entries()) {
    if (piece !== "length") continue;
    const next = value.indexOf("length", index + 1);
    const followed = parts.slice(index + 1, next === -1 ? undefined : next);
    parts[index] = fourBytes(followed.reduce((sum, { length }) => sum + length, 0));
  }
  return parts;
}

function bytesOfPiece(piece: Piece, words: Words): Buffer {
  if (piece === "token" || piece === "stamp") return words[piece];
  if (piece === "arrived") return words.arrived ?? Buffer.alloc(0);
  if (piece === "length") return Buffer.alloc(0);
  if (piece === "number") return fourBytes(numberIn(words));
  if (piece === "digits") return Buffer.from(String(numberIn(words)));
  return "hex" in piece ? Buffer.from(piece.hex, "hex") : Buffer.from(piece.text);
}

/** Fresh as the stamp it is made of; its first byte is like none of the others, so that no other order gives the same. */
function numberIn({ stamp }: Words): number {
  return 0x01000000 + stamp.readUIntBE(0, 3);
}

function fourBytes(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

/** All that one peer did, and how far our side came: what a judge needs. Those who send datagrams share one record. */
export interface PeerRecord {
  readonly connection: number;
  /** Which part of the wire it plays, see story.ts. */
  readonly part: number;
  /** All bytes that came, at most what the wire awaits and a MiB. */
  received: Buffer;
  /** Datagrams by themselves, as they came. */
  readonly datagrams: Buffer[];
  /** The different messages that an echo has answered. */
  readonly answered: Set<string>;
  /** Steps of the script that were completed. */
  steps: number;
  /** What our side waits for; undefined when it is not waiting for the peer. */
  waitsFor: Awaited | undefined;
  /** Why the script stopped before its end. */
  stopped: "wrong" | "short" | "gone" | undefined;
  /** The peer was seen in a read, at least once. */
  asked: boolean;
  /** Lengths of the pieces that we sent. */
  readonly sent: number[];
  /** A piece was released by patience, not by sight. */
  guessed: boolean;
  end: "fin" | "rst" | undefined;
  /** Bytes of ours came to a connection that its peer had closed already. */
  unread: boolean;
  /** Where it was looked for: its socket lacked O_NONBLOCK, at least once. */
  blocking: boolean;
  /** Where it was looked for: it did not sleep when it had to wait, at least once. */
  restless: boolean;
  /** The last signal that woke it. */
  interrupted: Interruption | undefined;
  /** How often bytes of a message were seen in the peer's kernel, kept back there. */
  heldBack: number;
  /** The first message that came before the one ahead of it was answered, and whether an answer had been doubled by then. */
  ahead: { readonly text: string; readonly isDoubled: boolean } | undefined;
  /** The moments (ms) in which it came, and in which we broke it off. */
  began: number | undefined;
  broken: number | undefined;
  /** Of datagrams: the sockets that they came from. */
  readonly senders: Set<number>;
  /** Of a burst: how many found no room at the peer, and what this machine's programs had received before. */
  burst: { readonly lost: number; readonly delivered: number } | undefined;
  /** What was wrong in how something came, whatever its bytes were. */
  flaw: Flaw | undefined;
}

/** What a peer slept in when a signal of ours woke it, and whether it left the connection then. */
interface Interruption {
  readonly call: "read" | "write";
  readonly left: boolean;
}

/**
 * bytes, end: from the peer. reader: somebody who reads. consumed: that what was sent is taken, and the peer sleeps
 * again. turn: another connection of the same wire.
 */
export type Awaited = "bytes" | "end" | "reader" | "consumed" | "turn";

/**
 * nameless: a datagram from a socket without an address (any more), so that it can't be answered. no-descriptor: a message came
 * without one. wrong-descriptor: nothing (more) can be read through it. checksum: of an ICMP message. path-left: the
 * file of a socket that is closed.
 */
export type Flaw = "nameless" | "no-descriptor" | "wrong-descriptor" | "checksum" | "path-left";

export function newRecord(connection: number, part = 0): PeerRecord {
  return {
    connection,
    part,
    received: Buffer.alloc(0),
    datagrams: [],
    answered: new Set(),
    steps: 0,
    waitsFor: undefined,
    stopped: undefined,
    asked: false,
    sent: [],
    guessed: false,
    end: undefined,
    unread: false,
    blocking: false,
    restless: false,
    interrupted: undefined,
    heldBack: 0,
    ahead: undefined,
    began: undefined,
    broken: undefined,
    senders: new Set(),
    burst: undefined,
    flaw: undefined,
  };
}

/** Bytes that one record keeps beyond what is awaited; who sends more is cut off. */
export const mostBytes = 1024 * 1024;

/** Adds what came. The room behind it doubles, so that a long stream costs no more than its length. */
export function receive(record: PeerRecord, bytes: Buffer): void {
  const { received } = record;
  const at = received.byteOffset + received.length;
  const room = received.buffer.byteLength - at;
  if (received.length === 0 || room < bytes.length || !isOwn.has(received.buffer)) {
    const grown = Buffer.from(new ArrayBuffer(Math.max(4096, 2 * (received.length + bytes.length))));
    isOwn.add(grown.buffer);
    received.copy(grown);
    record.received = grown.subarray(0, received.length);
  }
  const { buffer, byteOffset, length } = record.received;
  record.received = Buffer.from(buffer, byteOffset, length + bytes.length);
  bytes.copy(record.received, length);
}

/** Buffers with room that nobody else writes to. */
const isOwn = new WeakSet<ArrayBufferLike>();

/** A value as often as it is wanted. */
export function repeated(value: Buffer, times = 1): Buffer {
  return times === 1 ? value : Buffer.alloc(value.length * times, value);
}

/** A value as it is sent: cut at the lengths of `split`, the rest last. */
export function piecesOf(bytes: Buffer, split: readonly number[] = []): Buffer[] {
  const cut: Buffer[] = [];
  let at = 0;
  for (const length of split) {
    if (at + length >= bytes.length) break;
    cut.push(bytes.subarray(at, at + length));
    at += length;
  }
  return [...cut, bytes.subarray(at)];
}
