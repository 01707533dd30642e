import { describe, expect, test } from "vitest";
import type { Ending } from "../../src/drills/cage.ts";
import { causeOf, type Concept, sentences } from "../../src/drills/concepts.ts";
import { type Evidence, judge } from "../../src/drills/judge.ts";
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
  words,
  buildError: undefined,
  ending: ending(),
  isUnstartable: false,
  records: [record()],
  decoys: { port: false, protocol: false },
  waiting: undefined,
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
  { name: "too much output", ending: ending({ stopped: "output", signal: "SIGKILL" }), concept: "floods" },
  { name: "nobody came", records: [], concept: "no-network" },
  {
    name: "someone knocked at the swapped port",
    records: [],
    decoys: { port: true, protocol: false },
    concept: "byte-order",
  },
  { name: "a datagram came", records: [], decoys: { port: false, protocol: true }, concept: "wrong-protocol" },
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

test.each(cases)("$name: $concept", ({ concept, ...more }) => {
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

test("every concept has a known cause, and every cause a concept", () => {
  expect(new Set(Object.values(causeOf))).toEqual(new Set(causes));
  for (const cause of causes) expect(sayable).toContain(cause);
});

test("of several connections the one that came furthest counts", () => {
  const lost = record({ received: Buffer.alloc(0), steps: 0, stopped: "short" });

  expect(judge(evidence({ records: [lost, record()] })).status).toBe("pass");
});
