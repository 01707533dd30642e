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
import type { Drill, Rating } from "../model.ts";
import { homeFolder } from "../settings/home.ts";
import type { Presets } from "../settings/presets.ts";
import type { Db } from "../store/database.ts";
import { readState } from "../store/schedule-row.ts";
import { attemptBody, recordAttempt } from "./attempt.ts";
import { afterAttempt, type Effort, nextHint, untried } from "./effort.ts";
import { variantOf } from "./offer.ts";
import { type Proposal, propose } from "./proposal.ts";
import { type At, rateNow } from "./rate.ts";

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

export interface Bench {
  /** Where settings, build caches and the database are kept. */
  readonly home: string;
  view(): Effort;
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
  const { db, language, decks, presets } = options;
  const key = `drill:${drill.id}`;
  // Each repetition has a folder of its own, so that a drill that is due again opens on its starter.
  const reps = readState(db, key)?.schedule.reps ?? 0;
  const workshop = openWorkshop(join(options.folder, String(reps + 1)), drill, language, decks);
  const { file } = workshop;
  const { home = homeFolder(undefined, process.env) } = options;
  const carry = drill.role === "answer" ? { carry: carryFor(db, home) } : {};
  const transport = options.transport ?? variantOf(drill, reps, spokenBy(decks, drill, language));
  const request = { drill, language, home, ...(transport === undefined ? {} : { transport }), ...carry };
  const closing = new AbortController();
  const isolation = openIsolation();
  const text = drill.puzzle === undefined ? {} : { text: readFileSync(file, "utf8") };
  let effort: Effort = { drill, language, transport, file, ...untried, ...text };

  /** By the seed of its run: the file may be another by the time of the verdict. */
  const sources = new Map<number, Uint8Array>();
  /** The seed of the run that was begun last. */
  let latest = 0;

  const begin = (changed: () => void): number => {
    effort = { ...effort, running: true };
    changed();
    latest = randomInt(2 ** 31);
    sources.set(latest, contentOf(file));
    return latest;
  };
  const take = (attempt: Attempt): void => {
    const source = sources.get(attempt.seed) ?? contentOf(file);
    sources.delete(attempt.seed);
    recordAttempt(db, drill.id, attemptBody(attempt, source, effort.hints), options.now().time);
    effort = afterAttempt(effort, attempt);
  };
  /** One that does not build is shown a little later, and not at all when another save came in between. */
  const takeSaved = async (attempt: Attempt, inHurry: boolean, changed: () => void): Promise<void> => {
    const run = latest;
    if (attempt.verdict.status === "error" && inHurry) await pause(hurryMs, undefined, { ref: false });
    if (run !== latest || closing.signal.aborted) return;
    take(attempt);
    changed();
  };
  return {
    home,
    view: () => effort,
    async follow(changed) {
      let savedAt = 0;
      let inHurry = false;
      const seed = (): number => {
        inHurry = performance.now() - savedAt < hurryMs;
        savedAt = performance.now();
        return begin(changed);
      };
      const failed = Promise.withResolvers<never>();
      const follow = async (): Promise<void> => {
        for await (const attempt of attemptsOf(workshop, request, seed, closing.signal, isolation.run))
          takeSaved(attempt, inHurry, changed).catch(failed.reject);
      };
      await Promise.race([follow(), failed.promise]);
    },
    async run(changed) {
      if (contentOf(file).toString() === workshop.starter) return false;
      const seed = begin(changed);
      try {
        const attempt = await isolation.run({ ...request, file, seed, signal: closing.signal });
        if (!closing.signal.aborted) take(attempt);
      } finally {
        effort = { ...effort, running: false };
        changed();
      }
      return true;
    },
    hint() {
      const next = nextHint(effort);
      effort = next?.after ?? effort;
      return next?.hint;
    },
    async syscalls() {
      if (effort.attempt === undefined) return;
      const { seed, transport: over } = effort.attempt;
      const again = { ...request, file, seed, transport: over, syscalls: true, signal: closing.signal };
      effort = { ...effort, syscalls: (await isolation.run(again)).syscalls ?? "This drill has no program." };
    },
    giveUp() {
      effort = { ...effort, gaveUp: true, solution: solutionOf(decks, drill, language) };
    },
    type: (line) => save(file, `${line}\n`),
    keep: take,
    propose: () => propose(db, key, effort, options.now(), presets),
    rate: (rating) => void rateNow(db, { key, deck: "" }, rating, options.now(), presets),
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

/** Transports of the known solution in this language. */
function spokenBy(decks: string, drill: Drill, language: Language) {
  const isSolution = (file: DrillFile): boolean => file.kind === "solution" && file.language.id === language.id;
  return filesOf(decks, drill).find(isSolution)?.transports;
}
