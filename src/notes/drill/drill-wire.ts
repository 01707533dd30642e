import { isMap, isScalar, isSeq } from "yaml";
import type { Piece, Transport, WireStep } from "../../model.ts";
import { entriesOf, isQuoted, itemsOf, type Node, numberOf, offsetOf, type Reader, textOf } from "./drill-reader.ts";
import { faultWords, readFaults, writeFaults } from "./drill-faults.ts";
import { faults } from "./drill-words.ts";
import { nearestName } from "../nearest-name.ts";

const mostSteps = 64;
const mostRepeats = 1_000_000;
/** Of one write, all its repetitions together. */
const mostWritten = 16 * 1024 * 1024;
const mostEchoes = 1000;
const stepHint = "A step is {read: value}, {read: end}, {write: value}, {echo: 3}, end or refuse.";

/**
 * What our side of the connection does, in order.
 *
 *     {read: token}                       waits for these bytes
 *     {read: end}                         waits for the learner's half-close
 *     {write: token+stamp, split: [2]}    sends two bytes, and the rest once those are consumed
 *     {write: "la ", repeat: 9000}        sends it so many times over, whether somebody reads or not
 *     {echo: 3, drop: [1], dup: [2]}      sends back three different datagrams, however often they have to come
 *     end                                 our half-close
 *     refuse                              nobody listens: the only step
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
  const steps = items.slice(0, mostSteps).flatMap((item) => readStep(reader, item) ?? []);
  if (items.length > 1 && steps.some((step) => step.kind === "refuse"))
    reader.report(offsetOf(node), "refuse does not stand alone", "Where nobody listens, nothing else can be done.");
  return steps;
}

function readStep(reader: Reader, node: Node): WireStep | undefined {
  const word = isScalar(node) ? String(node.value) : "";
  if (word === "end" || word === "refuse") return { kind: word };
  if (!isMap(node)) return reader.report(offsetOf(node), "unknown step of wire", stepHint);
  const known = ["read", "write", "echo", "repeat", ...faultWords];
  const entries = entriesOf(reader, node, "a step of wire", known);
  const verbs = ["read", "write", "echo"].filter((verb) => entries.has(verb));
  const [verb] = verbs;
  if (verb === undefined || verbs.length > 1) {
    if (entries.size > 0) reader.report(offsetOf(node), "a step of wire does one thing only", stepHint);
    return undefined;
  }
  const allowed = { read: [], write: ["repeat", ...writeFaults], echo: faultWords }[verb] ?? [];
  for (const [key, value] of entries) {
    if (faults.later.some((fault) => fault === key))
      return reader.report(offsetOf(value), `"${key}" cannot be run by this version`, stepHint);
    if (key !== verb && !allowed.includes(key))
      return reader.report(offsetOf(value), `"${key}" does not go with ${verb}`, stepHint);
  }
  return readVerb(reader, verb, entries);
}

function readVerb(reader: Reader, verb: string, entries: ReadonlyMap<string, Node>): WireStep | undefined {
  const value = entries.get(verb);
  if (value === undefined) return undefined;
  if (verb === "read") return readStepValue(reader, value);
  if (verb === "echo") {
    const count = numberOf(reader, value, "echo", mostEchoes) ?? 1;
    if (count === 0) reader.report(offsetOf(value), "echo answers nothing", "Name how many messages come back.");
    return { kind: "echo", count, ...readFaults(reader, entries) };
  }
  const repeat = numberOf(reader, entries.get("repeat"), "repeat", mostRepeats);
  const pieces = readValue(reader, value, "write");
  // Token and stamp are shorter than this.
  const length = pieces.reduce((sum, piece) => sum + (typeof piece === "string" ? 16 : piece.text.length), 0);
  if (length * (repeat ?? 1) > mostWritten)
    reader.report(offsetOf(value), `the write is longer than ${mostWritten} bytes`, "Repeat it less often.");
  return {
    kind: "write",
    value: pieces,
    ...(repeat === undefined ? {} : { repeat }),
    ...readFaults(reader, entries),
  };
}

/**
 * What a stream has and datagrams have not, and the other way round. A list of transports allows only what all of
 * them have.
 */
export function reportUnfit(reader: Reader, node: Node, steps: readonly WireStep[], all: readonly Transport[]): void {
  const datagram = all.find((transport) => transport.startsWith("udp"));
  const stream = all.find((transport) => !transport.startsWith("udp"));
  const odd = all.find((transport) => !transport.startsWith("tcp"));
  const unfit = (what: string, transport: Transport): void =>
    reader.report(offsetOf(node), `${what} does not go with ${transport}`, "Leave it out, or change the transport.");
  for (const step of steps) {
    if (step.kind === "refuse" && odd !== undefined) unfit("refuse", odd);
    if ((step.kind === "end" || step.kind === "read-end") && datagram !== undefined) unfit("end", datagram);
    if ("rst" in step && odd !== undefined) unfit("rst", odd);
    else for (const fault of faults.stream) if (fault in step && datagram !== undefined) unfit(fault, datagram);
    for (const fault of faults.datagram) if (fault in step && stream !== undefined) unfit(fault, stream);
  }
}

function readStepValue(reader: Reader, node: Node): WireStep {
  if (isScalar(node) && !isQuoted(node) && String(node.value) === "end") return { kind: "read-end" };
  return { kind: "read", value: readValue(reader, node, "read") };
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
