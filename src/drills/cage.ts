import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import type { Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { processTree, threadsHere, threadsOfUser } from "../echo/processes.ts";
import { tidyUp } from "../echo/tidy.ts";
import { hiddenHome } from "./cage-view.ts";
import { collect, exitOf, kill, killGroup, killMarked, signalOf, sweep } from "./cage-process.ts";
import type { Language } from "./languages.ts";
import { isMappedRoot } from "./own-network.ts";
import { findTool } from "./toolchain.ts";

/**
 * What keeps a learner's program from staying behind or from taking the machine with it. It is the learner's own code,
 * so accidents are what is guarded against, not attacks. From best to plainest, and every verdict says which:
 *
 *     bwrap     own process ids, file system read-only but for the work folder, the home hidden
 *     unshare   own process ids
 *     group     a process group, and a mark in the environment by which strays are found
 *
 * In the first two a daemon that leaves its group and its parent dies with the cage. The network is that of whoever
 * builds the cage, because the server is outside of it (isolation.ts).
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
  readonly memory: Language["memory"];
  readonly buffersOutput: boolean;
}

/**
 * time: the wall clock; deadlock: both sides were seen waiting; done: a server, of which all is known; abort: nobody
 * wants the answer any more.
 */
export type Stop = "time" | "cpu" | "output" | "deadlock" | "done" | "abort";

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
  /** Of the cage, which is the program itself where there is none. */
  readonly pid: number;
  /** The learner's own process in the cage; undefined when it is not there (any more). */
  program(): number | undefined;
  /** Lets the program go: the cage around it is built before, while the compiler works. Its time counts from here. */
  start(): void;
  readonly ended: Promise<Ending>;
  /** Resolves in the moment in which it is stopped; never, when it ends by itself. */
  readonly stopping: Promise<Stop>;
  stop(why: Stop): void;
  /** Ends what would run for ever: SIGTERM, so that it may tidy up, and soon after SIGKILL. */
  finish(): void;
}

/** From SIGTERM to SIGKILL. */
const graceMs = 300;
/** How many processes of its own the cage puts above the program: itself, and process 1 inside. */
const programDepth: Readonly<Record<CageName, number>> = { bwrap: 2, unshare: 2, group: 0 };

const rungs: readonly CageName[] = ["bwrap", "unshare", "group"];
let chosen: CageName | undefined;

/** The best cage that works here; found out once, by locking `true` into it. */
export function chooseCage(): CageName {
  chosen ??= rungs.find((cage) => cage === "group" || works(cage)) ?? "group";
  return chosen;
}

function works(cage: CageName): boolean {
  const [tool, ...words] = [...wrapper(cage, tmpdir(), ""), "true"] as const;
  return findTool(tool) !== undefined && spawnSync(tool, words, { stdio: "ignore", timeout: 5000 }).status === 0;
}

function wrapper(cage: CageName, folder: string, tool: string): readonly string[] {
  const view = ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", ...hiddenHome(tool)];
  const readOnly = [...view, "--bind", folder, folder];
  const bound = ["--chdir", folder, "--unshare-pid", "--unshare-ipc", "--die-with-parent", "--new-session", "--"];
  const powers = isMappedRoot() ? onlyRaw[cage] : [];
  if (cage === "bwrap") return ["bwrap", ...readOnly, ...powers, ...bound];
  // If we are killed, the kernel kills what we started (not in macOS, which has no such call).
  const withUs = findTool("setpriv") === undefined ? [] : ["setpriv", "--pdeathsig", "KILL", "--"];
  if (cage === "group") return [...withUs, ...powers];
  const user = process.getuid?.() === 0 ? [] : ["--user", "--map-current-user"];
  return [...withUs, "unshare", ...user, "--pid", "--fork", "--kill-child", "--mount-proc", "--", ...powers];
}

const bySetpriv = ["setpriv", "--bounding-set=-all,+net_raw", "--inh-caps=-all", "--"];
/** The root of a namespace of ours (own-network.ts) is there for raw sockets: this is all that a program gets of it. */
const onlyRaw: Readonly<Record<CageName, readonly string[]>> = {
  bwrap: ["--cap-drop", "ALL", "--cap-add", "CAP_NET_RAW"],
  unshare: bySetpriv,
  group: bySetpriv,
};

/**
 * `ulimit` of sh sets what every system has: no core files, files of at most 1 MiB, processor seconds (the soft limit
 * first, so that it is told apart), address space. As process 1 of a cage signals would not act by default, so under
 * unshare the shell stays between.
 */
function limited(cage: CageName, caged: Caged): readonly string[] {
  const { cpuSeconds, memoryMiB } = caged.limits;
  const ways = { addresses: `-v ${memoryMiB * 1024}`, data: `-d ${memoryMiB * 2048}`, unlimited: "-c 0" };
  const processor = `ulimit -S -t ${cpuSeconds}; ulimit -H -t ${cpuSeconds + 1}`;
  const ulimits = `{ ulimit -c 0; ulimit -f 2048; ${processor}; ulimit ${ways[caged.memory]}; ${processLimit()} } 2>/dev/null;`;
  // A line on descriptor 3 lets it go; if we die before, there comes an end instead.
  const gate = "read -r go <&3 || exit 1; exec 3<&-;";
  const end = cage === "unshare" ? '"$@"; exit $?' : 'exec "$@"';
  const buffer = caged.buffersOutput && findTool("stdbuf") !== undefined ? ["stdbuf", "-oL"] : [];
  return ["sh", "-c", `${ulimits} ${gate} ${end}`, "sh", ...buffer, ...caged.command];
}

/** So many processes and threads beyond those that there are already. */
const mostProcesses = 64;

/**
 * The limit counts all that its user runs, so it is set above that; root has none. dash and bash name it differently.
 */
function processLimit(): string {
  const user = process.getuid?.() ?? 0;
  const most = user === 0 ? 0 : threadsOfUser(user) + mostProcesses;
  return most <= mostProcesses ? "" : `ulimit -u ${most} || ulimit -p ${most};`;
}

/**
 * Root is held by no such limit: a program of root's that forks without end is stopped as one that spins. It multiplies
 * within milliseconds, so the machine's count is looked at first, which costs next to nothing.
 */
function watchCrowd(pid: number, stop: () => void): NodeJS.Timeout | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const before = threadsHere();
  return setInterval(() => {
    if (threadsHere() > before + mostProcesses && processTree(pid).length > mostProcesses) stop();
  }, 20);
}

/** Builds the cage with a program that waits to be started. When `ended` resolves, none of its processes is left. */
export function runCaged(caged: Caged, cage: CageName = chooseCage()): Running {
  const mark = `ECHODECK_RUN=${randomUUID()}`;
  const [tool = "", ...words] = [...wrapper(cage, caged.folder, caged.command[0] ?? ""), ...limited(cage, caged)];
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
  let isOver = false;
  const stop = (why: Stop): void => {
    stopped ??= why;
    stopping.resolve(stopped);
    // Its number may be somebody else's by now.
    if (!isOver) killGroup(child);
  };
  let wall: NodeJS.Timeout | undefined;
  let crowd: NodeJS.Timeout | undefined;
  const program = (): number | undefined => (isOver ? undefined : processTree(child.pid ?? 0)[programDepth[cage]]);
  const finish = (): void => {
    const pid = program();
    if (isOver || stopped !== undefined) return;
    clearTimeout(wall);
    stopped = "done";
    if (pid !== undefined) kill(pid, "SIGTERM");
    wall = setTimeout(() => stop("done"), pid === undefined ? 0 : graceMs);
  };
  let isSwept = false;
  const chore = tidyUp(() => {
    killGroup(child);
    for (let tries = isSwept ? 5 : 0; tries < 5 && killMarked(child, mark) > 0; tries++);
  });
  const output = collect(child, caged.limits.outputBytes, () => stop("output"));
  const start = (): void => {
    if (isOver) return;
    crowd = watchCrowd(child.pid ?? 0, () => stop("cpu"));
    wall = setTimeout(() => stop("time"), caged.limits.wallMs);
    gate.end("\n");
  };

  const ended = async (): Promise<Ending> => {
    const [code, signal] = await exitOf(child);
    isOver = true;
    clearTimeout(wall);
    clearInterval(crowd);
    killGroup(child);
    await sweep(child, mark);
    isSwept = true;
    chore[Symbol.dispose]();
    await Promise.race([output.closed, pause(500, undefined, { ref: false })]);
    const by = signal ?? signalOf(code);
    return {
      code: by === undefined ? (code ?? undefined) : undefined,
      signal: by,
      stopped: stopped ?? (by === "SIGXCPU" ? "cpu" : undefined),
      stdout: Buffer.concat(output.stdout),
      stderr: withShortPaths(Buffer.concat(output.stderr), caged.folder),
    };
  };
  return { pid: child.pid ?? 0, program, start, ended: ended(), stopping: stopping.promise, stop, finish };
}

/** What stands in the work folder is told by its name alone. */
function withShortPaths(text: Buffer, folder: string): Buffer {
  const short = text.toString("latin1").replaceAll(`file://${folder}/`, "").replaceAll(`${folder}/`, "");
  return Buffer.from(short, "latin1");
}
