import { hash } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { LanguageId } from "../../src/drills/languages.ts";
import {
  canCarry,
  carryFor,
  forgetClient,
  passOf,
  readOwnClient,
  registerClient,
} from "../../src/drills/own-client.ts";
import { recordAttempt } from "../../src/review/attempt.ts";
import { openDatabase } from "../../src/store/database.ts";
import { decks, drills, leftovers, program } from "./drills.ts";

const home = mkdtempSync(join(tmpdir(), "cards-home-"));
afterAll(() => {
  rmSync(home, { recursive: true });
  expect(leftovers()).toEqual([]);
});

const solution = join(decks, "sockets", "tcp-hello", "solution.js");
const passed = { drill: "tcp-hello", transport: "tcp4", language: "javascript" as LanguageId } as const;
const sourceOf = (file: string): string => hash("sha256", readFileSync(file));

test("without a client of one's own answers go to the grader directly", async () => {
  const { items, over, remark } = await carryFor(openDatabase(":memory:"), home)(["one", "två ☕"]);

  expect(items).toEqual(["one", "två ☕"]);
  expect(over).toMatch(/^unix-/);
  expect(remark).toBeUndefined();
});

test("a client that has passed a drill carries each item over a connection of its own, under split and delay", async () => {
  const db = openDatabase(":memory:");
  registerClient(db, home, solution, { ...passed, source: sourceOf(solution) });
  const { items, over, events, remark } = await carryFor(db, home)(["SOCK_STREAM", "två ☕", "x".repeat(80)]);

  expect(remark).toBeUndefined();
  expect(items).toEqual(["SOCK_STREAM", "två ☕", "x".repeat(80)]);
  expect(over).toBe("tcp4, carried by your solution.js");
  // The last one is longer than a token may be: two connections.
  expect(events.filter(({ kind }) => kind === "open")).toHaveLength(4);
  expect(events.some(({ fault }) => /split .*delay 20/.test(fault ?? ""))).toBe(true);
});

/** Right as long as the answer comes in one piece. */
const hasty = `
const { createConnection } = require("node:net");
const { DRILL_HOST, DRILL_PORT, DRILL_TOKEN } = process.env;
const socket = createConnection(Number(DRILL_PORT), DRILL_HOST, () => socket.end(DRILL_TOKEN));
socket.once("data", (bytes) => { process.stdout.write(bytes); socket.destroy(); });
`;

test("a client that fails under split is passed over: the answer is there all the same, and a remark says why", async () => {
  using work = program("hasty.cjs", hasty);
  const db = openDatabase(":memory:");
  registerClient(db, home, work.file, { ...passed, source: sourceOf(work.file) });
  const { items, over, remark } = await carryFor(db, home)(["one", "two"]);

  expect(items).toEqual(["one", "two"]);
  expect(over).toMatch(/^unix-/);
  expect(remark).toMatch(/^your client did not carry it \(.+\), so it was taken directly$/);
});

test("only the very program that has passed carries", async () => {
  const db = openDatabase(":memory:");
  const { file } = registerClient(db, home, solution, { ...passed, source: sourceOf(solution) });
  appendFileSync(file, "\n");

  expect((await carryFor(db, home)(["one"])).remark).toContain("its file was changed");
});

test("its own copy can be registered anew", () => {
  const db = openDatabase(":memory:");
  const { file } = registerClient(db, home, solution, { ...passed, source: sourceOf(solution) });
  const again = registerClient(db, home, file, { ...passed, source: sourceOf(solution) });

  expect(sourceOf(again.file)).toBe(sourceOf(solution));
});

test("where its drill is gone, answers go to the grader directly, and a remark says why", async () => {
  const db = openDatabase(":memory:");
  registerClient(db, home, solution, { ...passed, drill: "of-a-vault", source: sourceOf(solution) });
  const { items, remark } = await carryFor(db, home)(["one"]);

  expect(items).toEqual(["one"]);
  expect(remark).toContain("its drill of-a-vault is not here any more");
});

test("it can be ended", () => {
  const db = openDatabase(":memory:");
  registerClient(db, home, solution, { ...passed, source: sourceOf(solution) });
  expect(readOwnClient(db)?.drill).toBe("tcp-hello");
  forgetClient(db, home);
  expect(readOwnClient(db)).toBeUndefined();
});

test("a pass is known by the content of the program, and only of drills that can carry", () => {
  const db = openDatabase(":memory:");
  const attempt = { language: "c", transport: "tcp4", seed: 1, status: "pass", hints: 0, ms: 1 } as const;
  recordAttempt(db, "tcp-hello", { ...attempt, source: "aa" }, 1);
  recordAttempt(db, "tcp-hello", { ...attempt, status: "fail", source: "bb" }, 2);
  recordAttempt(db, "concurrent", { ...attempt, source: "cc" }, 3);
  recordAttempt(db, "no-such-drill", { ...attempt, source: "dd" }, 4);

  expect(passOf(db, "aa")).toMatchObject({ drill: "tcp-hello", language: "c", transport: "tcp4" });
  expect(["bb", "cc", "dd"].map((source) => passOf(db, source))).toEqual([undefined, undefined, undefined]);
});

test("a drill can carry if its server waits for the token alone", () => {
  const carriers = drills.filter(canCarry).map(({ id }) => id);

  expect(carriers).toEqual(
    expect.arrayContaining(["tcp-hello", "tcp6-hello", "udp-hello", "unix-hello", "half-close"]),
  );
  for (const id of ["socat-lab", "refused", "order-client"]) expect(carriers).not.toContain(id);
});
