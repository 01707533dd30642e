import { copyFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { missingTransport } from "../echo/address.ts";
import { missingSight } from "../echo/interrupt.ts";
import { bytesOf, type Words } from "../echo/script.ts";
import { privateFolder } from "../echo/tidy.ts";
import { openTranscript, type WireEvent } from "../echo/transcript.ts";
import { CardsError, systemReason } from "../errors.ts";
import type { Drill, Transport } from "../model.ts";
import { type CageName, chooseCage, defaultLimits, type Limits } from "./cage.ts";
import { skipped, type Verdict } from "./judge.ts";
import type { Puzzle } from "../puzzle.ts";
import type { Language, LanguageId } from "./languages.ts";
import { findToolchain, missingTool } from "./toolchain.ts";
import type { Carry } from "./answer-wire.ts";
import type { Played } from "./foresight.ts";
import { playClient } from "./run-client.ts";
import { playPuzzle } from "./run-puzzle.ts";
import { playServer } from "./run-server.ts";
import { isNoRoom, noRoom } from "./room.ts";
import { hasCrashed, sanitized, sanitizerSays, traced, tracedCalls } from "./second-look.ts";
import { wordsOf } from "./seed.ts";
import type { Outcome, Stage } from "./stage.ts";

export interface RunRequest {
  readonly drill: Drill;
  readonly language: Language;
  /** The learner's source. */
  readonly file: string;
  /** The seed that token and stamp are made from; the same seed is the same run. */
  readonly seed: number;
  /** Instead of those of the seed. */
  readonly words?: Words;
  /** Default: the drill's first. */
  readonly transport?: Transport;
  readonly limits?: Limits;
  readonly cage?: CageName;
  /** Where settings and build caches are kept; default: the home that the environment names. */
  readonly home?: string | undefined;
  readonly signal?: AbortSignal;
  /** Under strace, where it is here: slower, and the attempt tells the calls. */
  readonly syscalls?: boolean;
  /** How an answer gets to the grader; default: directly. */
  readonly carry?: Carry;
}

/** One run of a program against a drill. */
export interface Attempt {
  readonly drill: Drill;
  readonly language: LanguageId;
  readonly transport: Transport;
  readonly seed: number;
  readonly verdict: Verdict;
  readonly events: readonly WireEvent[];
  readonly token: string;
  /** What stdout should have held; undefined when it is not looked at. */
  readonly expected: Uint8Array | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: string;
  /** Of a drill without a program: what came of its calls, as far as it is told. */
  readonly calls?: readonly Played[];
  /** The program's calls, if they were asked for; a sentence where strace is missing. */
  readonly syscalls?: readonly string[] | string;
  readonly cage: CageName;
  /** Nothing but a loopback of its own; absent: the machine's network. */
  readonly network?: "own";
  /** From source to verdict. */
  readonly ms: number;
}

/** Builds the program, runs it in its cage against the other side of its role, and judges what crossed the wire. */
export async function runDrill(request: RunRequest): Promise<Attempt> {
  try {
    return await runAs(request);
  } catch (error) {
    throw isNoRoom(error) ? noRoom(tmpdir(), error) : error;
  }
}

function runAs(request: RunRequest): Promise<Attempt> {
  if (request.drill.puzzle !== undefined) return runPuzzle(request, request.drill.puzzle);
  return request.drill.runs === "each" && request.transport === undefined ? runOnEach(request) : runOnce(request);
}

const noStrace = "The calls cannot be shown: strace is not here.";

/** Up to the first that does not pass. */
async function runOnEach(request: RunRequest): Promise<Attempt> {
  for (const transport of request.drill.transports.slice(0, -1)) {
    const attempt = await runOnce({ ...request, transport });
    if (attempt.verdict.status !== "pass") return attempt;
  }
  return runOnce({ ...request, transport: request.drill.transports.at(-1) ?? transportOf(request) });
}

/** No program, no cage: calls of the lab, or an answer. */
async function runPuzzle(request: RunRequest, puzzle: Puzzle): Promise<Attempt> {
  const { drill, language, seed } = request;
  const begin = performance.now();
  const { events = [], ...outcome } = await playPuzzle(request, puzzle);
  const printed = { token: "", expected: undefined, stdout: Buffer.alloc(0), stderr: "" };
  const ms = Math.round(performance.now() - begin);
  return { drill, language: language.id, seed, ...outcome, events, ...printed, cage: request.cage ?? chooseCage(), ms };
}

async function runOnce(request: RunRequest): Promise<Attempt> {
  const { drill, language, seed } = request;
  const begin = performance.now();
  const words = request.words ?? wordsOf(seed);
  const transport = transportOf(request);
  const cage = request.cage ?? chooseCage();
  const clock = stopwatch();
  const transcript = openTranscript(clock.ms);
  const finish = ({ verdict, ending }: Outcome): Attempt => ({
    drill,
    language: language.id,
    transport,
    seed,
    verdict,
    events: [...transcript.events],
    token: words.token.toString(),
    expected: drill.role === "server" ? undefined : drill.print && bytesOf(drill.print, words),
    stdout: ending?.stdout ?? Buffer.alloc(0),
    stderr: ending?.stderr.toString() ?? "",
    cage,
    ms: Math.round(performance.now() - begin),
  });

  const toolchain = await findToolchain(language, request.home);
  if (toolchain === undefined) {
    const reason = `${language.name} cannot be run here: ${missingTool(language, request.home)} is missing`;
    return finish({ verdict: skipped(reason), ending: undefined });
  }
  const missing = missingTransport(transport);
  if (missing !== undefined) return finish({ verdict: skipped(`${transport}: ${missing}`), ending: undefined });
  const unseen = missingSight(drill.wire);
  if (unseen !== undefined) return finish({ verdict: skipped(unseen), ending: undefined });
  using folder = privateFolder();
  const named = basename(request.file);
  const source = language.sourceName ?? named;
  copySource(request.file, join(folder.path, source));
  const { limits = defaultLimits, signal } = request;
  const place = { folder: folder.path, source, named, limits, cage, signal };
  const watched = request.syscalls === true ? traced(toolchain) : undefined;
  const stage: Stage = {
    drill,
    transport,
    words,
    toolchain: watched ?? toolchain,
    ...place,
    transcript,
    startClock: clock.start,
  };
  const played = await play(stage);
  const attempt = finish(hasCrashed(played) ? await explained({ ...stage, toolchain }, played, request.file) : played);
  if (request.syscalls !== true) return attempt;
  return { ...attempt, syscalls: watched === undefined ? noStrace : tracedCalls(folder.path) };
}

function play(stage: Stage): Promise<Outcome> {
  return stage.drill.role === "server" ? playServer(stage) : playClient(stage);
}

/** A crash is looked at once more, in a program that tells its line; what it did on the wire stays as it was. */
async function explained(stage: Stage, played: Outcome, file: string): Promise<Outcome> {
  const toolchain = sanitized(stage.toolchain);
  if (toolchain === undefined) return played;
  using folder = privateFolder();
  copySource(file, join(folder.path, stage.source));
  const again = { ...stage, toolchain, folder: folder.path, transcript: openTranscript(() => 0), startClock: () => 0 };
  const stderr = (await play(again)).ending?.stderr.toString() ?? "";
  const said = sanitizerSays(stderr, stage);
  if (said === undefined) return played;
  const checks = played.verdict.checks.map((check) =>
    check.status === "fail" ? { ...check, message: `${check.message}; ${said}` } : check,
  );
  return { ...played, verdict: { ...played.verdict, checks } };
}

function copySource(file: string, to: string): void {
  try {
    copyFileSync(file, to);
  } catch (cause) {
    if (isNoRoom(cause)) throw cause;
    const hint = "Name the program to be judged with --file.";
    throw new CardsError(`${file}: ${systemReason(cause)}`, hint, { exit: 2, cause });
  }
}

function transportOf({ transport, drill }: RunRequest): Transport {
  return transport ?? drill.transports[0] ?? "tcp4";
}

/** ms since it was started; 0 before. */
function stopwatch(): { readonly ms: () => number; readonly start: () => void } {
  let begin: number | undefined;
  return {
    ms: () => (begin === undefined ? 0 : performance.now() - begin),
    start: () => (begin = performance.now()),
  };
}
