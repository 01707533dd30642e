import { isMap, isScalar, isSeq, type ParsedNode, Scalar } from "yaml";
import { nearestName } from "../nearest-name.ts";

export type Node = ParsedNode;

/** Collects what is wrong; `offset` counts from the start of the block. */
export interface Reader {
  report(offset: number, message: string, hint: string): undefined;
}

export function offsetOf(node: Node | undefined): number {
  return node?.range?.[0] ?? 0;
}

/** The members of a map, by known key. */
export function entriesOf(reader: Reader, node: Node, what: string, known: readonly string[]): Map<string, Node> {
  const entries = new Map<string, Node>();
  if (!isMap(node)) {
    reader.report(offsetOf(node), `${what} is no map of keys and values`, `Known keys: ${known.join(", ")}.`);
    return entries;
  }
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : "";
    if (!known.includes(name)) unknown(reader, key, `key "${name}" in ${what}`, name, known);
    else if (value === null || (isScalar(value) && value.value === "" && value.type === Scalar.PLAIN)) {
      reader.report(offsetOf(key), `"${name}" has no value`, `Write it as "${name}: value".`);
    } else entries.set(name, value);
  }
  return entries;
}

function unknown(reader: Reader, node: Node, what: string, word: string, known: readonly string[]): void {
  const near = nearestName(word, known);
  reader.report(
    offsetOf(node),
    `unknown ${what}`,
    near === undefined ? `Known: ${known.join(", ")}.` : `Did you mean "${near}"?`,
  );
}

/** Text of a scalar; a list or map is a problem. */
export function textOf(reader: Reader, node: Node | undefined, what: string): string {
  if (isScalar(node)) return typeof node.value === "string" ? node.value : "";
  reader.report(
    offsetOf(node),
    `${what} is not a single text`,
    "Write it in one line; quote it if it holds : # , [ ] { }.",
  );
  return "";
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return isSeq(node) ? node.items : node === undefined ? [] : [node];
}

/** One word or a list of words, of the known ones when these are given. */
export function textsOf<Word extends string>(
  reader: Reader,
  node: Node | undefined,
  what: string,
  known?: readonly Word[],
): Word[] {
  return itemsOf(node).flatMap((item) => {
    if (known !== undefined) return oneOf(reader, item, what, known) ?? [];
    return textOf(reader, item, what) as Word;
  });
}

export function oneOf<Word extends string>(
  reader: Reader,
  node: Node | undefined,
  what: string,
  known: readonly Word[],
): Word | undefined {
  if (node === undefined) return undefined;
  const text = textOf(reader, node, what);
  const found = known.find((word) => word === text);
  if (found === undefined && isScalar(node)) unknown(reader, node, `${what} "${text}"`, text, known);
  return found;
}

/** A whole number from 0 to `largest`. */
export function numberOf(reader: Reader, node: Node | undefined, what: string, largest: number): number | undefined {
  if (node === undefined) return undefined;
  const text = textOf(reader, node, what);
  if (/^\d{1,7}$/.test(text) && Number(text) <= largest) return Number(text);
  if (isScalar(node))
    reader.report(offsetOf(node), `${what} is "${text}", not a number from 0 to ${largest}`, "Write digits only.");
  return undefined;
}

/** True for text that stands in quotes: it means itself. */
export function isQuoted(node: Node): boolean {
  return isScalar(node) && (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE);
}
