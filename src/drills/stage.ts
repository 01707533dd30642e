import { execFile, type ExecFileException } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import type { Words } from "../echo/script.ts";
import type { Transcript } from "../echo/transcript.ts";
import type { Drill, Transport } from "../model.ts";
import { type CageName, type Ending, type Limits, runCaged, type Running, type Stop } from "./cage.ts";
import { plainEnvironment } from "./environment.ts";
import type { Verdict } from "./judge.ts";
import { noRoom } from "./room.ts";
import type { Toolchain } from "./toolchain.ts";

/** All that one run has, before its program is built: what the roles share. */
export interface Stage {
  readonly drill: Drill;
  readonly transport: Transport;
  readonly words: Words;
  readonly toolchain: Toolchain;
  /** The run's own folder; the source stands in it. */
  readonly folder: string;
  readonly source: string;
  /** What the learner calls it; the compiler may want another name. */
  readonly named: string;
  readonly limits: Limits;
  readonly cage: CageName;
  readonly signal: AbortSignal | undefined;
  readonly transcript: Transcript;
  /** Called when the program is let go: time counts from here. */
  readonly startClock: () => void;
}

/** What came of it. */
export interface Outcome {
  readonly verdict: Verdict;
  /** Undefined when the program was never started. */
  readonly ending: Ending | undefined;
}

const execute = promisify(execFile);
/** What every tool prints of ENOSPC. */
const noSpace = /No space left on device|Disk quota exceeded/i;
/** A compiler that builds its standard library first may need half a minute; that is kept, and done once. */
const compileMs = 120_000;

/** A program that waits to be started; or what the compiler says when it refuses. */
export interface Built {
  readonly running: Running;
  readonly buildError: string | undefined;
}

/** Builds the program; its cage, told what `environment` says, is put up while the compiler works. */
export async function build(stage: Stage, environment: Readonly<Record<string, string>>): Promise<Built> {
  const compiled = compile(stage);
  const running = cageProgram(stage, environment);
  try {
    return { running, buildError: await compiled };
  } catch (error) {
    running.stop("abort");
    await running.ended;
    throw error;
  }
}

/** The compiler is trusted: a time limit and our folder are enough. Its messages name the file as the learner does. */
async function compile(stage: Stage): Promise<string | undefined> {
  const { toolchain, folder } = stage;
  if (toolchain.compile === undefined) return undefined;
  const [tool = "", ...words] = filled(toolchain.compile, stage.source);
  const env = { ...plainEnvironment(folder), ...toolchain.compileEnvironment };
  try {
    await execute(tool, words, { cwd: folder, env, timeout: compileMs, maxBuffer: 256 * 1024, signal: stage.signal });
    return undefined;
  } catch (error) {
    const failure = error as ExecFileException;
    if (noSpace.test(failure.stderr ?? "")) throw noRoom(dirname(folder), error);
    return complaint(stage, tool, failure);
  }
}

function complaint({ folder, source, named }: Stage, tool: string, error: ExecFileException): string {
  if (error.killed === true) return `${tool} was stopped: it took more than ${compileMs / 1000} s`;
  const said = (error.stderr ?? "").replaceAll(`${folder}/`, "").trim();
  return said.replaceAll(`${source}:`, `${named}:`) || `${tool} failed`;
}

/** The program in its cage, told what `environment` says, and waiting to be started. */
export function cageProgram(stage: Stage, environment: Readonly<Record<string, string>>): Running {
  const { toolchain, folder, source, limits } = stage;
  const { memory, buffersOutput } = toolchain.language;
  const command = filled(toolchain.run, source);
  const told = { ...plainEnvironment(folder), ...toolchain.runEnvironment, ...environment };
  return runCaged({ command, folder, environment: told, limits, memory, buffersOutput }, stage.cage);
}

/** Paths are relative to the working folder, so that messages show no more than the name. */
function filled(command: readonly string[], source: string): readonly string[] {
  const file = source.startsWith("-") ? `./${source}` : source;
  return command.map((word) => word.replaceAll("{source}", file).replaceAll("{program}", "./program"));
}

/** Its last words on stderr are what its language says of a text that cannot be started. */
export function saysNotStarted({ toolchain }: Stage, ending: Ending | undefined): boolean {
  if (ending === undefined || ending.code === 0) return false;
  return toolchain.language.notStarted?.test(ending.stderr.toString()) ?? false;
}

/** Does it when nobody wants the answer any more, be that so already; until it is disposed. */
export function whenAborted(signal: AbortSignal | undefined, act: () => void): Disposable {
  if (signal?.aborted === true) act();
  signal?.addEventListener("abort", act);
  return { [Symbol.dispose]: () => signal?.removeEventListener("abort", act) };
}

const note = { connection: 0, direction: "note" } as const;

export function noteStop(transcript: Transcript, why: Stop, waiting: string | undefined): void {
  if (waiting !== undefined) transcript.add({ ...note, kind: "blocked", preview: waiting });
  transcript.add({ ...note, kind: "exit", preview: `stopped (${why})` });
}

export function noteExit(transcript: Transcript, ending: Ending): void {
  transcript.add({ ...note, kind: "exit", preview: ending.signal ?? `exit ${ending.code}` });
}
