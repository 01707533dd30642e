import type { Rule } from "../../rules.ts";
import { asBuffer } from "../encoding/sound.ts";

/** Some bytes of a file, and what takes their place; without `length` bytes are only put in. */
export interface Splice {
  readonly at: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

/** One thing that is mended in a note: what is told of it, and the bytes that change. */
export interface Repair {
  readonly rule: Rule;
  /** 1-based line of the note as it is stored. */
  readonly line: number;
  readonly message: string;
  readonly splices: readonly Splice[];
}

/** The bytes with all splices carried out. They are places in the bytes as they were, and never overlap. */
export function spliced(bytes: Uint8Array, splices: readonly Splice[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let kept = 0;
  for (const { at, length, bytes: put } of inOrder(splices)) {
    parts.push(bytes.subarray(kept, at), put);
    kept = at + length;
  }
  parts.push(bytes.subarray(kept));
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}

/** By place; what is put in at a place comes before what is replaced there. */
export function inOrder(splices: readonly Splice[]): readonly Splice[] {
  return splices.toSorted((one, other) => one.at - other.at || one.length - other.length);
}

/** One line of a file: where it begins, where its text ends, and where the next one begins. */
export interface ByteLine {
  readonly from: number;
  readonly end: number;
  readonly next: number;
}

/** The lines of bytes that hold ASCII as it is; \r\n, \r and \n each end one. A last line end begins one more, empty line. */
export function byteLines(bytes: Uint8Array): ByteLine[] {
  const lines: ByteLine[] = [];
  // A byte order mark belongs to no line.
  let from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte !== 0x0a && byte !== 0x0d) continue;
    const next = byte === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : at + 1;
    lines.push({ from, end: at, next });
    from = next;
    at = next - 1;
  }
  lines.push({ from, end: bytes.length, next: bytes.length });
  return lines;
}

/** A line byte for byte, one character each: what is looked for is ASCII, and the rest is only carried along. */
export function lineBytes(bytes: Uint8Array, { from, end }: ByteLine): string {
  return asBuffer(bytes).toString("latin1", from, end);
}

/** Whether nothing but a word stands in a line; that of a vault's own may hold any letters. */
export function isLineOf(bytes: Uint8Array, { from, end }: ByteLine, word: string): boolean {
  return asBuffer(bytes).toString("utf8", from, end).trim() === word;
}

/** How a line ends, or \n where it is the last. */
export function lineEnding(bytes: Uint8Array, { end, next }: ByteLine): string {
  return asBuffer(bytes).toString("latin1", end, next) || "\n";
}

/** The bytes of what `lineBytes` gave. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
