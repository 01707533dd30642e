import { randomInt } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type DrillFile, filesOf, solutionOf } from "../drills/catalogue.ts";
import type { Language } from "../drills/languages.ts";
import { carryFor } from "../drills/own-client.ts";
import { openIsolation } from "../drills/isolation.ts";
import type { Attempt, RunRequest } from "../drills/run.ts";
import { attemptsOf, openWorkshop } from "../drills/workshop.ts";
import { CardsError, systemReason } from "../errors.ts";
import type { Drill, Due, Rating } from "../model.ts";
import { dayNumber } from "../schedule/day.ts";
import { untilText } from "../schedule/describe.ts";
import { homeFolder } from "../settings/home.ts";
import type { Presets } from "../settings/presets.ts";
import type { Db } from "../store/database.ts";
import { readState } from "../store/schedule-row.ts";
import { attemptBody, proposedRating, recordAttempt } from "./attempt.ts";
import { variantOf } from "./offer.ts";
import { type At, choices, rateNow } from "./rate.ts";

export interface BenchOptions {
  readonly db: Db;
  readonly presets: Presets;
  readonly now: () => At;
  readonly decks: string;
  /** Where settings and build caches are kept. */
  readonly home?: string | undefined;
  /** Where work files are kept. */
  readonly folder: string;
  readonly language: Language;
  readonly transport: RunRequest["transport"];
}

/** What a face shows of the work on a drill. */
export interface BenchView {
  readonly drill: Drill;
  readonly language: Language;
  /** Chosen by hand, or the variant of this repetition; undefined where the drill has its own way. */
  readonly transport?: RunRequest["transport"];
  readonly file: string;
  /** Hints that were taken. */
  readonly hints: number;
  readonly running: boolean;
  readonly attempt: Attempt | undefined;
  readonly passed: boolean;
  /** The solution was looked at; `solution` is its text, where one is kept. */
  readonly gaveUp: boolean;
  readonly solution: string | undefined;
  /** Of a drill without a program: the work file as it was when it was opened. */
  readonly text?: string;
  /** What the last attempt's program called, once it was asked for; or why that cannot be told. */
  readonly syscalls?: Attempt["syscalls"] | undefined;
}

/** What the verdict proposes, and until when each rating would put the drill off; or that it was not due yet. */
export type Proposal =
  | { readonly kind: "rating"; readonly rating: Rating; readonly choices: Record<Rating, string> }
  | { readonly kind: "rehearsal"; readonly until: string };

export interface Bench {
  /** Where settings, build caches and the database are kept. */
  readonly home: string;
  view(): BenchView;
  /** Runs on every save until it is closed; `changed` is called whenever there is something new to see. */
  follow(changed: () => void): Promise<void>;
  /** False: the file is still the starter. */
  run(changed: () => void): Promise<boolean>;
  /** The next hint; undefined when there is no more. */
  hint(): string | undefined;
  /** Runs it once more under strace, for the view alone: it is no attempt. */
  syscalls(): Promise<void>;
  giveUp(): void;
  /** Writes the shell line that was typed into the work file, which is a save. */
  type(line: string): void;
  /** Takes an attempt that was made elsewhere: calls typed into the lab. */
  keep(attempt: Attempt): void;
  propose(): Proposal;
  rate(rating: Rating): void;
  close(): void;
}

/** So soon after another save, one that does not build is thought to be half-written for as long. */
const hurryMs = 1000;

/** The work on one drill, without a face: attempts are recorded as they come, the rating when it is given. */
export function openBench(drill: Drill, options: BenchOptions): Bench {
  const { db, language } = options;
  const key = `drill:${drill.id}`;
  // Each repetition has a folder of its own, so that a drill that is due again opens on its starter.
  const reps = readState(db, key)?.schedule.reps ?? 0;
  const workshop = openWorkshop(join(options.folder, String(reps + 1)), drill, language, options.decks);
  const { file } = workshop;
  const { home = homeFolder(undefined, process.env) } = options;
  const carry = drill.role === "answer" ? { carry: carryFor(db, home) } : {};
  const transport = options.transport ?? variantOf(drill, reps, spokenBy(options.decks, drill, language));
  const request = { drill, language, home, ...(transport === undefined ? {} : { transport }), ...carry };
  const closing = new AbortController();
  const isolation = openIsolation();
  let view: BenchView = {
    drill,
    language,
    transport,
    file,
    hints: 0,
    running: false,
    attempt: undefined,
    passed: false,
    gaveUp: false,
    solution: undefined,
    ...(drill.puzzle === undefined ? {} : { text: readFileSync(file, "utf8") }),
  };
  let begun = 0;
  let runs = 0;
  /** A verdict has told what should have been known: as good as a hint. */
  let isTold = false;

  /** By the seed of its run: the file may be another by the time of the verdict. */
  const sources = new Map<number, Uint8Array>();

  const begin = (changed: () => void): number => {
    runs += 1;
    view = { ...view, running: true };
    changed();
    const seed = randomInt(2 ** 31);
    sources.set(seed, contentOf(file));
    return seed;
  };
  const take = (attempt: Attempt): void => {
    const source = sources.get(attempt.seed) ?? contentOf(file);
    sources.delete(attempt.seed);
    recordAttempt(db, drill.id, attemptBody(attempt, source, view.hints), options.now().time);
    isTold ||= attempt.verdict.status === "fail" && tellsTruth(drill);
    view = {
      ...view,
      running: false,
      attempt,
      syscalls: undefined,
      passed: view.passed || attempt.verdict.status === "pass",
    };
  };
  return {
    home,
    view: () => view,
    async follow(changed) {
      let inHurry = false;
      const seed = (): number => {
        inHurry = performance.now() - begun < hurryMs;
        begun = performance.now();
        return begin(changed);
      };
      for await (const attempt of attemptsOf(workshop, request, seed, closing.signal, isolation.run)) {
        const run = runs;
        const show = (): void => {
          if (run !== runs || closing.signal.aborted) return;
          take(attempt);
          changed();
        };
        if (attempt.verdict.status === "error" && inHurry) void pause(hurryMs, undefined, { ref: false }).then(show);
        else show();
      }
    },
    async run(changed) {
      if (contentOf(file).toString() === workshop.starter) return false;
      const seed = begin(changed);
      try {
        const attempt = await isolation.run({ ...request, file, seed, signal: closing.signal });
        if (!closing.signal.aborted) take(attempt);
      } finally {
        view = { ...view, running: false };
        changed();
      }
      return true;
    },
    hint() {
      const text = drill.hints[view.hints];
      if (text !== undefined) view = { ...view, hints: view.hints + 1 };
      return text;
    },
    async syscalls() {
      if (view.attempt === undefined) return;
      const { seed, transport: over } = view.attempt;
      const again = { ...request, file, seed, transport: over, syscalls: true, signal: closing.signal };
      view = { ...view, syscalls: (await isolation.run(again)).syscalls ?? "This drill has no program." };
    },
    giveUp() {
      view = { ...view, gaveUp: true, solution: solutionOf(options.decks, drill, language) };
    },
    type: (line) => save(file, `${line}\n`),
    keep: take,
    propose: () => proposal(key, isTold ? { ...view, hints: view.hints + 1 } : view, options),
    rate: (rating) => void rateNow(db, { key, deck: "" }, rating, options.now(), options.presets),
    close() {
      closing.abort();
      isolation[Symbol.dispose]();
    },
  };
}

/** Nothing in the moment between two files of one name, as editors make it. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

function save(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CardsError(`${file}: ${systemReason(error)}`, "What was typed could not be saved.", { cause: error });
  }
}

/** What was foreseen or recalled wrongly is shown as it is; what was written wrongly is not. */
function tellsTruth({ role }: Drill): boolean {
  return role === "predict" || role === "answer";
}

/** Transports of the known solution in this language. */
function spokenBy(decks: string, drill: Drill, language: Language) {
  const isSolution = (file: DrillFile): boolean => file.kind === "solution" && file.language.id === language.id;
  return filesOf(decks, drill).find(isSolution)?.transports;
}

/** A drill that is not due yet was a rehearsal; else the verdict proposes, and the person has the last word. */
function proposal(key: string, effort: BenchView, options: BenchOptions): Proposal {
  const at = options.now();
  const text = (due: Due | undefined): string => (due === undefined ? "" : untilText(at.time, due, at.zone));
  const due = readState(options.db, key)?.schedule.due;
  if (due !== undefined && !isOver(due, at)) return { kind: "rehearsal", until: text(due) };
  const dues = choices(options.db, key, "", at, options.presets);
  return {
    kind: "rating",
    // After a look at the solution a pass proves nothing.
    rating: proposedRating(effort),
    choices: { again: text(dues.again), hard: text(dues.hard), good: text(dues.good), easy: text(dues.easy) },
  };
}

function isOver(due: Due, at: At): boolean {
  return "time" in due ? due.time <= at.time : due.day <= dayNumber(at.time, at.zone);
}
