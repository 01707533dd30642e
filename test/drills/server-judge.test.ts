import { expect, test } from "vitest";
import type { Ending } from "../../src/drills/cage.ts";
import { judgeServer, type ServerEvidence } from "../../src/drills/server-judge.ts";
import { wordsOf } from "../../src/drills/seed.ts";
import { drillOf } from "./drills.ts";

const drill = drillOf(
  "{id: a-server, role: server, probe: [echo, no-spin, restart], print: token, say: {echo: nothing came, no-spin: busy}}",
);
const words = wordsOf(1);
const token = words.token.toString();
const ending = (stdout: string, more: Partial<Ending> = {}): Ending => ({
  code: undefined,
  signal: "SIGTERM",
  stopped: "done",
  stdout: Buffer.from(stdout),
  stderr: Buffer.alloc(0),
  ...more,
});

const right: ServerEvidence = {
  drill,
  words,
  buildError: undefined,
  ending: ending(`${token}\n`),
  isUnstartable: false,
  listen: undefined,
  tried: [
    ["echo", undefined],
    ["no-spin", undefined],
    ["restart", undefined],
  ],
  said: [words.token, Buffer.from("next")],
};

test("what cannot be seen here is skipped, and said", () => {
  const verdict = judgeServer({
    ...right,
    tried: [
      ["echo", undefined],
      ["no-spin", { reason: "no eyes" }],
      ["restart", undefined],
    ],
  });

  expect(verdict.status).toBe("pass");
  expect(verdict.checks.find((check) => check.name === "no-spin")).toEqual({
    name: "no-spin",
    status: "skipped",
    message: "no eyes",
  });
});

test("behind the first failure nothing is judged", () => {
  const verdict = judgeServer({
    ...right,
    tried: [["echo", { concept: "no-echo", message: "none", meanwhile: "you sleep" }]],
  });

  expect(verdict).toMatchObject({ status: "fail", concept: "no-echo", cause: "echo", sentence: "nothing came" });
  expect(verdict.checks.map((check) => check.status)).toEqual([
    "pass",
    "pass",
    "pass",
    "fail",
    "skipped",
    "skipped",
    "skipped",
  ]);
  expect(verdict.checks[3]?.message).toBe("none; you sleep");
});

test.each([
  { name: "a busy loop has the probe for its cause", concept: "spins", cause: "no-spin", more: {} },
  {
    name: "who floods after a client left has not seen its end",
    concept: "spins-at-end",
    cause: "no-spin",
    more: { stopped: "output" as const },
  },
  {
    name: "a death by a signal is a crash",
    concept: "crashes",
    cause: "crash",
    more: { stopped: undefined, signal: "SIGSEGV" },
  },
])("$name", ({ concept, cause, more }) => {
  const tried = [
    ["echo", undefined],
    ["no-spin", { concept: "spins", message: "", ...("stopped" in more ? { meanwhile: "" } : {}) }],
  ] as const;

  expect(judgeServer({ ...right, ending: ending("", more), tried })).toMatchObject({ status: "fail", concept, cause });
});

test.each([
  { printed: `${token}\n`, concept: undefined },
  { printed: `pid 7\ngot ${token}  \n`, concept: undefined },
  { printed: `${token}next`, concept: undefined },
  { printed: token, concept: undefined },
  { printed: "", concept: "prints-nothing" },
  { printed: "hello\n", concept: "partial-output" },
  { printed: `${token}\0\0\n`, concept: "wrong-output" },
  { printed: `${token}tail of before\n`, concept: "wrong-output" },
])("printed $printed: $concept", ({ printed, concept }) => {
  expect(judgeServer({ ...right, ending: ending(printed) }).concept).toBe(concept);
});
