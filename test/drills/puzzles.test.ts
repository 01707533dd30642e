import { expect, test } from "vitest";
import { languagesOf, starterOf } from "../../src/drills/catalogue.ts";
import { compare, type Played, readForeseen } from "../../src/drills/foresight.ts";
import { plainText } from "../../src/drills/languages.ts";
import { callFor, puzzleStarter } from "../../src/drills/puzzle-text.ts";
import { type Attempt, runDrill } from "../../src/drills/run.ts";
import { missingLibc } from "../../src/libc/libc.ts";
import type { Drill } from "../../src/model.ts";
import type { Question } from "../../src/puzzle.ts";
import { decks, drillOf, drills, leftovers, program } from "./drills.ts";

const noLab = missingLibc() !== undefined;

async function judged(drill: Drill, text: string): Promise<Attempt> {
  using work = program("work.txt", text);
  return runDrill({ drill, language: plainText, file: work.file, seed: 1 });
}

const sequences = drills.filter(({ role }) => role === "sequence");
const puzzles = drills.filter(({ role }) => ["sequence", "predict", "answer"].includes(role));

test.each(puzzles)("$id is worked on as plain text, and each repetition's starter is another variant", (drill) => {
  expect(languagesOf(decks, drill)).toEqual([plainText]);
  const starters = [1, 2, 3].map((seed) => starterOf(decks, drill, plainText, seed));
  expect(starters[0]).toBe(starterOf(decks, drill, plainText, 1));
  if (drill.role === "sequence") expect(new Set(starters).size).toBe(3);
});

test.skipIf(noLab).each(puzzles)("the starter of $id does not pass", async (drill) => {
  const { verdict } = await judged(drill, starterOf(decks, drill, plainText, 1) ?? "");

  expect(verdict.status).toBe(drill.role === "sequence" ? "fail" : "error");
});

const variants = sequences.flatMap((drill) => drill.transports.map((transport) => ({ drill, transport })));

test.skipIf(noLab).each(variants)(
  "$drill.id works over $transport in the author's order",
  async ({ drill, transport }) => {
    const calls = drill.puzzle?.kind === "sequence" ? drill.puzzle.calls : [];
    const isAlone = new Set(calls.map(({ actor }) => actor)).size === 1;
    const live = transport;
    const lines = calls.map(({ actor, call }) => `${isAlone ? "" : `${actor}: `}${callFor(call, live)}`);
    const { verdict } = await judged(drill, [`# transports: ${transport}`, ...lines].join("\n"));

    expect(verdict.checks.map(({ message }) => message)).toEqual(["in this order every call works"]);
  },
);

const order = drillOf(
  `{id: abc, role: sequence, calls: ["s = socket(AF_UNIX, SOCK_STREAM)", "bind(s, {address})", "listen(s, 1)", "close(s)", "t = socket(AF_UNIX, SOCK_DGRAM)"], transport: unix-stream}`,
);

test.skipIf(noLab)("another order that works passes as well", async () => {
  const lines = [
    "t = socket(AF_UNIX, SOCK_DGRAM)",
    "s = socket(AF_UNIX, SOCK_STREAM)",
    "2. bind( s,unix:{path} )",
    "- listen(s, 1)",
    "close(s)",
  ];
  const { verdict } = await judged(order, lines.join("\n"));

  expect(verdict.status).toBe("pass");
  expect(verdict.checks[0]?.message).toBe("not the author's order, and it works");
});

test.skipIf(noLab)("the first call that really failed is the first cause, with its errno", async () => {
  const lines = [
    "s = socket(AF_UNIX, SOCK_STREAM)",
    "listen(s, 1)",
    "bind(s, unix:{path})",
    "close(s)",
    "t = socket(AF_UNIX, SOCK_DGRAM)",
  ];
  const { verdict, calls } = await judged(order, lines.join("\n"));

  expect(verdict).toMatchObject({ status: "fail", cause: "sequence", concept: "wrong-order" });
  expect(verdict.checks[0]?.message).toMatch(/^listen\(s, 1\): EINVAL: /);
  expect(calls).toHaveLength(5);
});

test.each([
  { lines: ["s = socket(AF_UNIX, SOCK_STREAM)"], message: "bind(s, unix:{path}) is missing" },
  { lines: ["system(1)"], message: 'line 1: "system(1)" is not one of the calls, or stands there twice' },
])("an order with $message counts for nothing", async ({ lines, message }) => {
  const { verdict } = await judged(order, lines.join("\n"));

  expect(verdict.status).toBe("error");
  expect(verdict.checks[0]?.message).toBe(message);
});

const guess = drillOf(
  `{id: abc, role: predict, program: ["s = socket(AF_UNIX, SOCK_STREAM)", "listen(s, 1)", "accept(s)"], ask: [{gives: 2, say: no name}, {gives: 3}]}`,
);
const guessed = (listen: string, accept: string): string =>
  `s = socket(AF_UNIX, SOCK_STREAM)\nlisten(s, 1) = ${listen}   # so I think\naccept(s) = ${accept}\n`;

test.skipIf(noLab).each([
  { text: guessed("EINVAL", "-1 EINVAL"), status: "pass", concept: undefined },
  { text: guessed("0", "EINVAL"), status: "fail", concept: "expects-success" },
  { text: guessed("EINVAL", "blocks"), status: "fail", concept: "expects-waiting" },
  { text: guessed("EACCES", "EINVAL"), status: "fail", concept: "wrong-errno" },
  { text: guessed("EINVAL", "?"), status: "error", concept: "does-not-build" },
  { text: guessed("maybe", "EINVAL"), status: "error", concept: "does-not-build" },
])("a prediction: $status, $concept", async ({ text, status, concept }) => {
  const { verdict } = await judged(guess, text);

  expect(verdict).toMatchObject({ status, concept });
});

test.skipIf(noLab)("a missed question is told with its sentence, and the later ones keep their secret", async () => {
  const { verdict, calls } = await judged(guess, guessed("0", "0"));

  expect(verdict.sentence).toBe("no name");
  expect(verdict.checks.map(({ message }) => message)).toEqual(["line 2: EINVAL; you wrote 0", "not told yet"]);
  expect(calls?.map(({ isSecret }) => isSecret === true)).toEqual([false, false, true]);
});

const played = (values: readonly (number | undefined)[]): Played[] =>
  values.map((value, index) => ({
    actor: "you",
    call: "accept(s)",
    waited: value === undefined,
    came: value === undefined ? undefined : { kind: "value", value, data: undefined, counts: true },
    turn: value === undefined ? undefined : 10 - index,
    unmade: undefined,
  }));

test.each<{ kind: Question["kind"]; lines: number[]; said: string; truth: string; concept: string | undefined }>([
  { kind: "same", lines: [1, 2], said: "yes", truth: "no (3, 4)", concept: "wrong-value" },
  { kind: "same", lines: [1, 4], said: "Yes", truth: "yes (3, 3)", concept: undefined },
  { kind: "order", lines: [1, 2, 3], said: "2, 1, 3", truth: "2 1 3", concept: undefined },
  { kind: "order", lines: [1, 2], said: "1 2", truth: "2 1", concept: "wrong-turn" },
  { kind: "ends", lines: [3], said: "0", truth: "blocks", concept: "expects-return" },
  { kind: "gives", lines: [1], said: "ok", truth: "3", concept: "wrong-value" },
  { kind: "gives", lines: [1], said: "SOCK_RAW", truth: "3", concept: undefined },
])("$kind of lines $lines is $truth, and $said is $concept", ({ kind, lines, said, truth, concept }) => {
  const question = { kind, lines, say: undefined };
  const foreseen = readForeseen(question, said);

  expect(foreseen && compare(question, foreseen, played([3, 4, undefined, 3]))).toEqual({ truth, concept });
});

const quiz = drillOf("{id: abc, role: answer, items: [SOCK_STREAM, [SOCK_DGRAM, dgram]]}");

test.each([
  { text: "sock_stream, dgram", status: "pass", concept: undefined },
  { text: "# mine\nDgram\nSOCK_STREAM\n", status: "pass", concept: undefined },
  { text: "SOCK_STREAM", status: "fail", concept: "missing-item" },
  { text: "SOCK_STREAM\ndgram\nSOCK_RAW", status: "fail", concept: "surplus-item" },
  { text: "?\n?\n", status: "error", concept: "does-not-build" },
])("an answer $text: $status, $concept", async ({ text, status, concept }) => {
  const { verdict } = await judged(quiz, text);

  expect(verdict).toMatchObject({ status, concept });
});

test("an answer crosses the wire, a message an item", async () => {
  const { events, verdict } = await judged(quiz, "SOCK_STREAM\ndgram\n");

  expect(verdict.checks[0]?.message).toMatch(/^it came over unix-(seqpacket, a message|stream, a line) an item$/);
  if (!noLab) expect(events.map(({ kind }) => kind)).toEqual(["open", "data", "data", "fin"]);
});

test("a work file in another family is judged in that family", () => {
  const [drill] = sequences;
  if (drill?.puzzle === undefined) return;
  expect(puzzleStarter(drill, drill.puzzle, 3)).toContain("AF_UNIX");
});

test("nothing is left behind", () => {
  expect(leftovers()).toEqual([]);
});
