import { isMap, isScalar, isSeq } from "yaml";
import type { WireStep } from "../../model.ts";
import { entriesOf, isQuoted, itemsOf, type Node, numberOf, offsetOf, oneOf, type Reader } from "./drill-reader.ts";
import { faultWords, readFaults, writeFaults } from "./drill-faults.ts";
import { longestOf, readValue } from "./drill-value.ts";

const mostSteps = 64;
const mostRepeats = 1_000_000;
/** Of one write, all its repetitions together. */
const mostWritten = 16 * 1024 * 1024;
const mostEchoes = 1000;
const mostBurst = 1000;
const mostInterrupts = 20;
const stepHint =
  "A step is {read: value}, {read: end}, {write: value}, {echo: 3}, {intrude: value}, {interrupt: 3}, end, close, next, no_read, no_accept or refuse.";
const plainSteps: ReadonlyMap<string, WireStep> = new Map<string, WireStep>([
  ["end", { kind: "end" }],
  ["close", { kind: "close" }],
  ["refuse", { kind: "refuse" }],
  ["next", { kind: "next" }],
  ["no_read", { kind: "no-read" }],
  ["no_accept", { kind: "no-accept" }],
]);
/** What may stand beside each verb. */
const besides: Readonly<Record<string, readonly string[]>> = {
  read: ["through", "repeat", "at"],
  write: ["repeat", "burst", "at", ...writeFaults],
  echo: ["at", ...faultWords],
  intrude: [],
  interrupt: [],
};

/**
 * What our side of the connection does, in order.
 *
 *     {read: token}                       waits for these bytes
 *     {read: token, through: descriptor} the same, through the descriptor that came beside the message
 *     {read: end}                         waits for the learner's half-close
 *     {write: token+stamp, split: [2]}    sends two bytes, and the rest once those are consumed
 *     {write: "la ", repeat: 9000}        sends it so many times over, whether somebody reads or not
 *     {echo: 3, drop: [1], dup: [2]}      sends back three different datagrams, however often they have to come
 *     {read: token, at: 2}                the same at a second server
 *     {write: stamp, burst: 100}          so many datagrams at once
 *     {intrude: stamp}                    a datagram from another port than ours
 *     {interrupt: 3}                      reads nothing, and three times sends a signal to the peer asleep
 *     end                                 our half-close
 *     next                                what follows happens on the next connection
 *     no_read                             reads nothing until the peer can write no more
 *     no_accept                           connects have to wait: the first step, without others for ever
 *     close                               the same of both directions
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
  if (steps.slice(1).some((step) => step.kind === "no-accept"))
    reader.report(offsetOf(node), "no_accept is not the first step", "Who is connected has been accepted already.");
  if (steps.some((step) => step.kind === "next") && steps.some((step) => "at" in step))
    reader.report(offsetOf(node), "next does not go with at", "Make two drills of it.");
  return steps;
}

function readStep(reader: Reader, node: Node): WireStep | undefined {
  const plain = isScalar(node) ? plainSteps.get(String(node.value)) : undefined;
  if (plain !== undefined) return plain;
  if (!isMap(node)) return reader.report(offsetOf(node), "unknown step of wire", stepHint);
  const known = [...new Set([...Object.keys(besides), ...Object.values(besides).flat()])];
  const entries = entriesOf(reader, node, "a step of wire", known);
  const verbs = Object.keys(besides).filter((verb) => entries.has(verb));
  const [verb] = verbs;
  if (verb === undefined || verbs.length > 1) {
    if (entries.size > 0) reader.report(offsetOf(node), "a step of wire does one thing only", stepHint);
    return undefined;
  }
  for (const [key, value] of entries) {
    if (key !== verb && besides[verb]?.includes(key) !== true)
      return reader.report(offsetOf(value), `"${key}" does not go with ${verb}`, stepHint);
  }
  return readVerb(reader, verb, entries);
}

function readVerb(reader: Reader, verb: string, entries: ReadonlyMap<string, Node>): WireStep | undefined {
  const value = entries.get(verb);
  if (value === undefined) return undefined;
  if (verb === "intrude") return { kind: "intrude", value: readValue(reader, value, "intrude") };
  if (verb === "interrupt") return { kind: "interrupt", times: readCount(reader, value, verb, mostInterrupts) };
  if (verb === "read") {
    const step = readStepValue(reader, value);
    return step.kind === "read"
      ? readThrough(reader, { ...step, ...readTimes(reader, entries, "repeat", mostRepeats) }, entries)
      : step;
  }
  if (verb === "echo") {
    const count = readCount(reader, value, verb, mostEchoes);
    return { kind: "echo", count, ...readAt(reader, entries), ...readFaults(reader, entries) };
  }
  const pieces = readValue(reader, value, "write");
  const times = readTimes(reader, entries, "repeat", mostRepeats);
  const length = pieces.reduce((sum, piece) => sum + longestOf(piece), 0);
  if (length * (times.repeat ?? 1) > mostWritten)
    reader.report(offsetOf(value), `the write is longer than ${mostWritten} bytes`, "Repeat it less often.");
  const burst = readTimes(reader, entries, "burst", mostBurst);
  return {
    kind: "write",
    value: pieces,
    ...times,
    ...burst,
    ...readAt(reader, entries),
    ...readFaults(reader, entries),
  };
}

const none: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  echo: ["echo answers nothing", "Name how many messages come back."],
  interrupt: ["interrupt sends nothing", "Name how many signals are sent."],
};

function readCount(reader: Reader, node: Node, verb: "echo" | "interrupt", most: number): number {
  const count = numberOf(reader, node, verb, most) ?? 1;
  if (count === 0) reader.report(offsetOf(node), ...(none[verb] ?? ["", ""]));
  return count;
}

function readTimes<Name extends "repeat" | "burst">(
  reader: Reader,
  entries: ReadonlyMap<string, Node>,
  name: Name,
  most: number,
): { readonly [name in Name]?: number } {
  const times = numberOf(reader, entries.get(name), name, most);
  return times === undefined ? {} : ({ [name]: times } as { readonly [name in Name]: number });
}

/** `at: 1` is said by saying nothing. */
function readAt(reader: Reader, entries: ReadonlyMap<string, Node>): { readonly at?: 2 } {
  const node = entries.get("at");
  if (node === undefined || numberOf(reader, node, "at", 2) === 2) return node === undefined ? {} : { at: 2 };
  return reader.report(offsetOf(node), "at names no second server", "Write at: 2, or nothing for the first.") ?? {};
}

function readStepValue(reader: Reader, node: Node): WireStep {
  if (isScalar(node) && !isQuoted(node) && String(node.value) === "end") return { kind: "read-end" };
  return { kind: "read", value: readValue(reader, node, "read") };
}

/** A descriptor travels beside the message, and the value is read through it. */
function readThrough(
  reader: Reader,
  step: WireStep & { readonly kind: "read" },
  entries: ReadonlyMap<string, Node>,
): WireStep {
  const node = entries.get("through");
  const here = { ...step, ...readAt(reader, entries) };
  if (node === undefined) return here;
  const through = oneOf(reader, node, "through", ["descriptor"]);
  return through === undefined ? here : { ...here, through };
}
