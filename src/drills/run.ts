import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import { missingTransport } from "../echo/address.ts";
import { bytesOf } from "../echo/script.ts";
import { privateFolder } from "../echo/tidy.ts";
import { openTranscript, type WireEvent } from "../echo/transcript.ts";
import { CardsError } from "../errors.ts";
import type { Drill, LiveTransport } from "../model.ts";
import { type CageName, chooseCage, defaultLimits, type Limits } from "./cage.ts";
import { skipped, type Verdict } from "./judge.ts";
import { liveTransports } from "../notes/drill/drill-words.ts";
import { findToolchain, type Language, type LanguageId, missingTool } from "./languages.ts";
import { playClient } from "./run-client.ts";
import { playServer } from "./run-server.ts";
import { wordsOf } from "./seed.ts";
import type { Outcome, Stage } from "./stage.ts";

export interface RunRequest {
  readonly drill: Drill;
  readonly language: Language;
  /** The learner's source. */
  readonly file: string;
  /** The seed that token and stamp are made from; the same seed is the same run. */
  readonly seed: number;
  /** Default: the drill's first. */
  readonly transport?: LiveTransport;
  readonly limits?: Limits;
  readonly cage?: CageName;
  readonly signal?: AbortSignal;
}

/** One run of a program against a drill. */
export interface Attempt {
  readonly drill: Drill;
  readonly language: LanguageId;
  readonly transport: LiveTransport;
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

/** Builds the program, runs it in its cage against the other side of its role, and judges what crossed the wire. */
export async function runDrill(request: RunRequest): Promise<Attempt> {
  const { drill, language, seed } = request;
  const begin = performance.now();
  const words = wordsOf(seed);
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

  const toolchain = await findToolchain(language);
  if (toolchain === undefined) {
    const reason = `${language.name} cannot be run here: ${missingTool(language)} is missing`;
    return finish({ verdict: skipped(reason), ending: undefined });
  }
  const missing = missingTransport(transport);
  if (missing !== undefined) return finish({ verdict: skipped(`${transport}: ${missing}`), ending: undefined });
  using folder = privateFolder();
  const source = basename(request.file);
  copySource(request.file, join(folder.path, source));
  const { limits = defaultLimits, signal } = request;
  const place = { folder: folder.path, source, limits, cage, signal };
  const stage: Stage = { drill, transport, words, toolchain, ...place, transcript, startClock: clock.start };
  return finish(await (drill.role === "server" ? playServer(stage) : playClient(stage)));
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

/** What the format lets through can be run; the rest is for later versions. */
function transportOf(request: RunRequest): LiveTransport {
  const transport = request.transport ?? request.drill.transports[0];
  return liveTransports.find((live) => live === transport) ?? "tcp4";
}

/** ms since it was started; 0 before. */
function stopwatch(): { readonly ms: () => number; readonly start: () => void } {
  let begin: number | undefined;
  return {
    ms: () => (begin === undefined ? 0 : performance.now() - begin),
    start: () => (begin = performance.now()),
  };
}
