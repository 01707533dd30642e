import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import xterm from "@xterm/headless";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSession } from "../../src/lab/session.ts";
import { missingLibc } from "../../src/libc/libc.ts";
import { layoutFor } from "../../src/terminal/lab/columns.ts";
import { complete } from "../../src/terminal/lab/complete.ts";
import { type Bench, playLine } from "../../src/terminal/lab/play.ts";
import { playPrompt } from "../../src/terminal/lab/prompt.ts";

const here = test.skipIf(missingLibc() !== undefined);
let folder = "";
beforeAll(() => {
  folder = mkdtempSync("/tmp/cards-lab-test-");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const typed = [
  "fd = socket(AF_UNIX, SOCK_STREAM, 0)",
  "bind(fd, unix:{path})",
  "listen(fd, 1)",
  "c = accept(fd)",
  "s = socket(AF_UNIX, SOCK_STREAM)",
  "connect(s, unix:{path})",
  'write(s, "hello")',
  'a: read(c, 2) = "he"',
  "a: x = socket(AF_UNIX, SOCK_STREAM)",
  "a: bind(x, unix:{path})",
  "a: fcntl(fd, F_SETFL, O_NONBLOCK)",
  "a: accept(fd) = blocks",
  "close(s)",
  'a: write(c, "anybody?")',
  "a: listn(x, 1)",
  "wire",
  "fds",
];

/** Somebody types these lines, each when the prompt is there again, and looks at all that the terminal then shows. */
async function screenAfter(lines: readonly string[], columns: number, steps = 0): Promise<string> {
  await using session = await openSession({ actors: ["a", "b"], folder: mkdtempSync(`${folder}/`) });
  const terminal = new xterm.Terminal({ cols: columns, rows: 90, allowProposedApi: true, convertEol: true });
  const output = new Writable({ write: (chunk: Buffer, _, done) => terminal.write(chunk, done) });
  const input = new PassThrough();
  const bench: Bench = { session, goals: [], actor: "a" };
  const ended = playPrompt(bench, {
    color: true,
    history: [],
    untilReached: false,
    input: Object.assign(input, { isTTY: true, setRawMode: () => input }) as unknown as NodeJS.ReadStream,
    output: Object.assign(output, { isTTY: true, columns, rows: 90 }) as unknown as NodeJS.WriteStream,
  });
  const shown = (): string[] =>
    Array.from({ length: 90 }, (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? "");
  const prompt = async (isSo: (line: string) => boolean): Promise<void> => {
    await expect
      .poll(() => isSo(shown().findLast((line) => line !== "") ?? ""), { timeout: 5000, interval: 5 })
      .toBe(true);
  };
  for (const line of lines) {
    await prompt((last) => /^[ab]>$/.test(last.trimEnd()));
    const before = shown().join("\n");
    input.write(`${line}\r`);
    await expect.poll(() => shown().join("\n") !== before, { timeout: 5000, interval: 5 }).toBe(true);
    await pause(0);
  }
  await expect.poll(() => session.steps.length, { timeout: 5000 }).toBeGreaterThanOrEqual(steps);
  await prompt((last) => /^[ab]>$/.test(last.trimEnd()));
  input.end();
  await ended;
  return `${shown().join("\n").trimEnd()}\n`;
}

here.each([60, 80, 120])("a session with two processes, as it stands on %i columns", async (columns) => {
  const seen = await screenAfter(typed, columns);

  const file = join(import.meta.dirname, `screens/lab-${columns}.txt`);
  if (!existsSync(file)) writeFileSync(file, seen);
  expect(seen).toBe(readFileSync(file, "utf8"));
  for (const line of seen.split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
});

here("lines that are pasted all at once leave no prompt behind", async () => {
  const seen = await screenAfter(["fd = socket(AF_UNIX, SOCK_STREAM)\rlisten(fd, 1)\rclose(fd)\rclose(fd)"], 80, 4);

  expect(seen).not.toMatch(/^[ab]>\s*\S/m);
  expect(seen.match(/^ {2}= /gm)).toHaveLength(4);
});

here("Tab knows calls, constants, addresses and names", async () => {
  await using session = await openSession({ actors: ["a", "b"], folder: mkdtempSync(`${folder}/`) });
  await session.run("a", "first = socket(AF_UNIX, SOCK_STREAM)");

  expect(complete("soc", "a", session)).toEqual([["socket(", "socketpair("], "soc"]);
  expect(complete("b: acc", "a", session)).toEqual([["accept("], "acc"]);
  expect(complete("socket(AF_UNIX, SOCK_S", "a", session)).toEqual([["SOCK_STREAM", "SOCK_SEQPACKET"], "SOCK_S"]);
  expect(complete("listen(fi", "a", session)).toEqual([["first"], "fi"]);
  expect(complete("b: listen(fi", "a", session)).toEqual([[], "fi"]);
  expect(complete("bind(first, un", "a", session)).toEqual([["unix:{path}"], "un"]);
  expect(complete("zzz(", "a", session)).toEqual([[], ""]);
});

here("help names every call, and one call's constants", async () => {
  await using session = await openSession({ actors: ["a"], folder: mkdtempSync(`${folder}/`) });
  const said: string[] = [];
  const look = { width: 80, color: false };
  const paper = { look, layout: layoutFor(["a"], look), write: (lines: readonly string[]) => void said.push(...lines) };
  const bench: Bench = { session, goals: [], actor: "a" };

  await playLine(bench, "help", paper);
  await playLine(bench, "help socket", paper);

  expect(said.join("\n")).toMatch(/getsockname\(fd\)[\s\S]*socket\(domain, type, \[protocol\]\)/);
  expect(said.every((line) => line.length <= 80)).toBe(true);
  expect(await playLine(bench, "quit", paper)).toBe("quit");
});
