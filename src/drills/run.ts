import { execFile } from "node:child_process";
import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { type Address, type Endpoint, openEndpoint, type StreamTransport } from "../echo/endpoint.ts";
import type { Words } from "../echo/script.ts";
import { bytesOf } from "../echo/script.ts";
import { privateFolder } from "../echo/tidy.ts";
import { openTranscript, type Transcript, type WireEvent } from "../echo/transcript.ts";
import { CardsError } from "../errors.ts";
import type { Drill } from "../model.ts";
import {
  type CageName,
  chooseCage,
  defaultLimits,
  type Ending,
  type Limits,
  runCaged,
  type Running,
  type Stop,
} from "./cage.ts";
import { drillEnvironment, plainEnvironment } from "./environment.ts";
import { judge, skipped, type Verdict } from "./judge.ts";
import { findToolchain, type Language, type LanguageId, missingTool, type Toolchain } from "./languages.ts";
import { wordsOf } from "./seed.ts";
import { watchRun } from "./waiting.ts";

export interface RunRequest {
  readonly drill: Drill;
  readonly language: Language;
  /** The learner's source. */
  readonly file: string;
  /** The seed that token and stamp are made from; the same seed is the same run. */
  readonly seed: number;
  /** Default: the drill's first. */
  readonly transport?: StreamTransport;
  readonly limits?: Limits;
  readonly cage?: CageName;
  readonly signal?: AbortSignal;
}

const execute = promisify(execFile);

/** One run of a program against a drill. */
export interface Attempt {
  readonly drill: Drill;
  readonly language: LanguageId;
  readonly transport: StreamTransport;
  readonly seed: number;
  readonly verdict: Verdict;
  readonly events: readonly WireEvent[];
  readonly token: string;
  /** What stdout should have held; undefined when it is not looked at. */
  readonly expected: Uint8Array | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: string;
  readonly cage: CageName;
  /** From source to verdict. */
  readonly ms: number;
}

/** Builds the program, runs it against a fresh endpoint, and judges what crossed the wire. One run, one verdict. */
export async function runDrill(request: RunRequest): Promise<Attempt> {
  const begin = performance.now();
  const words = wordsOf(request.seed);
  const finish = (verdict: Verdict, ending?: Ending, events: readonly WireEvent[] = []): Attempt => ({
    ...description(request, words),
    verdict,
    events,
    stdout: ending?.stdout ?? Buffer.alloc(0),
    stderr: ending?.stderr.toString() ?? "",
    ms: Math.round(performance.now() - begin),
  });

  const toolchain = await findToolchain(request.language);
  if (toolchain === undefined) {
    const { name } = request.language;
    return finish(skipped(`${name} cannot be run here: ${missingTool(request.language)} is missing`));
  }
  using folder = privateFolder();
  const source = basename(request.file);
  copySource(request.file, join(folder.path, source));

  const clock = stopwatch();
  const transcript = openTranscript(clock.ms);
  const options = { transport: transportOf(request), script: { steps: request.drill.wire, words } };
  await using endpoint = await openEndpoint(options, transcript);
  const running = cageFor(request, toolchain, { folder: folder.path, source, endpoint, words });
  endpoint.observe(running.pid);

  const buildError = await build(toolchain, folder.path, source);
  clock.start();
  const run = await (buildError === undefined ? perform(request, running, endpoint) : cancel(running));
  const { records, decoys } = endpoint;
  const isUnstartable = saysNotStarted(toolchain.language, run.ending);
  const evidence = { drill: request.drill, words, buildError, isUnstartable, records, decoys, ...run };
  return finish(judge(evidence), run.ending, [...transcript.events]);
}

function copySource(file: string, to: string): void {
  try {
    copyFileSync(file, to);
  } catch (error) {
    throw new CardsError(`${file}: no such file`, "Name the program to be judged with --file.", {
      exit: 2,
      cause: error,
    });
  }
}

function description(request: RunRequest, words: Words) {
  const { drill, language, seed } = request;
  const expected = drill.print && bytesOf(drill.print, words);
  const cage = request.cage ?? chooseCage();
  return {
    drill,
    language: language.id,
    transport: transportOf(request),
    seed,
    token: words.token.toString(),
    expected,
    cage,
  };
}

function transportOf(request: RunRequest): StreamTransport {
  const transport = request.transport ?? request.drill.transports[0];
  return transport === "unix-stream" ? "unix-stream" : "tcp4";
}

/** The compiler is trusted: a time limit and our folder are enough. Its messages name the file as the learner does. */
async function build(toolchain: Toolchain, folder: string, source: string): Promise<string | undefined> {
  if (toolchain.compile === undefined) return undefined;
  const [tool = "", ...words] = filled(toolchain.compile, source);
  try {
    await execute(tool, words, { cwd: folder, env: plainEnvironment(folder), timeout: 60_000, maxBuffer: 256 * 1024 });
    return undefined;
  } catch (error) {
    const said = (error as { readonly stderr?: string }).stderr ?? "";
    return said.replaceAll(`${folder}/`, "").trim() || `${tool} failed`;
  }
}

/** Paths are relative to the working folder, so that messages show no more than the name. */
function filled(command: readonly string[], source: string): readonly string[] {
  const file = source.startsWith("-") ? `./${source}` : source;
  return command.map((word) => ({ "{source}": file, "{program}": "./program" })[word] ?? word);
}

interface Stage {
  readonly folder: string;
  readonly source: string;
  readonly endpoint: Endpoint;
  readonly words: Words;
}

function cageFor(request: RunRequest, toolchain: Toolchain, stage: Stage): Running {
  const { limitsMemory, buffersOutput } = toolchain.language;
  const command = filled(toolchain.run, stage.source);
  const environment = environmentOf(stage.folder, stage.endpoint.address, stage.words);
  const limits = request.limits ?? defaultLimits;
  const caged = { command, folder: stage.folder, environment, limits, limitsMemory, buffersOutput };
  return runCaged(caged, request.cage);
}

interface Run {
  /** Undefined when it was not started. */
  readonly ending: Ending | undefined;
  /** What both sides waited for, if it had to be stopped. */
  readonly waiting: string | undefined;
}

async function perform(request: RunRequest, running: Running, endpoint: Endpoint): Promise<Run> {
  const { signal, drill } = request;
  const abort = (): void => running.stop("abort");
  signal?.addEventListener("abort", abort);
  using watch = watchRun(running, endpoint.records, drill.wire.length);
  void running.stopping.then((why) => noteStop(endpoint.transcript, why, watch.waiting));
  running.start();
  const ending = await running.ended;
  signal?.removeEventListener("abort", abort);
  await endpoint.settled();
  if (ending.stopped === undefined) noteExit(endpoint.transcript, ending);
  return { ending, waiting: ending.stopped === undefined ? undefined : watch.waiting };
}

async function cancel(running: Running): Promise<Run> {
  running.stop("abort");
  await running.ended;
  return { ending: undefined, waiting: undefined };
}

function saysNotStarted(language: Language, ending: Ending | undefined): boolean {
  if (ending === undefined || ending.code === 0) return false;
  return language.notStarted?.test(ending.stderr.toString()) ?? false;
}

function environmentOf(folder: string, address: Address, words: Words): Record<string, string> {
  return { ...plainEnvironment(folder), ...drillEnvironment(address, words.token.toString()) };
}

const note = { connection: 0, direction: "note" } as const;

function noteStop(transcript: Transcript, why: Stop, waiting: string | undefined): void {
  if (waiting !== undefined) transcript.add({ ...note, kind: "blocked", preview: waiting });
  transcript.add({ ...note, kind: "exit", preview: `stopped (${why})` });
}

function noteExit(transcript: Transcript, ending: Ending): void {
  transcript.add({ ...note, kind: "exit", preview: ending.signal ?? `exit ${ending.code}` });
}

/** ms since it was started; 0 before. */
function stopwatch(): { readonly ms: () => number; readonly start: () => void } {
  let begin: number | undefined;
  return {
    ms: () => (begin === undefined ? 0 : performance.now() - begin),
    start: () => (begin = performance.now()),
  };
}
