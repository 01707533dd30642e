import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { constants } from "node:os";
import type { Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { processesMarked } from "../echo/processes.ts";
import { tidyUp } from "../echo/tidy.ts";
import { findTool } from "./languages.ts";

/**
 * What keeps a learner's program from staying behind or from taking the machine with it. It is the learner's own code,
 * so accidents are what is guarded against, not attacks. From best to plainest, and every verdict says which:
 *
 *     bwrap     own process ids, file system read-only but for the work folder
 *     unshare   own process ids
 *     group     a process group, and a mark in the environment by which strays are found
 *
 * In the first two a daemon that leaves its group and its parent dies with the cage. The network is the
 * machine's own in all of them, because the server is outside.
 */
export type CageName = "bwrap" | "unshare" | "group";

export interface Limits {
  readonly wallMs: number;
  readonly cpuSeconds: number;
  readonly memoryMiB: number;
  readonly outputBytes: number;
}

export const defaultLimits: Limits = { wallMs: 10_000, cpuSeconds: 5, memoryMiB: 512, outputBytes: 1024 * 1024 };

export interface Caged {
  /** argv of the program. */
  readonly command: readonly string[];
  /** Its working folder, the only one it may write to. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly limitsMemory: boolean;
  readonly buffersOutput: boolean;
}

/** time: the wall clock; deadlock: both sides were seen waiting; abort: nobody wants the answer any more. */
export type Stop = "time" | "cpu" | "output" | "deadlock" | "abort";

/** How a program came to its end. */
export interface Ending {
  readonly code: number | undefined;
  readonly signal: string | undefined;
  /** Why we stopped it; undefined when it ended by itself. */
  readonly stopped: Stop | undefined;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

export interface Running {
  readonly pid: number;
  /** Lets the program go: the cage around it is built before, while the compiler works. Its time counts from here. */
  start(): void;
  readonly ended: Promise<Ending>;
  /** Resolves in the moment in which it is stopped; never, when it ends by itself. */
  readonly stopping: Promise<Stop>;
  stop(why: Stop): void;
}

const rungs: readonly CageName[] = ["bwrap", "unshare", "group"];
let chosen: CageName | undefined;

/** The best cage that works here; found out once, by locking `true` into it. */
export function chooseCage(): CageName {
  chosen ??= rungs.find((cage) => cage === "group" || works(cage)) ?? "group";
  return chosen;
}

function works(cage: CageName): boolean {
  const [tool, ...words] = [...wrapper(cage, "/"), "true"] as const;
  return findTool(tool) !== undefined && spawnSync(tool, words, { stdio: "ignore", timeout: 5000 }).status === 0;
}

function wrapper(cage: CageName, folder: string): readonly string[] {
  // The program's tools may live in the home folder or in /tmp, so these stay readable: a corner knowingly cut.
  const readOnly = ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--bind", folder, folder];
  const bound = ["--chdir", folder, "--unshare-pid", "--unshare-ipc", "--die-with-parent", "--new-session", "--"];
  if (cage === "bwrap") return ["bwrap", ...readOnly, ...bound];
  // If we are killed, the kernel kills what we started (not in macOS, which has no such call).
  const withUs = findTool("setpriv") === undefined ? [] : ["setpriv", "--pdeathsig", "KILL", "--"];
  if (cage === "group") return withUs;
  const user = process.getuid?.() === 0 ? [] : ["--user", "--map-current-user"];
  return [...withUs, "unshare", ...user, "--pid", "--fork", "--kill-child", "--mount-proc", "--"];
}

/**
 * `ulimit` of sh sets what every system has: no core files, files of at most 1 MiB, processor seconds (the soft limit
 * first, so that it is told apart), address space. As process 1 of a cage signals would not act by default, so under
 * unshare the shell stays between.
 */
function limited(cage: CageName, caged: Caged): readonly string[] {
  const { cpuSeconds, memoryMiB } = caged.limits;
  const memory = caged.limitsMemory ? `ulimit -v ${memoryMiB * 1024};` : ":;";
  const processor = `ulimit -S -t ${cpuSeconds}; ulimit -H -t ${cpuSeconds + 1}`;
  const ulimits = `{ ulimit -c 0; ulimit -f 2048; ${processor}; ${memory} } 2>/dev/null;`;
  // A line on descriptor 3 lets it go; if we die before, there comes an end instead.
  const gate = "read -r go <&3 || exit 1; exec 3<&-;";
  const end = cage === "unshare" ? '"$@"; exit $?' : 'exec "$@"';
  const buffer = caged.buffersOutput && findTool("stdbuf") !== undefined ? ["stdbuf", "-oL"] : [];
  return ["sh", "-c", `${ulimits} ${gate} ${end}`, "sh", ...buffer, ...caged.command];
}

/** Builds the cage with a program that waits to be started. When `ended` resolves, none of its processes is left. */
export function runCaged(caged: Caged, cage: CageName = chooseCage()): Running {
  const mark = `ECHODECK_RUN=${randomUUID()}`;
  const [tool = "", ...words] = [...wrapper(cage, caged.folder), ...limited(cage, caged)];
  const child = spawn(tool, words, {
    cwd: caged.folder,
    detached: true,
    env: { ...caged.environment, ECHODECK_RUN: mark.split("=")[1] },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const gate = child.stdio[3] as Writable;
  gate.on("error", () => {});
  const stopping = Promise.withResolvers<Stop>();
  let stopped: Stop | undefined;
  const stop = (why: Stop): void => {
    stopped ??= why;
    stopping.resolve(stopped);
    killGroup(child);
  };
  const chore = tidyUp(() => {
    killGroup(child);
    for (let tries = 0; tries < 5 && killMarked(child, mark) > 0; tries++);
  });
  const output = collect(child, caged.limits.outputBytes, () => stop("output"));
  let wall: NodeJS.Timeout | undefined;
  const start = (): void => {
    wall = setTimeout(() => stop("time"), caged.limits.wallMs);
    gate.end("\n");
  };

  const ended = async (): Promise<Ending> => {
    const [code, signal] = await exitOf(child);
    clearTimeout(wall);
    killGroup(child);
    await sweep(child, mark);
    chore[Symbol.dispose]();
    await Promise.race([output.closed, pause(500, undefined, { ref: false })]);
    const by = signal ?? signalOf(code);
    return {
      code: by === undefined ? (code ?? undefined) : undefined,
      signal: by,
      stopped: stopped ?? (by === "SIGXCPU" ? "cpu" : undefined),
      stdout: Buffer.concat(output.stdout),
      stderr: Buffer.concat(output.stderr),
    };
  };
  return { pid: child.pid ?? 0, start, ended: ended(), stopping: stopping.promise, stop };
}

async function exitOf(child: ChildProcess): Promise<readonly [number | null, NodeJS.Signals | null]> {
  try {
    return (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  } catch {
    return [127, null];
  }
}

/** Shells and cages report death by a signal as 128 + its number. */
function signalOf(code: number | null): string | undefined {
  if (code === null || code <= 128) return undefined;
  return Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // Already gone.
  }
}

/** How many strays were found and killed. */
function killMarked(child: ChildProcess, mark: string): number {
  const strays = processesMarked(mark, child.pid ?? 0);
  for (const pid of strays) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone in the meantime.
    }
  }
  return strays.length;
}

/** Until none is left: killing takes the kernel a moment, and a program may be forking on. */
async function sweep(child: ChildProcess, mark: string): Promise<void> {
  for (let tries = 0; tries < 500 && killMarked(child, mark) > 0; tries++) await pause(1);
}

function collect(child: ChildProcess, most: number, onFlood: () => void) {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let length = 0;
  const take = (into: Buffer[]) => (chunk: Buffer) => {
    const room = most - length;
    length += chunk.length;
    if (room > 0) into.push(chunk.subarray(0, room));
    if (chunk.length > room) onFlood();
  };
  child.stdout?.on("data", take(stdout));
  child.stderr?.on("data", take(stderr));
  const closed = once(child, "close").catch(() => {});
  return { stdout, stderr, closed };
}
