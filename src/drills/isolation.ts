import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { CardsError } from "../errors.ts";
import { entryPath } from "../libc/entry.ts";
import type { LanguageId } from "./languages.ts";
import { type Attempt, runDrill, type RunRequest } from "./run.ts";
import { findTool } from "./toolchain.ts";

/**
 * Drills in a network of their own: server and learner's program both live in a process that sees nothing but its own
 * loopback, so that no program reaches the machine's network, or is reached from it.
 *
 *     cards ── orders, attempts (IPC) ── host ┬ our endpoint
 *                                             └ cage ─ the learner's program      host and cage: one network namespace
 *
 * Where no namespace can be had, drills run in this process, and every attempt says which it was.
 */
export interface Isolation extends Disposable {
  readonly run: (request: RunRequest) => Promise<Attempt>;
  [Symbol.dispose](): void;
}

type Sendable = Omit<RunRequest, "language" | "signal">;

/** What the host is told. */
export type Order =
  | { readonly kind: "run"; readonly id: number; readonly language: LanguageId; readonly request: Sendable }
  | { readonly kind: "abort"; readonly id: number };

/** What it answers, once for each run. */
export type Answer =
  | { readonly kind: "attempt"; readonly id: number; readonly attempt: Attempt }
  | {
      readonly kind: "refused";
      readonly id: number;
      readonly message: string;
      readonly hint: string;
      readonly exit: 1 | 2 | 4;
    }
  | { readonly kind: "broken"; readonly id: number; readonly stack: string };

let chosen: readonly string[] | undefined;

/** The words before a command that give it a network of its own; none where that cannot be had. Tried once. */
export function ownNetwork(): readonly string[] {
  chosen ??= ways().find(works) ?? [];
  return chosen;
}

function ways(): readonly (readonly string[])[] {
  const user = process.getuid?.() === 0 ? [] : ["--user", "--map-current-user", "--keep-caps"];
  return [
    ["bwrap", "--dev-bind", "/", "/", "--unshare-net", "--"],
    ["unshare", ...user, "--net", "--", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"],
  ];
}

function works([tool = "", ...words]: readonly string[]): boolean {
  if (findTool(tool) === undefined) return false;
  return spawnSync(tool, [...words, "true"], { stdio: "ignore", timeout: 5000 }).status === 0;
}

interface Waiting {
  readonly resolve: (attempt: Attempt) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the host at once, so that it is there when the first program is built; one that died is replaced. */
export function openIsolation(way = ownNetwork()): Isolation {
  if (way.length === 0) return { run: runDrill, [Symbol.dispose]: () => undefined };
  const waiting = new Map<number, Waiting>();
  let host: ChildProcess | undefined = start(way, waiting);
  let count = 0;
  return {
    async run(request) {
      // What an answer is carried by is a function of ours, and stays here.
      if (request.carry !== undefined) return runDrill(request);
      if (host === undefined || !host.connected) host = start(way, waiting);
      return order(host, ++count, request, waiting);
    },
    [Symbol.dispose]() {
      if (host?.connected === true) host.disconnect();
      host = undefined;
    },
  };
}

async function order(
  host: ChildProcess,
  id: number,
  { language, signal, ...request }: RunRequest,
  waiting: Map<number, Waiting>,
): Promise<Attempt> {
  const answer = Promise.withResolvers<Attempt>();
  const send = (message: Order): void => void host.send(message, () => undefined);
  const abort = (): void => send({ kind: "abort", id });
  signal?.addEventListener("abort", abort);
  waiting.set(id, answer);
  host.channel?.ref();
  send({ kind: "run", id, language: language.id, request });
  try {
    return { ...(await answer.promise), network: "own" };
  } finally {
    waiting.delete(id);
    signal?.removeEventListener("abort", abort);
    if (waiting.size === 0) host.channel?.unref();
  }
}

function start([tool = "", ...words]: readonly string[], waiting: Map<number, Waiting>): ChildProcess {
  const host = spawn(tool, [...words, process.execPath, entryPath("drills/host-child.ts")], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    serialization: "advanced",
  });
  host.on("message", (answer: Answer) => {
    const asked = waiting.get(answer.id);
    if (answer.kind === "attempt") asked?.resolve(answer.attempt);
    else if (answer.kind === "refused")
      asked?.reject(new CardsError(answer.message, answer.hint, { exit: answer.exit }));
    else asked?.reject(new Error(answer.stack));
  });
  const gone = (): void => {
    const hint = "Nothing was judged and nothing is lost: run the drill once more.";
    for (const { reject } of waiting.values()) reject(new CardsError("the process that runs drills was ended", hint));
  };
  host.on("error", gone);
  host.on("exit", gone);
  // It keeps nobody awake who has nothing to ask.
  host.unref();
  host.channel?.unref();
  return host;
}
