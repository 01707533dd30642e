import { assert as holds, constantFrom, property, string } from "fast-check";
import { expect, test } from "vitest";
import type { DrillSource } from "../../src/model.ts";
import { parseDrill } from "../../src/notes/drill/drill-block.ts";

const source = (text: string): DrillSource => ({
  line: 10,
  text,
  title: "T",
  task: "do it",
  hints: ["h"],
  debrief: "d",
});
const parse = (text: string) => parseDrill("n.md", source(text));

test("a whole block gives a drill with the section's prose", () => {
  const { drill, problems } = parse(
    "{id: read-loop, transport: [tcp4, unix-stream], needs: [tcp-hello], wire: [{read: token}, {write: token+stamp, split: [2]}, end], print: token+stamp, say: {print.short: recv gave you part of the answer and you stopped}}",
  );

  expect(problems).toEqual([]);
  expect(drill).toEqual({
    id: "read-loop",
    role: "client",
    transports: ["tcp4", "unix-stream"],
    wire: [
      { kind: "read", value: ["token"] },
      { kind: "write", value: ["token", "stamp"], split: [2] },
      { kind: "end" },
    ],
    print: ["token", "stamp"],
    exit: 0,
    close: "fin",
    say: { "print.short": "recv gave you part of the answer and you stopped" },
    needs: ["tcp-hello"],
    title: "T",
    task: "do it",
    hints: ["h"],
    debrief: "d",
    line: 10,
  });
});

test("datagrams, floods, refusals and servers are read", () => {
  const wireOf = (text: string) => parse(`{id: abc, ${text}}`).drill?.wire;

  expect(wireOf(`transport: udp4, wire: [{echo: 3, drop: [1], dup: [2], swap: [2, 3]}], print: ["1", "2"]`)).toEqual([
    { kind: "echo", count: 3, drop: [1], dup: [2], swap: [2, 3] },
  ]);
  expect(wireOf("wire: [{write: token, repeat: 9, delay: 5, hold: 0}]")).toEqual([
    { kind: "write", value: ["token"], repeat: 9, delay: 5, hold: 0 },
  ]);
  expect(wireOf("transport: [tcp4, tcp6], wire: [refuse]")).toEqual([{ kind: "refuse" }]);
  expect(parse("{id: abc, role: server, probe: [echo, no-spin], say: {no-spin: x}}").drill).toMatchObject({
    role: "server",
    wire: [],
    probe: ["echo", "no-spin"],
    say: { "no-spin": "x" },
  });
});

test("a block with only an id is a translation: no drill, no problem", () => {
  expect(parse("id: read-loop")).toEqual({ drill: undefined, problems: [] });
});

test("quoted text means itself, numbers stay as written, a list is lines", () => {
  const { drill, problems } = parse(`{id: abc, exit: 3, wire: [{read: '0012'}, {read: end}], print: ["1", "token"]}`);

  expect(problems).toEqual([]);
  expect(drill?.wire).toEqual([{ kind: "read", value: [{ text: "0012" }] }, { kind: "read-end" }]);
  expect(drill?.print).toEqual([{ text: "1" }, { text: "\n" }, { text: "token" }]);
  expect(drill?.exit).toBe(3);
});

test.each([
  {
    text: "id: abc\nrol: client\nwire: [end]",
    place: [11, 1],
    message: 'unknown key "rol" in the drill',
    hint: '"role"',
  },
  { text: "id: abc\nrole: clint\nwire: [end]", place: [11, 7], message: 'unknown role "clint"', hint: '"client"' },
  {
    text: "id: abc\nrole: predict\nwire: [end]",
    place: [12, 7],
    message: "wire does not go with the role predict",
    hint: "Leave it out",
  },
  { text: "id: abc\ngoal: x", place: [11, 7], message: "goal does not go with the role client", hint: "Leave it out" },
  { text: "id: abc\nprobe: [echo]", place: [11, 8], message: "probe does not go with the role client", hint: "wire" },
  {
    text: "id: abc\nrole: server\nwire: [end]",
    place: [12, 7],
    message: "wire does not go with the role server",
    hint: "probe",
  },
  { text: "id: abc\nrole: server", place: [10, 1], message: "the drill has no probe", hint: "probe" },
  {
    text: "id: abc\nrole: server\nprobe: [ecko]",
    place: [12, 9],
    message: 'unknown probe "ecko"',
    hint: '"echo"',
  },
  {
    text: "id: abc\nrole: server\ntransport: unix-dgram\nprobe: [echo]",
    place: [13, 8],
    message: "no probe goes with unix-dgram",
    hint: "tcp4, tcp6, udp4, udp6, unix-stream, unix-abstract.",
  },
  {
    text: "id: abc\nrole: server\ntransport: unix-seqpacket\nprobe: [echo]",
    place: [13, 8],
    message: "no probe goes with unix-seqpacket",
    hint: "tcp4, tcp6, udp4, udp6, unix-stream, unix-abstract.",
  },
  {
    text: "id: abc\nrole: server\ntransport: [tcp4, icmp]\nprobe: [echo]",
    place: [13, 8],
    message: "no probe goes with icmp",
    hint: "unix-stream",
  },
  {
    text: "id: abc\ntransport: tpc4\nwire: [end]",
    place: [11, 12],
    message: 'unknown transport "tpc4"',
    hint: '"tcp4"',
  },
  { text: "id: abc\nwire: [{read: tokn}]", place: [11, 15], message: 'unknown value "tokn" in read', hint: '"token"' },
  {
    text: "id: abc\nwire: [{read: hello}]",
    place: [11, 15],
    message: 'unknown value "hello" in read',
    hint: "in quotes",
  },
  {
    text: "id: abc\nwire: [{write: token, drop: [1]}]",
    place: [11, 29],
    message: '"drop" does not go with write',
    hint: "write",
  },
  ...[
    ["{write: token, no_read: [1]}", 23, 'unknown key "no_read"'],
    ["{read: token, delay: 5}", 29, '"delay" does not go with read'],
    ["{write: token, coalesce: 2}", 33, '"coalesce" does not go with write'],
    ["{write: token, repeat: 9999999}", 31, 'repeat is "9999999", not a number'],
    [
      "{write: token, repeat: 999999}, {write: token, repeat: 1}, {write: '0123456789abcdefg', repeat: 1000000}",
      75,
      "the write is longer than",
    ],
    ["{write: token, delay: 60000}", 30, 'delay is "60000", not a number'],
    ["{echo: 0}", 15, "echo answers nothing"],
    ["{delay: 5}", 8, "a step of wire does one thing only"],
    ["refuse, end", 7, "refuse does not stand alone"],
  ].map(([wire, column, message]) => ({
    text: `id: abc\nwire: [${wire}]`,
    place: [11, column],
    message: String(message),
    hint: "",
  })),
  ...[
    ["udp4", "[{read: token}, end]", "end does not go with udp4"],
    ["udp6", "[{read: end}]", "end does not go with udp6"],
    ["[tcp4, udp4]", "[{write: token, split: [1]}]", "split does not go with udp4"],
    ["udp4", "[{write: token, fin: 1}]", "fin does not go with udp4"],
    ["unix-stream", "[{write: token, rst: 1}]", "rst does not go with unix-stream"],
    ["tcp4", "[{echo: 3, drop: [1]}]", "drop does not go with tcp4"],
    ["[udp4, tcp6]", "[{echo: 3, swap: [1, 2]}]", "swap does not go with tcp6"],
    ["unix-stream", "[refuse]", "refuse does not go with unix-stream"],
  ].map(([transport, wire, message]) => ({
    text: `id: abc\ntransport: ${transport}\nwire: ${wire}`,
    place: [12, 7],
    message: String(message),
    hint: "transport",
  })),
  {
    text: "id: abc\ntransport: udp4\nwire: [{echo: 3, swap: [2, 1]}]",
    place: [12, 24],
    message: "swap",
    hint: "[1, 2]",
  },
  { text: "id: abc\ntransport: udp4\nwire: [{echo: 3, drop: [0]}]", place: [12, 25], message: "drop", hint: "from 1" },
  { text: "id: abc\nwire: [{wrte: token}]", place: [11, 9], message: 'unknown key "wrte"', hint: '"write"' },
  { text: "id: abc\nwire: [ende]", place: [11, 8], message: "unknown step", hint: "end" },
  { text: "id: abc\nwire: [{read: token, write: token}]", place: [11, 8], message: "one thing only", hint: "step" },
  { text: "id: abc\nwire: end", place: [11, 7], message: "wire is no list", hint: "Write it as" },
  { text: "id: abc\nwire: [{write: token, split: [0]}]", place: [11, 31], message: "0 bytes", hint: "length" },
  { text: "id: abc\nwire: [{write: token, split: [x]}]", place: [11, 31], message: 'split is "x"', hint: "digits" },
  {
    text: "id: abc\nwire: [end]\nsay: {print.shrt: x}",
    place: [12, 7],
    message: 'unknown key "print.shrt" in say',
    hint: '"print.short"',
  },
  { text: "id: abc\nprint: token", place: [10, 1], message: "the drill has no wire", hint: "Add" },
  { text: "wire: [end]", place: [10, 1], message: "the drill has no id", hint: "Add" },
  { text: "id: A B\nwire: [end]", place: [10, 5], message: 'the id "A B"', hint: "read-loop" },
  { text: "id: abc\nwire: [{token}]", place: [11, 9], message: 'unknown key "token"', hint: "read" },
  { text: "id: abc\nprint:\nwire: [end]", place: [11, 1], message: '"print" has no value', hint: "value" },
  { text: "id: &a abc\nwire: [end]", place: [10, 8], message: "an anchor", hint: "out" },
  { text: "id: abc\nneeds: *a", place: [11, 8], message: "an alias", hint: "out" },
  { text: "id: !!js/function abc\nwire: [end]", place: [10, 19], message: "a tag", hint: "out" },
  { text: "id: [abc", place: [10, 9], message: "not YAML", hint: "Quote" },
  { text: "", place: [10, 1], message: "empty", hint: "id" },
  { text: "just text", place: [10, 1], message: "no map", hint: "Known keys" },
  { text: "é: 1\n😀 x: 2\nid: abc", place: [10, 1], message: 'unknown key "é"', hint: "Known" },
  { text: `id: abc\nwire: [end]\nsay: {"é😀": x, nope: y}`, place: [12, 7], message: "unknown key", hint: "Known" },
])("$message", ({ text, place, message, hint }) => {
  const { drill, problems } = parse(text);
  const first = problems[0];

  expect(drill).toBeUndefined();
  expect([first?.line, first?.column]).toEqual(place);
  expect(first?.message).toContain(message);
  expect(first?.hint).toContain(hint);
  expect(first?.rule).toBe("drill");
});

test("columns count code points", () => {
  expect(parse(`id: abc\nwire: [end]\nsay: {print: "😀", nope: y}`).problems[0]?.column).toBe(19);
});

test.each([
  ["larger than 16 KiB", `id: abc\nprint: "${"x".repeat(17_000)}"`],
  ["nested 8000 deep", `id: abc\nwire: ${"[".repeat(8000)}${"]".repeat(8000)}`],
  ["an alias bomb", `a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]`],
])("%s is a problem, not a crash", (_, text) => {
  expect(parse(text).drill).toBeUndefined();
  expect(parse(text).problems.length).toBeGreaterThan(0);
});

test("whatever stands behind wire, there is a drill or a problem", () => {
  const odd = string({ unit: constantFrom(...Array.from("[]{}:,\"'&*!|>-# \nabdeknrt+1é😀")), maxLength: 80 });
  holds(
    property(odd, (text) => {
      const { drill, problems } = parse(`id: abc\nwire: ${text}`);

      expect(drill === undefined).toBe(problems.length > 0);
    }),
    { numRuns: 500 },
  );
});
