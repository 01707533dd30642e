import { describe, expect, test } from "vitest";
import type { Ending } from "../../src/drills/cage.ts";
import { clientEnvironment } from "../../src/drills/environment.ts";
import { best, type Evidence } from "../../src/drills/evidence.ts";
import { judge } from "../../src/drills/judge.ts";
import { wordsOf } from "../../src/drills/seed.ts";
import { nothingKnocked } from "../../src/echo/decoys.ts";
import type { Endpoint } from "../../src/echo/endpoint.ts";
import { newRecord, type PeerRecord } from "../../src/echo/script.ts";
import type { Drill } from "../../src/model.ts";
import { drillOf } from "./drills.ts";

const words = { token: Buffer.from("abcdefghijkl"), stamp: Buffer.from("12345678") };
const ending = (more: Partial<Ending> = {}): Ending => ({
  code: 0,
  signal: undefined,
  stopped: undefined,
  stdout: Buffer.from("12345678\n"),
  stderr: Buffer.alloc(0),
  ...more,
});
const record = (more: Partial<PeerRecord> = {}): PeerRecord => ({
  ...newRecord(1),
  received: words.token,
  steps: 3,
  asked: true,
  end: "fin",
  ...more,
});
const evidence = (drill: Drill, more: Partial<Evidence> = {}): Evidence => ({
  drill,
  transport: "tcp4",
  words,
  buildError: undefined,
  ending: ending(),
  isUnstartable: false,
  records: [record()],
  decoys: nothingKnocked(),
  refused: 0,
  waiting: undefined,
  stoppedAt: undefined,
  ...more,
});
const drill = (wire: string, more = "") => drillOf(`id: abc\nwire: [${wire}]\nprint: stamp\n${more}`);

// ---------------------------------------------------------------- what the bytes do not show

const plain = "{read: token}, {write: stamp}, end";
const paced = "{read: token}, {write: stamp, repeat: 5, pace: 100}, end";

describe("what is found is a fault only where it is demanded", () => {
  test.each([
    { demand: "nonblock", wire: plain, found: { blocking: true }, concept: "blocking" },
    { demand: "asleep", wire: plain, found: { restless: true }, concept: "busy-wait" },
    { demand: "prompt", wire: plain, found: { heldBack: 3 }, concept: "held-back" },
    { demand: "turns", wire: plain, found: { ahead: { text: "two", isDoubled: false } }, concept: "runs-ahead" },
    { demand: "one-socket", wire: plain, found: { senders: new Set([1, 2]) }, concept: "new-socket" },
    { demand: "loss", wire: plain, found: { burst: { lost: 0, delivered: 0 } }, concept: "nothing-lost" },
    { demand: "deadline", wire: paced, found: {}, concept: "no-deadline" },
    { demand: "deadline", wire: paced, found: { steps: 1, sent: [1] }, concept: "single-read" },
    {
      demand: "deadline",
      wire: paced,
      found: { steps: 1, sent: [1, 1, 1, 1], asked: false, guessed: true },
      concept: "never-reads",
    },
  ])("$demand: $concept", ({ demand, wire, found, concept }) => {
    const records = [record(found)];
    const verdict = judge(evidence(drill(wire, `demand: [${demand}]`), { records }));
    const without = judge(evidence(drill(wire), { records }));

    expect(verdict).toMatchObject({
      status: "fail",
      concept,
      cause: expect.stringMatching(/^(demand|print|answer)\./),
    });
    expect(without.concept).not.toBe(concept);
  });
});

test("who leaves a paced answer in the middle has kept the deadline", () => {
  const left = record({ steps: 1, sent: [1, 1, 1, 1], stopped: "gone" });
  const verdict = judge(evidence(drill(paced, "demand: [deadline]\nclose: open"), { records: [left] }));

  expect(verdict.status).toBe("pass");
});

// ---------------------------------------------------------------- signals

const signalled = drill("{interrupt: 3}, {read: token}, {interrupt: 2}, {write: stamp}, end");
const half = { steps: 1, received: Buffer.from("abc"), stopped: "short" } as const;

test.each([
  { name: "gone in a write", found: { ...half, interrupted: { call: "write", left: true } }, is: "eintr-not-retried" },
  { name: "gone with a part sent", found: { ...half, interrupted: { call: "read", left: true } }, is: "partial-token" },
  {
    name: "woken, and done too early",
    found: { ...half, interrupted: { call: "write", left: false } },
    is: "partial-token",
  },
  {
    name: "gone in a read",
    found: { steps: 3, stopped: "gone", interrupted: { call: "read", left: true } },
    is: "eintr-not-retried",
  },
] as const)("$name: $is", ({ found, is }) => {
  expect(judge(evidence(signalled, { records: [record(found)] })).concept).toBe(is);
});

test("who woke and went on has passed", () => {
  const records = [record({ steps: 5, interrupted: { call: "read", left: false } })];
  expect(judge(evidence(signalled, { records })).status).toBe("pass");
});

// ---------------------------------------------------------------- several connections

const again = drill("{read: token}, {write: stamp, rst: 2}, next, {read: token}, {write: stamp}, end");
const two = drill("{read: token}, {read: token, at: 2}, {write: stamp}, end");

test.each([
  { name: "nobody came again", drill: again, records: [record({ steps: 2 })], concept: "no-reconnect" },
  {
    name: "nobody asked again",
    drill: again,
    records: [record({ steps: 2 }), record({ part: 1, steps: 3, received: Buffer.alloc(0) })],
    concept: "no-token-sent",
  },
  { name: "one server was left out", drill: two, records: [record({ steps: 1 })], concept: "no-network" },
  {
    name: "the other one was waited for",
    drill: two,
    records: [record({ steps: 1 }), record({ part: 1, steps: 2 })],
    ending: ending({ stopped: "deadlock" }),
    stoppedAt: 2,
    concept: "fixed-order",
  },
] as const)("$name: $concept", ({ drill, concept, name, ...more }) => {
  expect(judge(evidence(drill, more)), name).toMatchObject({ status: "fail", concept });
});

test("of connections that share a wire the one whose turn it is counts", () => {
  const records = [record({ steps: 2 }), record({ connection: 2, part: 1, steps: 3 })];

  expect(best(evidence(again, { records }))).toMatchObject({ connection: 2, steps: 3 });
});

test.each([
  { name: "at once", began: 1003, concept: "storms" },
  { name: "after a tenth of a second", began: 1100, concept: undefined },
  { name: "much later", began: 9000, concept: undefined },
])("it came again $name: $concept", ({ began, concept }) => {
  const wire = "{read: token}, {write: stamp, rst: 2}, next, {read: token}, {write: stamp}, end";
  const records = [record({ steps: 2, broken: 1000 }), record({ connection: 2, part: 1, steps: 6, began })];

  expect(judge(evidence(drill(wire, "demand: [pause]"), { records })).concept).toBe(concept);
  expect(judge(evidence(drill(wire), { records })).status).toBe("pass");
});

// ---------------------------------------------------------------- a full backlog

const knock = { seen: true, repetitions: 0, blocking: false, restless: false };
const full = drill(`no_accept, ${plain}`);

test.each([
  { name: "nobody came", drill: full, records: [], knock: { ...knock, seen: false }, concept: "no-network" },
  { name: "somebody came and left", drill: full, records: [], knock, concept: "unfinished-connect" },
  {
    name: "somebody stays for ever",
    drill: drill("no_accept"),
    records: [],
    knock,
    ending: ending({ stopped: "deadlock" }),
    concept: "hangs",
  },
])("$name: $concept", ({ drill, concept, name, ...more }) => {
  expect(judge(evidence(drill, more)), name).toMatchObject({ status: "fail", concept });
});

test("where nobody is ever let in, to have waited is enough", () => {
  expect(judge(evidence(drill("no_accept"), { records: [], knock })).status).toBe("pass");
});

test.each([
  { name: "a second", lasted: 1001, repetitions: 1, concept: undefined },
  { name: "a second, on a busy machine", lasted: 3500, repetitions: 3, concept: undefined },
  { name: "an unknown time", lasted: undefined, repetitions: 0, concept: undefined },
  { name: "some milliseconds", lasted: 12, repetitions: 0, concept: "unfinished-connect" },
  { name: "ten seconds", lasted: 10_000, repetitions: 6, concept: "hangs" },
])("a second was to be given, and $name was: $concept", ({ lasted, repetitions, concept }) => {
  const seen = { records: [], knock: { ...knock, repetitions }, lasted };

  expect(judge(evidence(drill("no_accept", "demand: [deadline]"), seen)).concept).toBe(concept);
  expect(judge(evidence(drill("no_accept"), seen)).status).toBe("pass");
});

// ---------------------------------------------------------------- what the program is told

test("which server is the second is decided by the seed, and both come about", () => {
  const address = (port: number) => ({ transport: "tcp4", host: "127.0.0.1", port, path: undefined }) as const;
  const endpoint = { address: address(1001), second: address(1002) } as unknown as Endpoint;
  const told = Array.from({ length: 16 }, (_, seed) => clientEnvironment(endpoint, two, wordsOf(seed)));

  expect(new Set(told.map((each) => `${each["DRILL_PORT"]} ${each["DRILL_PORT_2"]}`))).toEqual(
    new Set(["1001 1002", "1002 1001"]),
  );
});

test("how often the token is to be sent is told", () => {
  const endpoint = { address: { transport: "tcp4", host: "::1", port: 1, path: undefined } } as unknown as Endpoint;

  expect(clientEnvironment(endpoint, drill("{read: token, repeat: 9}, end"), words)["DRILL_REPEAT"]).toBe("9");
});
