import { describe, expect, test } from "vitest";
import type { Ending } from "../../src/drills/cage.ts";
import { causeOf, type Concept, sentences } from "../../src/drills/concepts.ts";
import type { Evidence } from "../../src/drills/evidence.ts";
import { judge } from "../../src/drills/judge.ts";
import { nothingKnocked } from "../../src/echo/decoys.ts";
import { newRecord, type PeerRecord } from "../../src/echo/script.ts";
import { causes, sayable } from "../../src/notes/drill/drill-words.ts";
import { drillOf, readLoop, tcpHello } from "./drills.ts";

const words = { token: Buffer.from("abcdefghijkl"), stamp: Buffer.from("12345678") };
const answer = "abcdefghijkl12345678";

/** A run in which all went well. */
const ending = (more: Partial<Ending> = {}): Ending => ({
  code: 0,
  signal: undefined,
  stopped: undefined,
  stdout: Buffer.from(`${answer}\n`),
  stderr: Buffer.alloc(0),
  ...more,
});
const record = (more: Partial<PeerRecord> = {}): PeerRecord => ({
  ...newRecord(1),
  received: words.token,
  steps: 3,
  asked: true,
  sent: [20],
  end: "fin",
  ...more,
});
const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  drill: tcpHello,
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
const printed = (text: string) => ({ ending: ending({ stdout: Buffer.from(text) }) });

test("all went well: every check passes", () => {
  const verdict = judge(evidence());

  expect(verdict).toMatchObject({ status: "pass", cause: undefined, concept: undefined });
  expect(verdict.checks.every((check) => check.status === "pass")).toBe(true);
});

const cases: readonly (Partial<Evidence> & { readonly name: string; readonly concept: Concept })[] = [
  { name: "the compiler refused", buildError: "x", ending: undefined, records: [], concept: "does-not-build" },
  { name: "exit 127", ending: ending({ code: 127 }), records: [], concept: "does-not-start" },
  { name: "a syntax error", isUnstartable: true, records: [], concept: "does-not-start" },
  { name: "killed by SIGSEGV", ending: ending({ code: undefined, signal: "SIGSEGV" }), concept: "crashes" },
  {
    name: "killed by SIGPIPE, after our side had hung up on wrong bytes",
    ending: ending({ code: undefined, signal: "SIGPIPE" }),
    records: [record({ steps: 0, stopped: "wrong", received: Buffer.from("xyz") })],
    concept: "wrong-token",
  },
  { name: "too much output", ending: ending({ stopped: "output", signal: "SIGKILL" }), concept: "floods" },
  { name: "nobody came", records: [], concept: "no-network" },
  {
    name: "someone knocked at the swapped port",
    records: [],
    decoys: { ...nothingKnocked(), port: true },
    concept: "byte-order",
  },
  { name: "a datagram came", records: [], decoys: { ...nothingKnocked(), protocol: true }, concept: "wrong-protocol" },
  {
    name: "someone came over the other IP version",
    records: [],
    decoys: { ...nothingKnocked(), family: true },
    concept: "wrong-family",
  },
  {
    name: "someone came to the padded name",
    records: [],
    decoys: { ...nothingKnocked(), name: true },
    concept: "name-length",
  },
  { name: "time was up without a connection", records: [], ending: ending({ stopped: "time" }), concept: "hangs" },
  {
    name: "nothing was sent",
    records: [record({ received: Buffer.alloc(0), steps: 0, stopped: "short" })],
    concept: "no-token-sent",
  },
  {
    name: "half was sent",
    records: [record({ received: Buffer.from("abc"), steps: 0, stopped: "short" })],
    concept: "partial-token",
  },
  {
    name: "something else was sent",
    records: [record({ received: Buffer.from("abX"), steps: 0, stopped: "wrong" })],
    concept: "wrong-token",
  },
  {
    name: "a newline came along",
    records: [record({ received: Buffer.from("abcdefghijkl\n") })],
    concept: "extra-bytes",
  },
  {
    name: "left before a read, FIN",
    records: [record({ steps: 1, stopped: "gone", asked: false, sent: [] })],
    concept: "never-reads",
  },
  {
    name: "left before a read, RST",
    records: [record({ steps: 1, stopped: "gone", asked: false, sent: [], end: "rst" })],
    concept: "never-reads",
  },
  {
    name: "spun after the end",
    ending: ending({ stopped: "cpu" }),
    records: [record({ end: undefined })],
    concept: "never-ends",
  },
  { name: "both waited after the end", ending: ending({ stopped: "deadlock" }), concept: "never-ends" },
  { name: "nothing was printed", ...printed(""), concept: "prints-nothing" },
  { name: "the token was printed", ...printed("abcdefghijkl"), concept: "stamp-unread" },
  { name: "some of it was printed", ...printed("abcdefg"), concept: "partial-output" },
  { name: "more was printed", ...printed(`${answer}!`), concept: "extra-output" },
  { name: "something else was printed", ...printed(`got ${answer}`), concept: "wrong-output" },
  { name: "exit 1", ending: ending({ code: 1 }), concept: "wrong-exit" },
  { name: "all was read, then reset", records: [record({ end: "rst" })], concept: "wrong-close" },
];

const udp = "{id: abc, transport: udp4, wire: [{read: token}, {write: token+stamp}], print: token+stamp}";
const udpHello = { drill: drillOf(udp), transport: "udp4" as const };
const mail = (more: Partial<PeerRecord> = {}) =>
  record({ steps: 2, end: undefined, datagrams: [words.token], waitsFor: "end", ...more });
const loss = "{id: abc, transport: udp4, wire: [{echo: 3, drop: [1], dup: [2]}], print: ['1', '2', '3']}";
const udpLoss = { drill: drillOf(loss), transport: "udp4" as const };
const echoed = (came: string, answered: string | readonly string[], more: Partial<PeerRecord> = {}) =>
  record({
    steps: new Set(answered).size === 3 ? 1 : 0,
    end: undefined,
    datagrams: Array.from(came, (letter) => Buffer.from(letter)),
    received: Buffer.from(came),
    answered: new Set(answered),
    ...more,
  });
const refusal = { drill: drillOf("{id: abc, wire: [refuse], print: 'refused'}"), records: [], refused: 1 };
const tail =
  "{id: abc, wire: [{read: token}, {write: [token+stamp, '']}, {write: 'x', repeat: 99}, end], print: token+stamp}";
const halfClose = drillOf(
  "{id: abc, wire: [{read: token}, {read: end}, {write: token+stamp}, end], print: token+stamp}",
);

test.each([
  { name: "a datagram", ...udpHello, records: [mail()] },
  {
    name: "a datagram, sent twice",
    ...udpHello,
    records: [mail({ datagrams: [words.token, words.token], received: Buffer.alloc(24) })],
  },
  { name: "an answer lost, asked again", ...udpLoss, records: [echoed("1123", "123")], ...printed("1\n2\n3\n") },
  { name: "a refusal", ...refusal, ...printed("refused\n") },
  { name: "a refusal where nobody counts", ...refusal, refused: undefined, ...printed("refused\n") },
  { name: "a tail that was read", drill: drillOf(tail), records: [record({ steps: 4 })] },
  {
    name: "a reset of our own",
    drill: drillOf("{id: abc, wire: [{write: stamp, rst: 4}]}"),
    records: [record({ received: Buffer.alloc(0), steps: 1, end: undefined })],
  },
])("$name passes", (more) => {
  expect(judge(evidence(more))).toMatchObject({ status: "pass", concept: undefined });
});

const later: typeof cases = [
  {
    name: "two datagrams for one",
    ...udpHello,
    records: [
      mail({
        datagrams: [words.token.subarray(0, 4)],
        received: words.token.subarray(0, 4),
        steps: 0,
        stopped: "short",
      }),
    ],
    concept: "partial-token",
  },
  {
    name: "another datagram behind the token",
    ...udpHello,
    records: [mail({ datagrams: [words.token, Buffer.from("x")], received: Buffer.alloc(13) })],
    concept: "extra-bytes",
  },
  {
    name: "left before a datagram was received",
    ...udpHello,
    records: [mail({ steps: 1, stopped: "gone", asked: false })],
    concept: "never-reads",
  },
  {
    name: "waits for a second datagram",
    ...udpHello,
    records: [mail()],
    ending: ending({ stopped: "deadlock" }),
    concept: "awaits-end",
  },
  {
    name: "spins after its datagram",
    ...udpHello,
    records: [mail()],
    ending: ending({ stopped: "cpu" }),
    concept: "spins",
  },
  {
    name: "knocks by TCP at UDP",
    ...udpHello,
    records: [],
    decoys: { ...nothingKnocked(), protocol: true },
    concept: "wrong-protocol",
  },
  {
    name: "waits for a lost answer",
    ...udpLoss,
    records: [echoed("1", "")],
    ending: ending({ stopped: "deadlock" }),
    concept: "no-retransmit",
  },
  { name: "goes on without a lost answer", ...udpLoss, records: [echoed("123", "23")], concept: "no-retransmit" },
  { name: "stops in the middle", ...udpLoss, records: [echoed("112", "12")], concept: "partial-token" },
  {
    name: "spins instead of asking again",
    ...udpLoss,
    records: [echoed("1", "")],
    ending: ending({ stopped: "cpu" }),
    concept: "spins",
  },
  {
    name: "sends all twice and reads nothing",
    ...udpLoss,
    records: [echoed("123123", "123", { asked: false })],
    ...printed("1\n2\n3"),
    concept: "never-reads",
  },
  {
    name: "sends without a pause",
    ...udpLoss,
    records: [echoed("1".repeat(99) + "23", "123")],
    ...printed("1\n2\n3"),
    concept: "impatient",
  },
  {
    name: "prints what it never sent",
    ...udpLoss,
    records: [echoed("4456", "456")],
    ...printed("1\n2\n3"),
    concept: "wrong-token",
  },
  {
    name: "sends a newline with it",
    ...udpLoss,
    records: [echoed("1123", ["1\n", "2\n", "3\n"])],
    concept: "extra-bytes",
  },
  {
    name: "sends more than eight times for an answer",
    ...udpLoss,
    records: [echoed("1".repeat(12) + "2".repeat(12) + "3", "123")],
    ...printed("1\n2\n3"),
    concept: "impatient",
  },
  {
    name: "takes the double for the next answer, and asks on",
    drill: drillOf(`${loss.slice(0, -1)}, demand: [turns]}`),
    transport: "udp4",
    records: [echoed("1123", "13", { ahead: { text: "3", isDoubled: true } })],
    ...printed("1\n2\n3"),
    concept: "repeated-output",
  },
  {
    name: "takes the double for the next answer",
    ...udpLoss,
    records: [echoed("1123", "123")],
    ...printed("1\n1\n2\n"),
    concept: "repeated-output",
  },
  { name: "guesses a refusal", ...refusal, refused: 0, ...printed("refused"), concept: "no-network" },
  { name: "says a refusal in other words", ...refusal, ...printed("Connection refused"), concept: "wrong-output" },
  {
    name: "takes a refusal for its own failure",
    ...refusal,
    ending: ending({ code: 1, stdout: Buffer.from("refused") }),
    concept: "wrong-exit",
  },
  {
    name: "closes with a tail unread, RST",
    drill: drillOf(tail),
    records: [record({ steps: 4, end: "rst" })],
    concept: "closes-unread",
  },
  {
    name: "closes with a tail under way, FIN",
    drill: drillOf(tail),
    records: [record({ steps: 4, unread: true })],
    concept: "closes-unread",
  },
  {
    name: "never ends its half",
    drill: halfClose,
    records: [record({ steps: 2, stopped: "gone" })],
    stoppedAt: 1,
    ending: ending({ stopped: "deadlock" }),
    concept: "no-half-close",
  },
  {
    name: "closes both halves",
    drill: halfClose,
    records: [record({ steps: 2, stopped: "gone", asked: false })],
    concept: "never-reads",
  },
];

test.each([...cases, ...later])("$name: $concept", ({ concept, ...more }) => {
  const verdict = judge(evidence(more));

  expect(verdict.concept).toBe(concept);
  expect(verdict.cause).toBe(causeOf[concept]);
  expect(verdict.status).toBe(concept.startsWith("does-not") ? "error" : "fail");
  expect(verdict.checks.filter((check) => check.status === "fail")).toHaveLength(1);
});

describe("a single read of a split answer", () => {
  // The second piece may have been sent or not, and the end may be FIN or RST: both are a matter of speed.
  const ways = [
    record({ steps: 1, stopped: "gone", sent: [2] }),
    record({ steps: 2, sent: [2, 18], stopped: "gone" }),
    record({ sent: [2, 18] }),
    record({ sent: [2, 18], end: "rst" }),
  ];
  test.each(ways)("is named, whatever the wire looked like (%#)", (way) => {
    const verdict = judge(evidence({ drill: readLoop, records: [way], ...printed("ab\n") }));

    expect(verdict).toMatchObject({
      status: "fail",
      cause: "print.short",
      concept: "single-read",
      sentence: "recv gave you part of the answer and you stopped",
    });
  });
});

test.each([
  { say: "print.short: exact, print: family", text: "abcdefg", sentence: "exact" },
  { say: "print: family", text: "abcdefg", sentence: "family" },
  { say: "reach: other", text: "abcdefg", sentence: sentences["partial-output"] },
])("say {$say} speaks for its cause, then for its family", ({ say, text, sentence }) => {
  const drill = drillOf(
    `{id: abc, wire: [{read: token}, {write: token+stamp}, end], print: token+stamp, say: {${say}}}`,
  );

  expect(judge(evidence({ drill, ...printed(text) })).sentence).toBe(sentence);
});

test("`none` speaks of a server that nothing reached", () => {
  const drill = drillOf("{id: abc, wire: [{read: token}, end], say: {none: nothing came}}");
  const silent = record({ received: Buffer.alloc(0), steps: 0, stopped: "short" });

  expect(judge(evidence({ drill, records: [] })).sentence).toBe("nothing came");
  expect(judge(evidence({ drill, records: [silent] })).sentence).toBe("nothing came");
});

test("`none` speaks of a lost answer that nobody asked for again", () => {
  const drill = drillOf(loss.replace("print", "say: {none: nothing was sent again}, print"));

  expect(judge(evidence({ ...udpLoss, drill, records: [echoed("1", "")] })).sentence).toBe("nothing was sent again");
});

test("every concept has a known cause, and every cause a concept", () => {
  const used = new Set<string>(Object.values(causeOf));

  expect(causes.filter((cause) => !used.has(cause))).toEqual([]);
  for (const cause of [...used, ...causes]) expect(sayable).toContain(cause);
});

test("of several connections the one that came furthest counts", () => {
  const lost = record({ received: Buffer.alloc(0), steps: 0, stopped: "short" });

  expect(judge(evidence({ records: [lost, record()] })).status).toBe("pass");
});
