import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Language, languageOf } from "../../src/drills/languages.ts";
import { type Attempt, runDrill, type RunRequest } from "../../src/drills/run.ts";
import { findToolchain } from "../../src/drills/toolchain.ts";
import { attemptsOf, openWorkshop, watchSaves, type Workshop } from "../../src/drills/workshop.ts";
import { decks, drillOf, tcpHello } from "./drills.ts";

const python = languageOf("python") as Language;
const hasPython = (await findToolchain(python)) !== undefined;
const stranger = drillOf("{id: never-seen, wire: [{read: token}, end]}");
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "drill-test-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = (): Workshop => openWorkshop(join(folder, "work"), tcpHello, python, decks);

/** As most editors save: a new file over the old one. */
function saveByRename(file: string, text: string): void {
  writeFileSync(`${file}~`, text);
  renameSync(`${file}~`, file);
}

test("a work file begins as the starter, and is never overwritten", () => {
  const first = open();
  expect(first).toMatchObject({ isNew: true, file: join(folder, "work", "tcp-hello.py") });
  expect(readFileSync(first.file, "utf8")).toBe(first.starter);

  writeFileSync(first.file, "mine");
  expect(open().isNew).toBe(false);
  expect(readFileSync(first.file, "utf8")).toBe("mine");
});

test("a language without a starter is refused with a remedy", () => {
  expect(() => openWorkshop(folder, stranger, languageOf("shell") as Language, decks)).toThrow(
    "never-seen cannot be done in shell",
  );
});

test("where a folder cannot be watched, it is looked at now and then", async () => {
  const file = join(folder, "later", "x.py");
  const saves = watchSaves(file, new AbortController().signal)[Symbol.asyncIterator]();
  const first = saves.next();
  mkdirSync(join(folder, "later"));
  writeFileSync(file, "one");

  expect((await first).value).toBe("one");
  await saves.return?.();
});

test("each save is seen once: in place, by rename, and not when a file is cut or unchanged", async () => {
  const { file, starter } = open();
  const stop = new AbortController();
  const saves = watchSaves(file, stop.signal)[Symbol.asyncIterator]();

  const first = saves.next();
  writeFileSync(file, starter);
  writeFileSync(file, "");
  writeFileSync(file, "one");
  expect((await first).value).toBe("one");

  const second = saves.next();
  saveByRename(file, "one");
  saveByRename(file, "two");
  expect((await second).value).toBe("two");

  const third = saves.next();
  stop.abort();
  expect((await third).done).toBe(true);
});

test.skipIf(!hasPython)("the starter is never run, and a half-written save is no verdict", async () => {
  const workshop = open();
  const stop = new AbortController();
  const runs = { count: 0 };
  const request = { drill: tcpHello, language: python };
  const attempts = attemptsOf(workshop, request, () => ++runs.count, stop.signal)[Symbol.asyncIterator]();

  const next = attempts.next();
  saveByRename(workshop.file, workshop.starter);
  saveByRename(workshop.file, "print((((");
  while (runs.count === 0) await new Promise(setImmediate);
  saveByRename(workshop.file, "print('whole')");
  const { value } = await next;
  stop.abort();

  expect(Buffer.from(value?.stdout ?? "").toString()).toBe("whole\n");
  expect(runs.count).toBe(2);
});

test.skipIf(!hasPython)("an error that stays is shown", async () => {
  const workshop = open();
  const stop = new AbortController();
  const request = { drill: tcpHello, language: python };
  const attempts = attemptsOf(workshop, request, () => 1, stop.signal)[Symbol.asyncIterator]();

  const next = attempts.next();
  writeFileSync(workshop.file, "print((((");
  const { value } = await next;
  stop.abort();

  expect(value?.verdict.status).toBe("error");
});

test.skipIf(!hasPython)(
  "a file that is gone for a moment while it is saved is run when it is there again",
  async () => {
    const workshop = open();
    const stop = new AbortController();
    const request = { drill: tcpHello, language: python };
    let runs = 0;
    const run = (again: RunRequest): Promise<Attempt> => {
      runs += 1;
      if (runs > 1) return runDrill(again);
      renameSync(again.file, `${again.file}~`);
      setImmediate(() => renameSync(`${again.file}~`, again.file));
      return runDrill(again);
    };
    const attempts = attemptsOf(workshop, request, () => 1, stop.signal, run)[Symbol.asyncIterator]();

    const next = attempts.next();
    writeFileSync(workshop.file, "print('back')");
    const { value } = await next;
    stop.abort();

    expect(Buffer.from(value?.stdout ?? "").toString()).toBe("back\n");
  },
);
