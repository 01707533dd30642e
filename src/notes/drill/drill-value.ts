import { isMap, isScalar } from "yaml";
import type { Piece } from "../../model.ts";
import { nearestName } from "../nearest-name.ts";
import { entriesOf, isQuoted, itemsOf, type Node, offsetOf, type Reader, textOf } from "./drill-reader.ts";

const names = ["token", "stamp", "length", "number", "digits", "arrived"] as const;

/**
 * What is sent, awaited or printed.
 *
 *     token, stamp            what the program is told, and what it is not
 *     "text"                  itself
 *     0x00ff                  these bytes
 *     length+token+stamp      four bytes, highest first: how many bytes follow, up to the next `length`
 *     number                  four bytes, highest first: a number that is fresh for each run; `digits` is the same as text
 *     arrived                 how many datagrams of the last burst came through
 *     [token, stamp]          lines
 *     {join: [token, "\r\n"]} one behind the other
 */
export function readValue(reader: Reader, node: Node | undefined, what: string): Piece[] {
  const lines = itemsOf(node).map((item) => readItem(reader, item, what));
  return lines.flatMap((pieces, index) => (index === 0 ? pieces : [{ text: "\n" }, ...pieces]));
}

function readItem(reader: Reader, node: Node, what: string): Piece[] {
  if (!isMap(node)) return readPieces(reader, node, what);
  const joined = entriesOf(reader, node, `a value of ${what}`, ["join"]).get("join");
  return itemsOf(joined).flatMap((item) => readPieces(reader, item, what));
}

function readPieces(reader: Reader, node: Node, what: string): Piece[] {
  const text = textOf(reader, node, what);
  if (isQuoted(node)) return [{ text }];
  return text.split("+").flatMap((word): Piece[] => {
    const name = names.find((name) => name === word.trim());
    if (name !== undefined) return [name];
    const hex = /^0x((?:[0-9a-f]{2})+)$/i.exec(word.trim())?.[1];
    if (hex !== undefined) return [{ hex }];
    if (isScalar(node)) unknownValue(reader, node, word.trim(), what);
    return [];
  });
}

function unknownValue(reader: Reader, node: Node, word: string, what: string): void {
  const near = nearestName(word, names);
  const hint = near === undefined ? `Put text that means itself in quotes: "${word}".` : `Did you mean "${near}"?`;
  reader.report(offsetOf(node), `unknown value "${word}" in ${what}`, hint);
}

/** No more bytes than this come of a piece. */
export function longestOf(piece: Piece): number {
  if (typeof piece === "string") return 16;
  return "hex" in piece ? piece.hex.length / 2 : piece.text.length;
}
