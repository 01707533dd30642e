import { isMap, isScalar, isSeq } from "yaml";
import type { Role } from "../../model.ts";
import type { LabCall, Puzzle, Question, QuestionKind } from "../../puzzle.ts";
import { readGoals } from "./drill-goal.ts";
import { entriesOf, itemsOf, type Node, numberOf, offsetOf, type Reader, textOf, textsOf } from "./drill-reader.ts";

const mostCalls = 40;
const mostItems = 40;
const longestCall = 200;
const hints = {
  calls: "List the calls in an order that works, such as: - server: fd = socket(AF_INET, SOCK_STREAM, 0)",
  program: "List the calls, such as: - fd = socket(AF_INET, SOCK_STREAM, 0)",
  ask: "Ask for a line, such as: ask: [{gives: 3}]",
  items: "List what must be named, such as: items: [SOCK_STREAM, SOCK_DGRAM]",
  goal: "Say what is to be brought about, such as: goal: {of: bind, errno: EADDRINUSE}",
};

/** Keys of a block that only a role without a wire has. */
export const puzzleKeys: Readonly<Partial<Record<Role, readonly string[]>>> = {
  sequence: ["calls", "beside"],
  predict: ["program", "ask"],
  answer: ["items"],
  lab: ["goal"],
};
const common = new Set(["id", "role", "transport", "say", "needs"]);

/**
 * What there is to order, to foresee or to name; undefined for a role that has a program and a wire.
 *
 *     role: sequence
 *     calls:
 *       - server: s = socket({family}, SOCK_STREAM, 0)     the process that calls, and its call (cards lab)
 *       - any: [{server: "…"}, {client: "…"}]              these may change places
 *     beside: [{other: "…"}]                               made by others, and not shown for ordering
 *
 *     role: predict
 *     program: ["fd = socket({family}, SOCK_STREAM, 0)", "listen(fd, 1)"]
 *     ask: [{gives: 2, say: "…"}, {order: [3, 5]}]         lines count from 1
 *
 *     role: answer
 *     items: [SOCK_STREAM, [AF_UNIX, AF_LOCAL]]            a list inside: words for the same
 */
export function readPuzzle(reader: Reader, role: Role, entries: ReadonlyMap<string, Node>): Puzzle | undefined {
  const own = puzzleKeys[role];
  for (const [key, node] of entries)
    if (isForeign(key, own)) reader.report(offsetOf(node), `${key} does not go with the role ${role}`, "Leave it out.");
  const main = own?.[0];
  const work = main === undefined ? undefined : entries.get(main);
  if (main === undefined) return undefined;
  if (work === undefined) return reader.report(0, `the drill has no ${main}`, hints[main as keyof typeof hints]);
  if (role === "lab") return { kind: "lab", goals: readGoals(reader, work) };
  if (role === "answer") return { kind: "answer", items: readItems(reader, work) };
  const calls = readCalls(reader, work, main);
  if (role === "sequence") {
    const beside = entries.get("beside");
    return { kind: "sequence", calls, beside: beside === undefined ? [] : readCalls(reader, beside, "beside") };
  }
  return { kind: "predict", program: calls, ask: readAsk(reader, entries.get("ask"), calls.length) };
}

function isForeign(key: string, own: readonly string[] | undefined): boolean {
  if (own !== undefined) return !common.has(key) && !own.includes(key);
  return Object.values(puzzleKeys).some((keys) => keys.includes(key));
}

function readCalls(reader: Reader, node: Node, what: string): LabCall[] {
  if (!isSeq(node)) {
    reader.report(offsetOf(node), `${what} is no list of calls`, hints.calls);
    return [];
  }
  const calls = node.items.flatMap((item, index): LabCall[] => {
    const group = anyOf(item);
    if (group === undefined) return [readCall(reader, item, what)];
    return itemsOf(group).map((inner) => ({ ...readCall(reader, inner, what), group: index }));
  });
  if (calls.length === 0) reader.report(offsetOf(node), `${what} is empty`, hints.calls);
  if (calls.length > mostCalls)
    reader.report(offsetOf(node), `${what} has more than ${mostCalls} calls`, "Make two drills of it.");
  return calls;
}

function anyOf(node: unknown): Node | undefined {
  if (!isMap(node) || node.items.length !== 1) return undefined;
  const [pair] = node.items;
  return isScalar(pair?.key) && pair.key.value === "any" ? (pair.value as Node) : undefined;
}

/** `server: fd = socket(…)`, or the call alone. */
function readCall(reader: Reader, node: Node, what: string): LabCall {
  const [pair, more] = isMap(node) ? node.items : [];
  const isNamed = isMap(node) && more === undefined && isScalar(pair?.key);
  const actor = isNamed && isScalar(pair?.key) ? String(pair.key.value) : "you";
  const value = isNamed ? (pair?.value ?? undefined) : node;
  const call = textOf(reader, value, what).trim();
  const hint = "Write name(arguments), or result = name(arguments); in a list with [ ] put it in quotes.";
  // The lab reads it whole when it runs; here only what can never be a call is found.
  if (
    isScalar(value) &&
    (call.length > longestCall || !/^(?:\w+(?:\s*,\s*\w+)?\s*=\s*)?\w+\([\x20-\x7e]*\)$/.test(call))
  )
    reader.report(offsetOf(value), `"${call.slice(0, 40)}" in ${what} is no call`, hint);
  if (!/^[a-z][a-z0-9]{0,11}$/.test(actor))
    reader.report(
      offsetOf(node),
      `"${actor.slice(0, 40)}" is no name of a process`,
      "Name it with 1 to 12 small letters.",
    );
  return { actor, call };
}

const kinds: readonly QuestionKind[] = ["gives", "ends", "same", "order"];

function readAsk(reader: Reader, node: Node | undefined, count: number): Question[] {
  if (!isSeq(node) || node.items.length === 0) {
    reader.report(offsetOf(node), "the drill asks nothing", hints.ask);
    return [];
  }
  return itemsOf(node).flatMap((item): Question[] => {
    const entries = entriesOf(reader, item, "a question", [...kinds, "say"]);
    const [kind, more] = kinds.filter((kind) => entries.has(kind));
    if (kind === undefined || more !== undefined)
      return reader.report(offsetOf(item), "a question asks for one thing", hints.ask) ?? [];
    const asked = entries.get(kind);
    const lines = itemsOf(asked).map((line) => numberOf(reader, line, kind, mostCalls) ?? 1);
    const isMany = kind === "same" || kind === "order";
    if (lines.some((line) => line < 1 || line > count) || new Set(lines).size < lines.length)
      reader.report(offsetOf(asked), `${kind} asks for a line that is not there`, `The program has ${count} lines.`);
    else if (isMany ? lines.length < 2 : lines.length !== 1)
      reader.report(offsetOf(asked), `${kind} asks for ${isMany ? "several lines" : "one line"}`, hints.ask);
    const say = entries.get("say");
    return [{ kind, lines, say: say === undefined ? undefined : textOf(reader, say, "say") }];
  });
}

function readItems(reader: Reader, node: Node): string[][] {
  const items = isSeq(node) ? node.items.map((item) => textsOf(reader, item, "items")) : [];
  if (items.length === 0) reader.report(offsetOf(node), "items names nothing", hints.items);
  if (items.length > mostItems)
    reader.report(offsetOf(node), `items has more than ${mostItems} entries`, "Make two drills of it.");
  if (items.flat().some((text) => text.trim() === "" || text.length > 100 || text.includes("\n")))
    reader.report(offsetOf(node), "an item is empty or longer than 100 characters", hints.items);
  return items;
}
