import { isMap, isScalar, isSeq } from "yaml";
import type { Piece, WireStep } from "../../model.ts";
import { entriesOf, isQuoted, itemsOf, type Node, numberOf, offsetOf, type Reader, textOf } from "./drill-reader.ts";
import { faults } from "./drill-words.ts";
import { nearestName } from "../nearest-name.ts";

const mostSteps = 64;
const stepHint = "A step is {read: value}, {read: end}, {write: value} or end.";

/**
 * What our side of the connection does, in order.
 *
 *     {read: token}                       waits for these bytes
 *     {read: end}                         waits for the learner's half-close
 *     {write: token+stamp, split: [2]}    sends two bytes, and the rest once those are consumed
 *     end                                 our half-close
 */
export function readWire(reader: Reader, node: Node): WireStep[] {
  if (!isSeq(node)) {
    reader.report(
      offsetOf(node),
      "wire is no list of steps",
      "Write it as [{read: token}, {write: token+stamp}, end].",
    );
    return [];
  }
  const items = itemsOf(node);
  if (items.length > mostSteps)
    reader.report(offsetOf(node), `wire has more than ${mostSteps} steps`, "Make two drills of it.");
  return items.slice(0, mostSteps).flatMap((item) => readStep(reader, item) ?? []);
}

function readStep(reader: Reader, node: Node): WireStep | undefined {
  if (isScalar(node) && String(node.value) === "end") return { kind: "end" };
  if (!isMap(node)) return reader.report(offsetOf(node), "unknown step of wire", stepHint);
  const entries = entriesOf(reader, node, "a step of wire", ["read", "write", "echo", ...faults]);
  for (const [key, value] of entries) {
    if (key !== "read" && key !== "write" && key !== "split") {
      return reader.report(offsetOf(value), `"${key}" cannot be run by this version`, stepHint);
    }
  }
  const [read, write, split] = [entries.get("read"), entries.get("write"), entries.get("split")];
  if (read !== undefined && write === undefined && split === undefined) return readStepValue(reader, read);
  if (write !== undefined && read === undefined) {
    return { kind: "write", value: readValue(reader, write, "write"), split: readSplit(reader, split) };
  }
  if (entries.size > 0) reader.report(offsetOf(node), "a step of wire does one thing only", stepHint);
  return undefined;
}

function readStepValue(reader: Reader, node: Node): WireStep {
  if (isScalar(node) && !isQuoted(node) && String(node.value) === "end") return { kind: "read-end" };
  return { kind: "read", value: readValue(reader, node, "read") };
}

function readSplit(reader: Reader, node: Node | undefined): number[] {
  return itemsOf(node).flatMap((item) => {
    const length = numberOf(reader, item, "split", 65_536);
    if (length === 0)
      reader.report(offsetOf(item), "split has a piece of 0 bytes", "Name the length of each piece but the last.");
    return length ?? [];
  });
}

/** `token`, `stamp`, text in quotes, or several joined by +; a list is lines. */
export function readValue(reader: Reader, node: Node | undefined, what: string): Piece[] {
  const lines = itemsOf(node).map((item) => readPieces(reader, item, what));
  return lines.flatMap((pieces, index) => (index === 0 ? pieces : [{ text: "\n" }, ...pieces]));
}

function readPieces(reader: Reader, node: Node, what: string): Piece[] {
  const text = textOf(reader, node, what);
  if (isQuoted(node)) return [{ text }];
  return text.split("+").flatMap((word): Piece[] => {
    const name = word.trim();
    if (name === "token" || name === "stamp") return [name];
    const near = nearestName(name, ["token", "stamp"]);
    if (isScalar(node)) {
      const hint = near === undefined ? `Put text that means itself in quotes: "${name}".` : `Did you mean "${near}"?`;
      reader.report(offsetOf(node), `unknown value "${name}" in ${what}`, hint);
    }
    return [];
  });
}
