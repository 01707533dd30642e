import { expect, test } from "vitest";
import { parseDrill } from "../../src/notes/drill/drill-block.ts";

const parse = (text: string) =>
  parseDrill("notes.md", { line: 10, text, title: "A title", task: "A task", hints: [], debrief: "" });

test("the words for several connections, servers and datagrams", () => {
  const { drill, problems } = parse(
    `id: abc
wire: [no_accept, no_read, {interrupt: 3}, {read: token, repeat: 5}, next, {write: stamp, repeat: 5, pace: 100}, end]
demand: [nonblock, asleep]`,
  );

  expect(problems).toEqual([]);
  expect(drill?.wire).toEqual([
    { kind: "no-accept" },
    { kind: "no-read" },
    { kind: "interrupt", times: 3 },
    { kind: "read", value: ["token"], repeat: 5 },
    { kind: "next" },
    { kind: "write", value: ["stamp"], repeat: 5, pace: 100 },
    { kind: "end" },
  ]);
  expect(drill?.demand).toEqual(["nonblock", "asleep"]);
});

test("a second server", () => {
  expect(parse("id: abc\nwire: [{read: token, at: 2}, {echo: 2, at: 2}, end]").drill?.wire).toEqual([
    { kind: "read", value: ["token"], at: 2 },
    { kind: "echo", count: 2, at: 2 },
    { kind: "end" },
  ]);
});

test("a burst, and an intruder", () => {
  const { drill } = parse(
    "id: abc\ntransport: udp4\nwire: [{intrude: token}, {write: stamp, burst: 9}]\nprint: arrived",
  );

  expect(drill?.wire).toEqual([
    { kind: "intrude", value: ["token"] },
    { kind: "write", value: ["stamp"], burst: 9 },
  ]);
  expect(drill?.print).toEqual(["arrived"]);
});

test.each([
  ["tcp4", "[{read: token}, no_accept]", "no_accept is not the first step"],
  ["tcp4", "[{read: token, at: 2}, next, end]", "next does not go with at"],
  ["tcp4", "[{read: token, at: 1}]", "at names no second server"],
  ["tcp4", "[{read: token, at: 3}]", 'at is "3", not a number from 0 to 2'],
  ["tcp4", "[{write: token, burst: 2}]", "burst does not go with tcp4"],
  ["tcp4", "[{intrude: token}]", "intrude does not go with tcp4"],
  ["tcp4", "[{write: token, pace: 5000}]", 'pace is "5000", not a number from 0 to 1000'],
  ["tcp4", "[{intrude: token, delay: 1}]", '"delay" does not go with intrude'],
  ["unix-stream", "[no_accept]", "no_accept does not go with unix-stream"],
  ["udp4", "[{interrupt: 1}]", "interrupt does not go with udp4"],
  ["tcp4", "[{interrupt: 0}]", "interrupt sends nothing"],
  ["tcp4", "[{interrupt: 21}]", 'interrupt is "21", not a number from 0 to 20'],
  ["tcp4", "[{interrupt: 1, delay: 1}]", '"delay" does not go with interrupt'],
  ["udp4", "[no_read]", "no_read does not go with udp4"],
  ["udp4", "[{read: token}, next]", "next does not go with udp4"],
  ["udp4", "[{read: token, at: 2}]", "at does not go with udp4"],
  ["udp4", "[{write: token, pace: 10}]", "pace does not go with udp4"],
  ["tcp4", "[end]\ndemand: [asleap]", 'unknown demand "asleap"'],
])("%s %s: %s", (transport, wire, message) => {
  const { drill, problems } = parse(`id: abc\ntransport: ${transport}\nwire: ${wire}`);

  expect(drill).toBeUndefined();
  expect(problems.map((problem) => problem.message)).toContainEqual(expect.stringContaining(message));
});
