import { expect, test } from "vitest";
import { goalsReached, goalText } from "../../src/lab/goals.ts";
import { isMistake, parseLine } from "../../src/lab/parse.ts";
import type { Result, Step, Wake } from "../../src/lab/result.ts";
import type { Goal } from "../../src/puzzle.ts";

const goal = (comes: Goal["comes"], of?: string, ...words: string[]): Goal => ({
  of,
  with: words,
  comes,
  say: undefined,
});

function step(text: string, outcome: Partial<Result & { kind: "returned" }> | "blocks", fd = 3): Step {
  const line = parseLine(text);
  if (line === undefined || isMistake(line)) throw new Error(text);
  const returned = {
    kind: "returned",
    call: line.call,
    value: 0,
    errno: undefined,
    data: undefined,
    address: undefined,
    second: undefined,
    ...(outcome === "blocks" ? {} : outcome),
  } as const;
  const result: Result = outcome === "blocks" ? { kind: "blocked", call: line.call } : returned;
  return { actor: "a", text, line, result, request: { call: line.call, values: [fd] }, rows: [] };
}

const failed = (errno: string) => ({ value: -1, errno });
const bind = step("bind(fd, unix:{path})", failed("EADDRINUSE"));

test.each([
  ["an errno", goal({ kind: "errno", errno: "EADDRINUSE" }), [bind], true],
  ["an errno of another call", goal({ kind: "errno", errno: "EADDRINUSE" }, "listen"), [bind], false],
  ["another errno", goal({ kind: "errno", errno: "EINVAL" }), [bind], false],
  [
    "a value",
    goal({ kind: "value", value: 8192 }, "getsockopt", "SO_RCVBUF"),
    [step("getsockopt(t, SOL_SOCKET, SO_RCVBUF)", { value: 8192 })],
    true,
  ],
  [
    "a value under another name",
    goal({ kind: "value", value: 8192 }, "getsockopt", "SO_SNDBUF"),
    [step("getsockopt(t, SOL_SOCKET, SO_RCVBUF)", { value: 8192 })],
    false,
  ],
  ["bytes", goal({ kind: "data", data: "one" }), [step("read(c, 9)", { value: 3, data: Buffer.from("one") })], true],
  ["waiting", goal({ kind: "blocks" }, "accept"), [step("accept(fd)", "blocks")], true],
  ["success", goal({ kind: "works" }, "bind"), [bind], false],
  [
    "a number that was closed before",
    goal({ kind: "reuses" }, "socket"),
    [step("close(fd)", {}), step("socket(1, 1)", { value: 3 })],
    true,
  ],
  ["a number that was never closed", goal({ kind: "reuses" }, "socket"), [step("socket(1, 1)", { value: 3 })], false],
] as const)("%s", (_, wanted, steps, isReached) => {
  expect(goalsReached([wanted], steps, [])).toEqual([isReached]);
});

test("one accept is one goal, and a wake comes after its sleep", () => {
  const works = goal({ kind: "works" }, "accept");
  const steps = [step("accept(fd)", "blocks"), step("b: connect(s, unix:{path})", {})];
  const woken: Wake = {
    actor: "a",
    step: 0,
    text: "accept(fd)",
    during: 1,
    rows: [],
    result: { ...(bind.result as Wake["result"] & { kind: "returned" }), value: 4, errno: undefined },
  };

  expect(goalsReached([works, works], steps, [woken])).toEqual([true, false]);
  expect(goalsReached([goal({ kind: "wakes" }, "accept")], steps, [woken])).toEqual([true]);
  expect(goalsReached([goal({ kind: "wakes" }, "accept")], steps, [])).toEqual([false]);
});

test.each([
  [goal({ kind: "errno", errno: "EBADF" }), "some call fails with EBADF"],
  [goal({ kind: "value", value: 1 }, "getsockopt", "TCP_NODELAY"), "getsockopt with TCP_NODELAY gives 1"],
  [goal({ kind: "wakes" }, "accept"), "accept comes back after it had to wait"],
])("a goal reads as a sentence", (wanted, text) => {
  expect(goalText(wanted)).toBe(text);
});
