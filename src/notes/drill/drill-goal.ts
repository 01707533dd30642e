import type { Goal, GoalWord } from "../../puzzle.ts";
import {
  entriesOf,
  itemsOf,
  type Node,
  numberOf,
  offsetOf,
  oneOf,
  type Reader,
  textOf,
  textsOf,
} from "./drill-reader.ts";

const mostGoals = 20;
const hint = "Such as {of: bind, errno: EADDRINUSE}, {of: getsockopt, value: 8192} or {of: accept, then: wakes}.";
const outcomes = ["errno", "value", "data", "then"];
const words: readonly GoalWord[] = ["works", "blocks", "wakes", "reuses"];

/**
 * What is to be brought about in the lab, in any order.
 *
 *     goal: {errno: ECONNREFUSED}                          some call fails so
 *     goal:
 *       - {of: getsockopt, with: SO_RCVBUF, value: 8192}   this call, typed with that word, gives so much
 *       - {of: read, data: "hello"}                        it takes these bytes
 *       - {of: accept, then: wakes, say: "…"}              works, blocks, wakes (after it had to wait), or reuses
 *                                                          (a number that was closed before)
 */
export function readGoals(reader: Reader, node: Node): Goal[] {
  const goals = itemsOf(node).flatMap((item) => readGoal(reader, item) ?? []);
  if (itemsOf(node).length === 0) reader.report(offsetOf(node), "the lab has no goal", hint);
  if (goals.length > mostGoals)
    reader.report(offsetOf(node), `the lab has more than ${mostGoals} goals`, "Make two drills of it.");
  return goals;
}

function readGoal(reader: Reader, node: Node): Goal | undefined {
  const entries = entriesOf(reader, node, "a goal", ["of", "with", ...outcomes, "say"]);
  const given = outcomes.filter((outcome) => entries.has(outcome));
  if (given.length !== 1) {
    if (entries.size > 0) reader.report(offsetOf(node), "a goal has one outcome", hint);
    return undefined;
  }
  const of = entries.get("of");
  const name = of === undefined ? undefined : textOf(reader, of, "of");
  if (name !== undefined && !/^[a-z][a-z0-9]{2,15}$/.test(name))
    reader.report(offsetOf(of), `"${name.slice(0, 40)}" is no name of a call`, hint);
  const comes = readOutcome(reader, entries);
  const say = entries.get("say");
  const typed = textsOf<string>(reader, entries.get("with"), "with");
  if (typed.some((word) => word === "" || word.length > 80))
    reader.report(offsetOf(entries.get("with")), "with is empty or longer than 80 characters", hint);
  if (comes === undefined) return undefined;
  return { of: name, with: typed, comes, say: say === undefined ? undefined : textOf(reader, say, "say") };
}

function readOutcome(reader: Reader, entries: ReadonlyMap<string, Node>): Goal["comes"] | undefined {
  const errno = entries.get("errno");
  if (errno !== undefined) {
    const name = textOf(reader, errno, "errno");
    if (/^E[A-Z0-9]{2,15}$/.test(name)) return { kind: "errno", errno: name };
    return reader.report(offsetOf(errno), `"${name.slice(0, 40)}" is no errno`, hint);
  }
  const data = entries.get("data");
  if (data !== undefined) return { kind: "data", data: textOf(reader, data, "data") };
  const value = numberOf(reader, entries.get("value"), "value", 9_999_999);
  if (value !== undefined) return { kind: "value", value };
  const word = oneOf(reader, entries.get("then"), "then", words);
  return word === undefined ? undefined : { kind: word };
}
