import type { Faults } from "../../model.ts";
import { itemsOf, type Node, numberOf, offsetOf, type Reader } from "./drill-reader.ts";
import { faults } from "./drill-words.ts";

/** So far an answer may be put off: a learner's program has ten seconds in all. */
const longestDelayMs = 5000;
const longestPaceMs = 1000;
const mostBytes = 1024 * 1024;
const mostMessages = 1000;

/** The words of a step that are faults, every one that a drill may name among them. */
export const faultWords: readonly string[] = [...faults.stream, ...faults.both, ...faults.datagram];

/** Faults that belong to one write; those of `echo` are all. */
export const writeFaults: readonly string[] = [...faults.stream, "delay", "hold"];

/** Reads what goes wrong on purpose from the entries of a step. */
export function readFaults(reader: Reader, entries: ReadonlyMap<string, Node>): Faults {
  const number = (name: "coalesce" | "delay" | "pace" | "rst" | "fin" | "hold", most: number) => {
    const value = numberOf(reader, entries.get(name), name, most);
    return value === undefined ? {} : { [name]: value };
  };
  const list = (name: "split" | "drop" | "dup" | "swap", most: number) => {
    const values = readCounts(reader, entries.get(name), name, most);
    return values.length === 0 ? {} : { [name]: values };
  };
  const found: Faults = {
    ...list("split", 65_536),
    ...number("coalesce", mostMessages),
    ...number("delay", longestDelayMs),
    ...number("pace", longestPaceMs),
    ...number("rst", mostBytes),
    ...number("fin", mostBytes),
    ...number("hold", mostBytes),
    ...list("drop", mostMessages),
    ...list("dup", mostMessages),
    ...list("swap", mostMessages),
  };
  const [first, second, ...rest] = found.swap ?? [1, 2];
  if (second === undefined || rest.length > 0 || (first ?? 0) >= second)
    reader.report(offsetOf(entries.get("swap")), "swap does not name two datagrams in order", "Write it as [1, 2].");
  return found;
}

/** Numbers from 1: lengths of pieces, or datagrams in the order of their coming. */
function readCounts(reader: Reader, node: Node | undefined, what: string, most: number): number[] {
  return itemsOf(node).flatMap((item) => {
    const number = numberOf(reader, item, what, most);
    if (number === 0) {
      const [message, hint] =
        what === "split"
          ? ["split has a piece of 0 bytes", "Name the length of each piece but the last."]
          : [`${what} names datagram 0`, "Datagrams are counted from 1."];
      reader.report(offsetOf(item), message, hint);
    }
    return number ?? [];
  });
}
