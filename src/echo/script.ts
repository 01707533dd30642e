import type { Piece } from "../model.ts";

/** What a run fills into the wire's values. */
export interface Words {
  readonly token: Buffer;
  readonly stamp: Buffer;
}

/** The bytes of a value such as token+stamp. */
export function bytesOf(value: readonly Piece[], words: Words): Buffer {
  return Buffer.concat(value.map((piece) => (typeof piece === "string" ? words[piece] : Buffer.from(piece.text))));
}

/** All that one peer did, and how far our side came: what a judge needs. Those who send datagrams share one record. */
export interface PeerRecord {
  readonly connection: number;
  /** All bytes that came, at most a MiB. */
  received: Buffer;
  /** Datagrams by themselves, as they came. */
  readonly datagrams: Buffer[];
  /** The different messages that an echo has answered. */
  readonly answered: Set<string>;
  /** Steps of the script that were completed. */
  steps: number;
  /** What our side waits for; undefined when it is not waiting for the peer. */
  waitsFor: "bytes" | "end" | "reader" | undefined;
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
}

export function newRecord(connection: number): PeerRecord {
  return {
    connection,
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
  };
}

/** Bytes that one record keeps; who sends more is cut off. */
export const mostBytes = 1024 * 1024;

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
