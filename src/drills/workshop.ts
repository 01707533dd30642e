import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CardsError } from "../errors.ts";
import type { Drill } from "../model.ts";
import { starterOf } from "./catalogue.ts";
import type { Language } from "./languages.ts";
import { isNoRoom, noRoom } from "./room.ts";
import { type Attempt, runDrill, type RunRequest } from "./run.ts";

/** The file that a learner works on. */
export interface Workshop {
  readonly file: string;
  readonly starter: string;
  /** False when there was one already: it is never overwritten. */
  readonly isNew: boolean;
}

/** Opens the work file of a drill in `folder`, made from the starter when there is none. */
export function openWorkshop(folder: string, drill: Drill, language: Language, decks: string): Workshop {
  // The folder is the repetition's number: each has another order of the calls, or another transport.
  const starter = starterOf(decks, drill, language, Number(basename(folder)) || 1);
  if (starter === undefined) {
    throw new CardsError(`${drill.id} cannot be done in ${language.name}`, "Choose another language with --lang.");
  }
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${drill.id}.${language.extension}`);
  try {
    writeFileSync(file, starter, { flag: "wx" });
    return { file, starter, isNew: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return { file, starter, isNew: false };
    // Half a starter would be taken for the learner's own work.
    rmSync(file, { force: true });
    throw isNoRoom(error) ? noRoom(folder, error) : error;
  }
}

/** An editor that saves in two strokes is given this long before an error is shown. */
const burstMs = 150;

/**
 * One attempt a save, for as long as the signal lets it. The starter as it was given is never run, and a file that does
 * not build and is saved again at once was only half written: nobody wants to see that.
 */
export async function* attemptsOf(
  work: Workshop,
  request: Omit<RunRequest, "file" | "seed" | "signal">,
  nextSeed: () => number,
  signal: AbortSignal,
  run: (request: RunRequest) => Promise<Attempt> = runDrill,
): AsyncIterable<Attempt> {
  for await (const source of watchSaves(work.file, signal)) {
    if (source === work.starter) continue;
    const attempt = await whenThere(run, { ...request, file: work.file, seed: nextSeed(), signal });
    if (signal.aborted) return;
    if (attempt === undefined) continue;
    if (attempt.verdict.status === "error" && (await changesWithin(work.file, source, burstMs))) continue;
    yield attempt;
  }
}

/** Some editors take the old file away before the new one is there; undefined where none comes. */
async function whenThere(
  run: (request: RunRequest) => Promise<Attempt>,
  request: RunRequest,
): Promise<Attempt | undefined> {
  try {
    return await run(request);
  } catch (error) {
    if (!(error instanceof CardsError) || error.exit !== 2) throw error;
    return (await changesWithin(request.file, "", burstMs)) ? run(request) : undefined;
  }
}

/**
 * The file's text each time it is another, and not empty (an editor has cut the file, and is about to write it). The
 * folder is watched, not the file, because most editors save by renaming a new file over the old one.
 */
export async function* watchSaves(path: string, signal: AbortSignal): AsyncIterable<string> {
  let wake: (() => void) | undefined;
  const watcher = watchFolder(dirname(path), () => wake?.());
  signal.addEventListener("abort", () => wake?.(), { once: true });
  let before = textOf(path);
  try {
    while (!signal.aborted) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      const text = textOf(path);
      if (text === before || text.trim() === "") await changed;
      else yield (before = text);
    }
  } finally {
    watcher.close();
  }
}

const everyMs = 250;

/** The system has only so many watches for all programs of a user: where none is left, a look now and then has to do. */
function watchFolder(folder: string, onChange: () => void): { close(): void } {
  try {
    return watch(folder, onChange);
  } catch {
    const timer = setInterval(onChange, everyMs);
    return { close: () => clearInterval(timer) };
  }
}

async function changesWithin(file: string, source: string, limitMs: number): Promise<boolean> {
  const begin = performance.now();
  while (performance.now() - begin < limitMs) {
    if (textOf(file) !== source) return true;
    await pause(5);
  }
  return false;
}

/** Empty in the moment between two files of one name. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
