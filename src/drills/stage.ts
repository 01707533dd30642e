import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Words } from "../echo/script.ts";
import type { Transcript } from "../echo/transcript.ts";
import type { Drill, LiveTransport } from "../model.ts";
import { type CageName, type Ending, type Limits, runCaged, type Running, type Stop } from "./cage.ts";
import { plainEnvironment } from "./environment.ts";
import type { Verdict } from "./judge.ts";
import type { Toolchain } from "./languages.ts";

/** All that one run has, before its program is built: what the roles share. */
export interface Stage {
  readonly drill: Drill;
  readonly transport: LiveTransport;
  readonly words: Words;
  readonly toolchain: Toolchain;
  /** The run's own folder; the source stands in it. */
  readonly folder: string;
  readonly source: string;
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

/**
 * Builds the program; what the compiler says when it refuses. The compiler is trusted: a time limit and our folder
 * are enough. Its messages name the file as the learner does.
 */
export async function build({ toolchain, folder, source }: Stage): Promise<string | undefined> {
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

/** The program in its cage, told what `environment` says, and waiting to be started. */
export function cageProgram(stage: Stage, environment: Readonly<Record<string, string>>): Running {
  const { toolchain, folder, source, limits } = stage;
  const { limitsMemory, buffersOutput } = toolchain.language;
  const command = filled(toolchain.run, source);
  const told = { ...plainEnvironment(folder), ...environment };
  return runCaged({ command, folder, environment: told, limits, limitsMemory, buffersOutput }, stage.cage);
}

/** Paths are relative to the working folder, so that messages show no more than the name. */
function filled(command: readonly string[], source: string): readonly string[] {
  const file = source.startsWith("-") ? `./${source}` : source;
  return command.map((word) => ({ "{source}": file, "{program}": "./program" })[word] ?? word);
}

/** Its last words on stderr are what its language says of a text that cannot be started. */
export function saysNotStarted({ toolchain }: Stage, ending: Ending | undefined): boolean {
  if (ending === undefined || ending.code === 0) return false;
  return toolchain.language.notStarted?.test(ending.stderr.toString()) ?? false;
}

const note = { connection: 0, direction: "note" } as const;

export function noteStop(transcript: Transcript, why: Stop, waiting: string | undefined): void {
  if (waiting !== undefined) transcript.add({ ...note, kind: "blocked", preview: waiting });
  transcript.add({ ...note, kind: "exit", preview: `stopped (${why})` });
}

export function noteExit(transcript: Transcript, ending: Ending): void {
  transcript.add({ ...note, kind: "exit", preview: ending.signal ?? `exit ${ending.code}` });
}
