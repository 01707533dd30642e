import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import type { Verdict } from "../../src/drills/judge.ts";
import type { Attempt } from "../../src/drills/run.ts";
import type { WireEvent } from "../../src/echo/transcript.ts";
import type { Drill } from "../../src/model.ts";
import { verdictLines } from "../../src/terminal/verdict.ts";

const drill: Drill = {
  id: "read-loop",
  role: "client",
  transports: ["tcp4"],
  wire: [],
  print: ["token", "stamp"],
  exit: 0,
  close: "fin",
  say: {},
  needs: [],
  title: "Read until the end",
  task: "",
  hints: ["a", "b"],
  debrief: "Only the **loop** is right.",
  line: 1,
};
const event = (more: Partial<WireEvent>): WireEvent => ({
  t: 26.1,
  connection: 1,
  direction: "in",
  kind: "open",
  length: 0,
  preview: "",
  fault: undefined,
  ...more,
});
const events = [
  event({}),
  event({ t: 26.3, kind: "data", length: 12, preview: "4d5b7bad4bf5" }),
  event({ t: 27, direction: "out", kind: "data", length: 2, preview: "4d", fault: "split 2" }),
  event({ t: 1027.4, kind: "fin" }),
  event({ t: 1028, connection: 0, direction: "note", kind: "exit", preview: "exit 0" }),
];
const failed: Verdict = {
  status: "fail",
  cause: "print.short",
  concept: "single-read",
  sentence: "recv gave you part of the answer and you stopped",
  checks: [{ name: "print", status: "fail", message: "it ends after 2 of 20 bytes" }],
};
const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  drill,
  language: "c",
  transport: "tcp4",
  seed: 42,
  verdict: failed,
  events,
  token: "4d5b7bad4bf5",
  expected: Buffer.from("4d5b7bad4bf5a0a0a0a0"),
  stdout: Buffer.from("4d\n"),
  stderr: "",
  cage: "bwrap",
  ms: 97,
  ...more,
});
const lines = (width: number, more: Partial<Attempt> = {}): string[] =>
  verdictLines(attempt(more), { width, color: false });

test("a failure reads from the cause to the bytes", () => {
  expect(lines(80)).toEqual([
    "✗ read-loop: recv gave you part of the answer and you stopped",
    "  it ends after 2 of 20 bytes",
    "",
    "        you                                     server",
    "   26.1 ├─ connect ─────────────────────────────────▶│",
    '   26.3 ├─ 12 B "4d5b7bad4bf5" ─────────────────────▶│',
    '   27.0 │◀─ 2 B "4d" ────────────────────────────────┤ split 2',
    " 1027.4 ├─ end (FIN) ───────────────────────────────▶│",
    " 1028.0 ■ exit 0",
    "",
    "  expected  4d5b7bad4bf5a0a0a0a0",
    "  got       4d",
    "              ^ ends here",
    "",
    "c · tcp4 · cage: bwrap · seed 42 · 97 ms",
  ]);
  const inPane = verdictLines(attempt({}), { width: 80, color: false }, 2);
  expect(inPane.at(-1)).toBe("h hint (2) · c · tcp4 · cage: bwrap · seed 42 · 97 ms");
});

const verdicts: readonly (Partial<Attempt> & { readonly name: string })[] = [
  { name: "fail" },
  { name: "pass", verdict: { ...failed, status: "pass", sentence: "passed", checks: [] } },
  { name: "error", verdict: { ...failed, status: "error", concept: "does-not-build", sentence: "it did not compile" } },
  {
    name: "skipped",
    verdict: { ...failed, status: "skipped", sentence: "C cannot be run here: cc is missing", checks: [] },
    events: [],
  },
  { name: "long output", stdout: Buffer.from("x".repeat(5000)), expected: Buffer.from("y".repeat(5000)) },
  {
    name: "many events",
    events: Array.from({ length: 500 }, (_, index) => event({ t: index, kind: "data", preview: "q".repeat(99) })),
  },
  { name: "wide characters", stderr: "日本語".repeat(40), stdout: Buffer.from("日本語") },
];

describe.each([80, 40, 120])("at %i columns", (width) => {
  test.each(verdicts)("$name fits", (more) => {
    for (const line of lines(width, more)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });
});

test("colour only adds: without it the same text", () => {
  const colored = verdictLines(attempt(), { width: 80, color: true }).join("\n");

  expect(colored).toContain("\u001b[");
  expect(colored.replaceAll(/\u001b\[[0-9;]*m/g, "")).toBe(lines(80).join("\n"));
});

test("what a program says cannot move the cursor or turn the text round", () => {
  const evil = "\u001b[2J\u001b]0;x\u0007\u009b31m\r\u202e\u0000";
  const shown = lines(80, {
    stderr: evil,
    stdout: Buffer.from(evil),
    events: [event({ kind: "decoy", preview: evil }), event({ direction: "note", preview: evil })],
    verdict: { ...failed, sentence: evil, checks: [{ name: "print", status: "fail", message: evil }] },
  });

  expect(shown.join("")).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
});

test("compile errors stand as they are", () => {
  const message = "main.c:3:5: error: 'retrun' undeclared\n    3 |     retrun 0;\n      |     ^~~~~~";
  const verdict: Verdict = {
    ...failed,
    status: "error",
    sentence: "it did not compile",
    checks: [{ name: "build", status: "fail", message }],
  };

  expect(lines(80, { verdict }).join("\n")).toContain(message);
});

test("a pass ends with what it shows", () => {
  const shown = lines(80, { verdict: { ...failed, status: "pass", sentence: "passed", checks: [] } });

  expect(shown[0]).toBe("✓ read-loop: passed");
  expect(shown.at(-3)).toContain("Only the loop is right.");
});

test("a difference in the middle shows the bytes", () => {
  const shown = lines(80, { expected: Buffer.from("abcdef"), stdout: Buffer.from("abXdef") }).join("\n");

  expect(shown).toContain(
    "  expected  abcdef\n  got       abXdef\n              ^ differs here\n  bytes     63 64 65 66\n  but got   58 64 65 66",
  );
});
