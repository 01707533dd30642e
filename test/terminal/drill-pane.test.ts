import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Verdict } from "../../src/drills/judge.ts";
import { languageOf } from "../../src/drills/languages.ts";
import type { Attempt } from "../../src/drills/run.ts";
import type { WireEvent } from "../../src/echo/transcript.ts";
import type { Drill } from "../../src/model.ts";
import { type Bench, openBench } from "../../src/review/bench.ts";
import { type Effort, untried } from "../../src/review/effort.ts";
import { openDatabase } from "../../src/store/database.ts";
import { eventsOf } from "../../src/store/events.ts";
import { readState } from "../../src/store/schedule-row.ts";
import { drillPane } from "../../src/terminal/drill-pane.ts";
import { drillFace } from "../../src/terminal/screen/drill-face.ts";
import { drillPage, type PaneState } from "../../src/terminal/screen/drill-page.ts";
import { type OpenStage, openStage } from "../../src/terminal/screen/stage.ts";
import { decks, tcpHello } from "../drills/drills.ts";
import { noon, presets, utc } from "../store/world.ts";
import { expectScreen, paste, play, type Player } from "./player.ts";

const javascript = languageOf("javascript");
const c = languageOf("c");
const lab = languageOf("lab");
if (javascript === undefined || c === undefined || lab === undefined) throw new Error("a language is missing");

const drill: Drill = {
  ...tcpHello,
  id: "read-loop",
  title: "Read until the end",
  task: "The server answers in **two pieces**. Print all of it.\n\n- `DRILL_HOST` and `DRILL_PORT`: where it listens\n- `DRILL_TOKEN`: what to send",
  hints: ["`read` returns *some* bytes.", "Loop until it returns 0."],
  debrief: "A stream has no boundaries: only the **loop** is right.",
};
const event = (t: number, more: Partial<WireEvent>): WireEvent => ({
  t,
  connection: 1,
  direction: "in",
  kind: "open",
  length: 0,
  preview: "",
  fault: undefined,
  ...more,
});
const beginning = [event(4.1, {}), event(4.6, { kind: "data", length: 12, preview: "4d5b7bad4bf5" })];
const part = event(6.2, { direction: "out", kind: "data", length: 2, preview: "4d", fault: "split 2" });
const rest = event(7, { direction: "out", kind: "data", length: 18, preview: "5b7bad4bf5a0a0a0a0", fault: "split 2" });
const exit = (t: number, preview: string): WireEvent =>
  event(t, { connection: 0, direction: "note", kind: "exit", preview });

const attempt = (verdict: Partial<Verdict>, more: Partial<Attempt>): Attempt => ({
  drill,
  language: "c",
  transport: "tcp4",
  seed: 42,
  token: "4d5b7bad4bf5",
  stderr: "",
  cage: "bwrap",
  ms: 97,
  verdict: { status: "pass", cause: undefined, concept: undefined, sentence: "passed", checks: [], ...verdict },
  events: [...beginning, part, rest, event(8.4, { kind: "fin" }), exit(9, "exit 0")],
  expected: Buffer.from("4d5b7bad4bf5a0a0a0a0"),
  stdout: Buffer.from("4d5b7bad4bf5a0a0a0a0\n"),
  ...more,
});
const check = (name: "build" | "print" | "end", message: string) => [{ name, status: "fail" as const, message }];
const failed = attempt(
  {
    status: "fail",
    cause: "print.short",
    concept: "single-read",
    sentence: "recv gave you part of the answer and you stopped",
    checks: check("print", "it ends after 2 of 20 bytes"),
  },
  {
    events: [...beginning, part, event(7.4, { kind: "fin" }), exit(8, "exit 0")],
    stdout: Buffer.from("4d\n"),
  },
);
const timedOut = attempt(
  {
    status: "fail",
    concept: "never-reads",
    sentence: "both sides wait: nobody will ever send anything again",
    checks: check(
      "end",
      "stopped: your program waits in recvfrom(fd 3, your socket), the server waits for your token (0 bytes came)",
    ),
  },
  {
    events: [
      event(3.9, {}),
      event(1104, {
        connection: 0,
        direction: "note",
        kind: "blocked",
        preview: "you wait in recvfrom(fd 3, your socket); the server waits for your token (0 bytes came)",
      }),
      exit(1104, "stopped (deadlock)"),
    ],
    stdout: Buffer.alloc(0),
  },
);
const unbuilt = attempt(
  {
    status: "error",
    concept: "does-not-build",
    sentence: "it did not compile",
    checks: check(
      "build",
      "read-loop.c: In function 'main':\nread-loop.c:14:5: error: 'retrun' undeclared (first use in this function)\n   14 |     retrun 0;\n      |     ^~~~~~",
    ),
  },
  { events: [], stdout: Buffer.alloc(0) },
);

const begun: Effort = {
  drill,
  language: c,
  file: "/home/ada/.local/share/echodeck/drills/1/read-loop.c",
  ...untried,
};
const choices = { again: "1d", hard: "4d", good: "8d", easy: "29d" };
const rating = { kind: "rating", rating: "good", choices } as const;
const states: readonly (Partial<Omit<PaneState, "bench">> & {
  readonly name: string;
  readonly bench: Partial<Effort>;
})[] = [
  { name: "drill-begun", bench: {} },
  {
    name: "drill-of-the-lab",
    bench: {
      drill: { ...drill, role: "lab" },
      language: lab,
      file: begun.file.replace(".c", ".lab"),
      text: "# One call a line\nfd = socket(AF_INET, SOCK_STREAM)\n",
    },
  },
  { name: "drill-running", bench: { running: true } },
  { name: "drill-fail", bench: { attempt: failed } },
  { name: "drill-bytes", bench: { attempt: failed }, part: "bytes" },
  { name: "drill-hint", bench: { attempt: failed, hints: 1 }, part: "hint" },
  { name: "drill-time-out", bench: { attempt: timedOut } },
  { name: "drill-compile-error", bench: { attempt: unbuilt } },
  { name: "drill-pass", bench: { attempt: attempt({}, {}), passed: true }, proposal: rating },
  {
    name: "drill-solution",
    bench: { attempt: failed, gaveUp: true, solution: "int main(void) { return 0; }\n" },
    part: "solution",
    proposal: { ...rating, rating: "again" },
  },
  { name: "drill-typing", bench: { drill: { ...drill, role: "command" } }, typing: 'printf %s "$DRILL_TOKEN" | ' },
];

describe.each([
  { columns: 40, rows: 24 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 30 },
])("at $columns columns", (size) => {
  test.each(states)("$name", async ({ name, bench, ...more }) => {
    const stage = openStage(false);
    const state: PaneState = {
      part: "verdict",
      typing: undefined,
      proposal: undefined,
      ...more,
      bench: { ...begun, ...bench },
    };
    stage.push({ page: (look) => drillPage(state, look), key: () => undefined });
    using player = play(stage, size);
    expectScreen(`${name}-${size.columns}`, await player.seen());
  });
});

interface Work extends Disposable {
  readonly stage: OpenStage;
  readonly bench: Bench;
  readonly player: Player;
  readonly db: ReturnType<typeof openDatabase>;
  readonly told: () => string | undefined;
  /** Waits until the screen holds this. */
  readonly shows: (text: string) => Promise<void>;
}

async function work(): Promise<Work> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const db = openDatabase(":memory:");
  const bench = openBench(tcpHello, {
    db,
    presets,
    decks,
    folder,
    transport: undefined,
    now: () => ({ time: noon, zone: utc }),
    language: javascript ?? c,
  } as Parameters<typeof openBench>[1]);
  const stage = openStage(false);
  let told: string | undefined;
  stage.push(await drillFace(bench, stage, async (sentence) => void (told = sentence)));
  const player = play(stage, { columns: 80, rows: 24 });
  return {
    stage,
    bench,
    player,
    db,
    told: () => told,
    async shows(text) {
      await expect.poll(async () => (await player.seen()).join("\n"), { timeout: 20_000 }).toContain(text);
    },
    [Symbol.dispose]() {
      bench.close();
      player[Symbol.dispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

const solution = readFileSync(join(decks, "sockets/tcp-hello/solution.js"), "utf8");

test("a save runs: it fails, then passes, and Enter rates it good", async () => {
  using w = await work();
  await w.shows("waiting for your save");
  writeFileSync(w.bench.view().file, "// nothing yet\n");
  await w.shows("✗ not yet");
  writeFileSync(w.bench.view().file, solution);
  await w.shows("✓ passed");
  await w.player.press("enter");
  expect(w.told()).toMatch(/^Drill rated good: again in \d+d\.$/);
  expect(readState(w.db, "drill:tcp-hello")?.schedule.reps).toBe(1);
  const kinds = eventsOf(w.db, "drill:tcp-hello").map((each) => each.kind);
  expect(kinds.filter((kind) => kind === "attempt")).toHaveLength(2);
});

test("with a hint a pass proposes hard, with the solution again", async () => {
  using w = await work();
  await w.player.press("h");
  writeFileSync(w.bench.view().file, solution);
  await w.shows("2 Hard 3d ␣");
  using other = await work();
  const rows = await other.player.press("g");
  expect(rows.join("\n")).toContain("A way to do it:");
  expect(rows.join("\n")).toContain("1 Again 1d ␣");
});

test("a save that does not run is not shown when a better one follows at once", async () => {
  using w = await work();
  const seen: string[] = [];
  w.stage.screen.subscribe(() => seen.push(w.stage.screen.lines({ columns: 80, rows: 24 })[0] ?? ""));
  writeFileSync(w.bench.view().file, "const half = (\n");
  writeFileSync(w.bench.view().file, "const half = (1\n");
  await expect.poll(() => w.bench.view().running, { timeout: 20_000 }).toBe(true);
  writeFileSync(w.bench.view().file, solution);
  await expect.poll(() => w.bench.view().passed, { timeout: 20_000 }).toBe(true);
  expect(seen.join("\n")).not.toContain("! does not run");
});

test.each([
  { typed: [""], rated: "again" },
  { typed: ["4"], rated: "easy" },
  { typed: ["Hard"], rated: "hard" },
  { typed: ["what?", "5", "3"], rated: "good" },
  { typed: ["q", "4"], rated: undefined },
  { typed: [], rated: undefined },
])("line by line, $typed rates a drill that was given up $rated", async ({ typed, rated }) => {
  using w = await work();
  const lines = ["g", ...typed].values();
  let out = "";
  await drillPane(w.bench, {
    lines: { next: async () => lines.next() },
    write: (text) => void (out += text),
    width: 40,
    color: false,
  });
  expect(eventsOf(w.db, "drill:tcp-hello").flatMap((each) => (each.kind === "review" ? [each.rating] : []))).toEqual(
    rated === undefined ? [] : [rated],
  );
  expect(out).toContain("Enter = again, again in 1d\n1 Again 1d   2 Hard");
});

test("a work file that is gone is told, and does not run for ever", async () => {
  using w = await work();
  const { file } = w.bench.view();
  rmSync(file);
  await w.player.press("r");
  await w.shows("tcp-hello.js: no such file");
  await w.shows("waiting for your save");
  rmSync(dirname(file), { recursive: true });
  expect(() => w.bench.type("x")).toThrow(/tcp-hello\.js: no such file/);
});

test("a paste never rates a drill", async () => {
  using w = await work();
  await w.player.press("g");
  await w.player.press(paste("3"));
  expect(w.told()).toBeUndefined();
  expect(readState(w.db, "drill:tcp-hello")?.schedule.reps ?? 0).toBe(0);
});
