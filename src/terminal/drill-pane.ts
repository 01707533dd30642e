import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { solutionOf } from "../drills/catalogue.ts";
import type { Language } from "../drills/languages.ts";
import { type Attempt, runDrill } from "../drills/run.ts";
import { attemptsOf, openWorkshop, type Workshop } from "../drills/workshop.ts";
import { renderAnsi } from "../markdown/ansi.ts";
import { loadHighlighting } from "../markdown/highlight.ts";
import type { Drill, Rating } from "../model.ts";
import { attemptBody, type Effort, proposedRating, recordAttempt } from "../review/attempt.ts";
import { type At, choices, rateNow } from "../review/rate.ts";
import { dayNumber } from "../schedule/day.ts";
import { untilText } from "../schedule/describe.ts";
import type { Presets } from "../settings/presets.ts";
import type { Db } from "../store/database.ts";
import { readState } from "../store/schedule-row.ts";
import type { Look } from "./card.ts";
import { painter } from "./line.ts";
import { safeText } from "../markdown/safe-text.ts";
import { verdictLines } from "./verdict.ts";

export interface PaneOptions extends Look {
  readonly db: Db;
  readonly presets: Presets;
  readonly now: () => At;
  readonly decks: string;
  /** Where work files are kept. */
  readonly folder: string;
  readonly language: Language;
  readonly transport: "tcp4" | "unix-stream" | undefined;
  /** Lines that the person types. */
  readonly lines: AsyncIterator<string>;
  readonly write: (text: string) => void;
}

/** How the work on a drill ended. */
export interface Outcome extends Effort {
  readonly passed: boolean;
}

interface Bench {
  readonly drill: Drill;
  readonly options: PaneOptions;
  readonly workshop: Workshop;
  hints: number;
  gaveUp: boolean;
  passed: boolean;
}

type Turn =
  | { readonly kind: "attempt"; readonly attempt: Attempt }
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "end" };

/** A drill from its task to its rating: runs on every save, hints on request, and gives up gracefully. */
export async function drillPane(drill: Drill, options: PaneOptions): Promise<Outcome> {
  // Each repetition has a folder of its own, so that a drill that is due again opens on its starter.
  const reps = readState(options.db, `drill:${drill.id}`)?.schedule.reps ?? 0;
  const workshop = openWorkshop(join(options.folder, String(reps + 1)), drill, options.language, options.decks);
  const bench: Bench = { drill, options, workshop, hints: 0, gaveUp: false, passed: false };
  await loadHighlighting(drill.task, ...drill.hints, drill.debrief, "```c");
  introduce(bench);
  await work(bench);
  return { passed: bench.passed, hints: bench.hints, gaveUp: bench.gaveUp };
}

/** Until it passed, was given up, or was left. */
async function work(bench: Bench): Promise<void> {
  const { options, workshop } = bench;
  const closing = new AbortController();
  const attempts = attemptsOf(workshop, request(bench), newSeed, closing.signal)[Symbol.asyncIterator]();
  let nextAttempt = attempts.next();
  let nextLine = options.lines.next();
  try {
    while (!bench.passed && !bench.gaveUp) {
      const turn = await Promise.race([nextAttempt.then(attemptTurn), nextLine.then(lineTurn)]);
      if (turn.kind === "end") return;
      if (turn.kind === "attempt") {
        show(bench, turn.attempt);
        nextAttempt = attempts.next();
      } else {
        if (turn.text.toLowerCase() === "q") return;
        await obey(bench, turn.text);
        nextLine = options.lines.next();
      }
    }
    await rate(bench, nextLine);
  } finally {
    closing.abort();
  }
}

function attemptTurn(result: IteratorResult<Attempt>): Turn {
  return result.done === true ? { kind: "end" } : { kind: "attempt", attempt: result.value };
}

function lineTurn(result: IteratorResult<string>): Turn {
  return result.done === true ? { kind: "end" } : { kind: "line", text: result.value.trim() };
}

function newSeed(): number {
  return randomInt(2 ** 31);
}

function request({ drill, options: { language, transport } }: Bench) {
  return { drill, language, ...(transport === undefined ? {} : { transport }) };
}

function introduce({ drill, options, workshop }: Bench): void {
  const paint = painter(options.color);
  const lines = renderAnsi(`# ${drill.title}\n\n${drill.task}`, options);
  const keys = "Enter run   h hint   s solution   e editor   q back";
  const typed =
    drill.role === "command"
      ? "Type the shell line here, or edit the file; it runs on every save."
      : "Edit the file; it runs on every save.";
  options.write(`\n${lines.join("\n")}\n\n${paint("1", safeText(workshop.file))}\n${typed}\n${paint("2", keys)}\n`);
}

async function obey(bench: Bench, text: string): Promise<void> {
  const { options, workshop } = bench;
  switch (text.toLowerCase()) {
    case "":
      return runAgain(bench);
    case "h":
      return hint(bench);
    case "s":
      return giveUp(bench);
    case "e":
      return edit(bench);
    default:
      if (bench.drill.role === "command") writeFileSync(workshop.file, `${text}\n`);
      else say(options, "Not a key here: Enter runs, h hint, s solution, e editor, q back.");
  }
}

async function runAgain(bench: Bench): Promise<void> {
  const { workshop, options } = bench;
  if (readFileSync(workshop.file, "utf8") === workshop.starter)
    return say(options, "The file is still the starter: change it first, then save.");
  show(bench, await runDrill({ ...request(bench), file: workshop.file, seed: newSeed() }));
}

function show(bench: Bench, attempt: Attempt): void {
  const { drill, options, workshop } = bench;
  recordAttempt(
    options.db,
    drill.id,
    attemptBody(attempt, readFileSync(workshop.file), bench.hints),
    options.now().time,
  );
  options.write(`\n${verdictLines(attempt, options).join("\n")}\n`);
  bench.passed = attempt.verdict.status === "pass";
}

function hint(bench: Bench): void {
  const { drill, options } = bench;
  const text = drill.hints[bench.hints];
  if (text === undefined)
    return say(
      options,
      drill.hints.length === 0 ? "This drill has no hints." : "That was the last hint; s shows the solution.",
    );
  bench.hints += 1;
  return say(options, [`hint ${bench.hints} of ${drill.hints.length}`, ...renderAnsi(text, options)].join("\n"));
}

function giveUp(bench: Bench): void {
  const { drill, options } = bench;
  const solution = solutionOf(options.decks, drill, options.language);
  bench.gaveUp = true;
  if (solution === undefined) return say(options, "No solution is kept for this drill.");
  return say(options, renderAnsi(`\`\`\`${options.language.id}\n${solution}\n\`\`\``, options).join("\n"));
}

function edit({ options, workshop }: Bench): void {
  const editor = process.env["VISUAL"] ?? process.env["EDITOR"];
  if (editor === undefined) return say(options, "Set EDITOR to use this key; any editor that saves the file will do.");
  const [tool = "", ...words] = editor.split(" ");
  spawnSync(tool, [...words, workshop.file], { stdio: "inherit" });
}

function say(options: PaneOptions, text: string): void {
  options.write(`${text}\n`);
}

/** The verdict proposes the drill's rating; the person has the last word. A drill that is not due yet was a rehearsal. */
async function rate(bench: Bench, answer: Promise<IteratorResult<string>>): Promise<void> {
  const { drill, options } = bench;
  const at = options.now();
  const key = `drill:${drill.id}`;
  const due = readState(options.db, key)?.schedule.due;
  if (due !== undefined && !isOver(due, at)) {
    say(options, `A rehearsal: the drill comes again in ${untilText(at.time, due, at.zone)}.`);
    return;
  }
  const effort: Effort = { hints: bench.hints, gaveUp: bench.gaveUp };
  const proposed = proposedRating(effort);
  const dues = choices(options.db, key, "", at, options.presets);
  const when = (rating: Rating): string =>
    dues[rating] === undefined ? "" : untilText(at.time, dues[rating], at.zone);
  const buttons = ratings.map((rating, index) => `${index + 1} ${rating} ${when(rating)}`).join("   ");
  say(options, `${painter(options.color)("1", `Enter = ${proposed}, again in ${when(proposed)}`)}   (${buttons})`);
  const { value, done } = await answer;
  if (done === true) return;
  const rating = ratings[Number(value.trim()) - 1] ?? proposed;
  rateNow(options.db, { key, deck: "" }, rating, options.now(), options.presets);
  say(options, `Saved: ${rating}.`);
}

const ratings: readonly Rating[] = ["again", "hard", "good", "easy"];

function isOver(due: { readonly time: number } | { readonly day: number }, at: At): boolean {
  return "time" in due ? due.time <= at.time : due.day <= dayNumber(at.time, at.zone);
}
