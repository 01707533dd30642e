import { bytesOf, partsOf, type PeerRecord, piecesOf, type Words } from "../echo/script.ts";
import type { Piece } from "../model.ts";
import type { Concept } from "./concepts.ts";
import { firstDifference, trimEnd } from "./difference.ts";
import { type Evidence, linesOf, pieceEnds } from "./evidence.ts";

/** What a wrong text on the wire tells of the mistake behind it; undefined: only that it is wrong. */
export function mistakeInSent(evidence: Evidence, record: PeerRecord): Concept | undefined {
  const { drill, words } = evidence;
  const reads = drill.wire.flatMap((step) => (step.kind === "read" ? step.value : []));
  const expected = bytesOf(reads, words);
  const at = firstDifference(expected, record.received)?.at ?? 0;
  const swapped = sameUntil(swappedBytes(reads, words), record.received);
  if (swapped > at && swapped >= Math.min(at + 2, record.received.length)) return "number-order";
  return tookReadForMessage(evidence, record, expected.subarray(0, at)) ? "read-is-message" : undefined;
}

/** The same of what was printed. */
export function mistakeInPrint(evidence: Evidence, expected: Uint8Array, got: Uint8Array): Concept | undefined {
  const { drill, words } = evidence;
  if (firstDifference(trimEnd(swappedBytes(drill.print ?? [], words)), got) === undefined) return "number-order";
  const [wanted, printed] = [linesOf(expected), linesOf(got)];
  if (wanted.toSorted().join("\n") === printed.toSorted().join("\n")) return "arrival-order";
  const isEcho = words.token.equals(got) && bytesOf(["token", "stamp"], words).equals(expected);
  if (isEcho && !pieceEnds(evidence).includes(got.length)) return "stamp-unread";
  if (withoutBreaks(expected) === withoutBreaks(got)) return "line-breaks";
  if (got.length > 0 && Buffer.from(expected).subarray(-got.length).equals(got)) return "beginning-lost";
  const isWord = (line: string | undefined): boolean => errorWords.some((word) => word === line);
  const isAllElse = wanted.slice(0, -1).join("\n") === printed.slice(0, -1).join("\n");
  return isAllElse && isWord(wanted.at(-1)) && isWord(printed.at(-1)) ? "wrong-word" : undefined;
}

/** The words by which a program tells what happened to it. */
const errorWords = ["eof", "reset", "refused", "timeout", "pipe", "toobig", "whole", "cut"] as const;

function withoutBreaks(text: Uint8Array): string {
  return linesOf(text).join("").replaceAll("\r", "");
}

/** A value as a program sends or prints it that does not know the network's byte order. */
function swappedBytes(value: readonly Piece[], words: Words): Buffer {
  const parts = partsOf(value, words);
  return Buffer.concat(
    value.map((piece, index) => {
      const part = parts[index] ?? Buffer.alloc(0);
      if (piece === "digits") return Buffer.from(String(partsOf(["number"], words)[0]?.readUInt32LE() ?? 0));
      const isNumber = typeof piece === "string" ? piece === "length" || piece === "number" : "hex" in piece;
      return isNumber && [2, 4, 8].includes(part.length) ? Buffer.from(part.toReversed()) : part;
    }),
  );
}

/** Several lines that came in one piece were answered as one, or the beginning of a line as if it were all of it. */
function tookReadForMessage({ drill, words }: Evidence, { received, steps }: PeerRecord, right: Uint8Array): boolean {
  const written = drill.wire
    .slice(0, steps)
    .flatMap((step) => (step.kind === "write" ? piecesOf(bytesOf(step.value, words), step.split) : []))
    .map((piece) => piece.toString("latin1"));
  const answered = received.toString("latin1");
  const before = Buffer.from(right).toString("latin1");
  const isMerged = (piece: string): boolean => {
    const at = piece.trimEnd().includes("\n") ? answered.indexOf(piece.trimEnd()) : -1;
    return at !== -1 && at + piece.indexOf("\n") < before.length;
  };
  const isCut = (piece: string): boolean =>
    piece.includes("\n") && !piece.endsWith("\n") && before.endsWith(piece.split("\n").at(-1) ?? piece);
  return written.some((piece) => isMerged(piece) || isCut(piece));
}

function sameUntil(one: Uint8Array, other: Uint8Array): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at++;
  return at;
}
