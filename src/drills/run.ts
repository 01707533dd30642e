import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Address, type Endpoint, openEndpoint, type StreamTransport } from "../echo/endpoint.ts";
import type { Words } from "../echo/script.ts";
import { bytesOf } from "../echo/script.ts";
import { privateFolder } from "../echo/tidy.ts";
import { openTranscript, type Transcript, type WireEvent } from "../echo/transcript.ts";
import { CardsError } from "../errors.ts";
import type { Drill } from "../model.ts";
import { type CageName, chooseCage, defaultLimits, type Ending, type Limits, runCaged, type Stop } from "./cage.ts";
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

  const built = await build(toolchain, folder.path, source);
  const nothing = { records: [], decoys: { port: false, protocol: false }, waiting: undefined, isUnstartable: false };
  if (built.error !== undefined) {
    const evidence = { drill: request.drill, words, buildError: built.error, ending: undefined, ...nothing };
    return finish(judge(evidence));
  }

  const transcript = openTranscript(clockFromNow());
  const options = { transport: transportOf(request), script: { steps: request.drill.wire, words } };
  await using endpoint = await openEndpoint(options, transcript);
  const run = await perform(request, toolchain, { folder: folder.path, source, endpoint, words });
  const isUnstartable =
    run.ending.code !== 0 && (toolchain.language.notStarted?.test(run.ending.stderr.toString()) ?? false);
  const { records, decoys } = endpoint;
  const evidence = { drill: request.drill, words, buildError: undefined, isUnstartable, records, decoys, ...run };
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

const compileLimits: Limits = { wallMs: 60_000, cpuSeconds: 30, memoryMiB: 0, outputBytes: 256 * 1024 };

/** The compiler is trusted and wants its caches, so it gets a process group and a time limit only. */
async function build(
  toolchain: Toolchain,
  folder: string,
  source: string,
): Promise<{ readonly error: string | undefined }> {
  if (toolchain.compile === undefined) return { error: undefined };
  const command = filled(toolchain.compile, source);
  const environment = plainEnvironment(folder);
  const plain = { limitsMemory: false, buffersOutput: false, limits: compileLimits };
  const ending = await runCaged({ command, folder, environment, ...plain }, "group").ended;
  if (ending.code === 0) return { error: undefined };
  return { error: ending.stderr.toString().replaceAll(`${folder}/`, "").trim() || `${command[0]} failed` };
}

/** The program's path is relative to its working folder, so that messages show no more than its name. */
function filled(command: readonly string[], source: string): readonly string[] {
  return command.map((word) => word.replace("{source}", source).replace("{program}", "./program"));
}

interface Stage {
  readonly folder: string;
  readonly source: string;
  readonly endpoint: Endpoint;
  readonly words: Words;
}

async function perform(request: RunRequest, toolchain: Toolchain, stage: Stage) {
  const { endpoint, folder } = stage;
  const { limitsMemory, buffersOutput } = toolchain.language;
  const environment = environmentOf(folder, endpoint.address, stage.words);
  const command = filled(toolchain.run, stage.source);
  const limits = request.limits ?? defaultLimits;
  const caged = { command, folder, environment, limits, limitsMemory, buffersOutput };

  const running = runCaged(caged, request.cage);
  const abort = (): void => running.stop("abort");
  request.signal?.addEventListener("abort", abort);
  endpoint.observe(running.pid);
  using watch = watchRun(running, endpoint.records, request.drill.wire.length);
  void running.stopping.then((why) => noteStop(endpoint.transcript, why, watch.waiting));
  const ending = await running.ended;
  request.signal?.removeEventListener("abort", abort);
  await endpoint.settled();
  if (ending.stopped === undefined) noteExit(endpoint.transcript, ending);
  return { ending, waiting: ending.stopped === undefined ? undefined : watch.waiting };
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

function clockFromNow(): () => number {
  const begin = performance.now();
  return () => performance.now() - begin;
}
