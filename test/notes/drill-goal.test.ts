import { expect, test } from "vitest";
import { parseDrill } from "../../src/notes/drill/drill-block.ts";

const parse = (goal: string) =>
  parseDrill("n.md", {
    line: 10,
    text: `id: abc\nrole: lab\n${goal}`,
    title: "T",
    task: "do it",
    hints: [],
    debrief: "",
  });

test.each([
  ["goal: {errno: ECONNREFUSED}", { of: undefined, with: [], comes: { kind: "errno", errno: "ECONNREFUSED" } }],
  [
    "goal: {of: getsockopt, with: SO_RCVBUF, value: 8192}",
    { of: "getsockopt", with: ["SO_RCVBUF"], comes: { kind: "value", value: 8192 } },
  ],
  ['goal: {of: read, data: "one"}', { of: "read", with: [], comes: { kind: "data", data: "one" } }],
  ["goal: [{of: accept, then: wakes, say: so}]", { of: "accept", with: [], comes: { kind: "wakes" }, say: "so" }],
])("%s is a goal of the lab", (text, goal) => {
  const { drill, problems } = parse(text);

  expect(problems).toEqual([]);
  expect(drill?.puzzle).toEqual({ kind: "lab", goals: [{ say: undefined, ...goal }] });
});

test.each([
  ["", "the drill has no goal"],
  ["goal: []", "the lab has no goal"],
  ["goal: {of: bind}", "a goal has one outcome"],
  ["goal: {errno: EAGAIN, value: 3}", "a goal has one outcome"],
  ["goal: {errno: nonsense}", '"nonsense" is no errno'],
  ["goal: {then: explodes}", 'unknown then "explodes"'],
  ['goal: {of: "rm -rf", then: works}', '"rm -rf" is no name of a call'],
  ["goal: {value: many}", 'value is "many", not a number'],
  ["goal: {errno: EAGAIN, command: x}", 'unknown key "command" in a goal'],
  ['goal: {with: "", then: works}', "with is empty"],
  ["goal: {then: works}\nwire: [end]", "wire does not go with the role lab"],
  [`goal: [${"{then: works}, ".repeat(21)}]`, "more than 20 goals"],
])("%j gives no drill but a problem", (text, message) => {
  const { drill, problems } = parse(text);

  expect(drill).toBeUndefined();
  expect(problems.map((problem) => problem.message).join("\n")).toContain(message);
});
