import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openEndpoint } from "../echo/endpoint.ts";
import { privateFolder } from "../echo/tidy.ts";
import { openTranscript, type WireEvent } from "../echo/transcript.ts";
import { CardsError, systemReason } from "../errors.ts";
import type { Drill, Transport } from "../model.ts";
import { chooseAddress } from "./address.ts";
import { clientEnvironment, serverEnvironment } from "./environment.ts";
import { scriptOf } from "./run-client.ts";
import { wordsOf } from "./seed.ts";

export interface ShellOptions {
  readonly drill: Drill;
  readonly transport: Transport;
  readonly seed: number;
  /** The folder of the work file. */
  readonly folder: string;
  /** argv of the shell. */
  readonly command: readonly string[];
  /** Called with what the shell's programs are told, before it opens. */
  readonly onReady: (environment: Readonly<Record<string, string>>) => void;
  /** Its stdout, as `spawn` takes it. */
  readonly stdout: "inherit" | number;
}

/**
 * A shell in which programs are told what a run tells them, with our endpoint alive for as long as it is open: for
 * gdb, strace and a second look. No cage, no limits, no verdict; what crossed the wire comes back.
 */
export async function openShell(options: ShellOptions): Promise<readonly WireEvent[]> {
  return options.drill.role === "server" ? shellForServer(options) : shellForClient(options);
}

async function shellForClient(options: ShellOptions): Promise<readonly WireEvent[]> {
  const { drill, transport, seed, onReady } = options;
  const words = wordsOf(seed);
  const begin = performance.now();
  const transcript = openTranscript(() => performance.now() - begin);
  await using endpoint = await openEndpoint({ transport, script: scriptOf(drill, words) }, transcript);
  const environment = clientEnvironment(endpoint, drill, words);
  onReady(environment);
  const shell = startShell(options, environment);
  endpoint.observe(shell.pid);
  await ended(shell);
  await endpoint.settled();
  return [...transcript.events];
}

/** The server is the learner's; there is nobody to come to it but the learner. */
async function shellForServer(options: ShellOptions): Promise<readonly WireEvent[]> {
  using folder = privateFolder();
  const environment = serverEnvironment(await chooseAddress(options.transport, folder.path));
  options.onReady(environment);
  await ended(startShell(options, environment));
  return [];
}

function startShell(
  { command: [tool = "sh", ...words], folder, stdout }: ShellOptions,
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const env = { ...process.env, ...environment };
  return spawn(tool, words, { cwd: folder, env, stdio: ["inherit", stdout, "inherit"] });
}

async function ended(shell: ChildProcess): Promise<void> {
  // Ctrl-C is for what runs in the shell, not for us: it ends with `exit`.
  const ignore = (): void => {};
  process.on("SIGINT", ignore);
  try {
    await once(shell, "exit");
  } catch (cause) {
    const hint = "The variable SHELL names the shell to be opened.";
    throw new CardsError(`${shell.spawnfile}: ${systemReason(cause)}`, hint, { exit: 4, cause });
  } finally {
    process.off("SIGINT", ignore);
  }
}
