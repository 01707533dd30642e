import { expect, test } from "vitest";
import { parseDrill } from "../../src/notes/drill/drill-block.ts";

const parse = (text: string) =>
  parseDrill("n.md", { line: 10, text, title: "T", task: "do it", hints: [], debrief: "" });

test("a sequence has its calls, each with its process, and places that are free", () => {
  const { drill, problems } = parse(
    [
      "id: abc",
      "role: sequence",
      "calls:",
      "  - s = socket(AF_INET, SOCK_STREAM, 0)",
      '  - any: ["listen(s, 1)", {client: "c = socket(AF_INET, SOCK_STREAM)"}]',
      'beside: [{server: "a, b = socketpair(AF_UNIX, SOCK_STREAM)"}]',
    ].join("\n"),
  );

  expect(problems).toEqual([]);
  expect(drill).toMatchObject({ role: "sequence", wire: [], transports: ["tcp4"] });
  expect(drill?.puzzle).toEqual({
    kind: "sequence",
    calls: [
      { actor: "you", call: "s = socket(AF_INET, SOCK_STREAM, 0)" },
      { actor: "you", call: "listen(s, 1)", group: 1 },
      { actor: "client", call: "c = socket(AF_INET, SOCK_STREAM)", group: 1 },
    ],
    beside: [{ actor: "server", call: "a, b = socketpair(AF_UNIX, SOCK_STREAM)" }],
  });
});

test("a prediction has a program and questions, an answer items and words for them", () => {
  const program = 'role: predict\nprogram: ["accept(3)", "listen(3, 1)"]';
  expect(parse(`id: abc\n${program}\nask: [{gives: 2, say: so}, {order: [2, 1]}]`).drill?.puzzle).toEqual({
    kind: "predict",
    program: [
      { actor: "you", call: "accept(3)" },
      { actor: "you", call: "listen(3, 1)" },
    ],
    ask: [
      { kind: "gives", lines: [2], say: "so" },
      { kind: "order", lines: [2, 1], say: undefined },
    ],
  });
  expect(parse("id: abc\nrole: answer\nitems: [one, [two, 2]]").drill?.puzzle).toEqual({
    kind: "answer",
    items: [["one"], ["two", "2"]],
  });
});

test.each([
  { text: "role: sequence", place: [10, 1], message: "the drill has no calls" },
  { text: "role: sequence\ncalls: bind(s)", place: [12, 8], message: "calls is no list of calls" },
  { text: 'role: sequence\ncalls: ["rm -rf /"]', place: [12, 9], message: '"rm -rf /" in calls is no call' },
  {
    text: 'role: sequence\ncalls: [{Bad Name: "bind(s)"}]',
    place: [12, 9],
    message: '"Bad Name" is no name of a process',
  },
  { text: 'role: predict\nprogram: ["bind(3)"]', place: [10, 1], message: "the drill asks nothing" },
  {
    text: 'role: predict\nprogram: ["bind(3)"]\nask: [{gives: 2}]',
    place: [13, 15],
    message: "gives asks for a line that is not there",
  },
  {
    text: 'role: predict\nprogram: ["bind(3)"]\nask: [{order: [1]}]',
    place: [13, 15],
    message: "order asks for several lines",
  },
  {
    text: 'role: predict\nprogram: ["bind(3)"]\nask: [{give: 1}]',
    place: [13, 8],
    message: 'unknown key "give" in a question',
  },
  { text: "role: answer\nitems: []", place: [12, 8], message: "items names nothing" },
  { text: "role: answer\nitems: [a]\nwire: [end]", place: [13, 7], message: "wire does not go with the role answer" },
  { text: "items: [a]\nwire: [end]", place: [11, 8], message: "items does not go with the role client" },
])("$message", ({ text, place, message }) => {
  const { drill, problems } = parse(`id: abc\n${text}`);

  expect(drill).toBeUndefined();
  expect(problems.map((problem) => problem.message)).toContainEqual(expect.stringContaining(message));
  const problem = problems.find((each) => each.message.includes(message));
  expect([problem?.line, problem?.column]).toEqual(place);
});
