import { type ChildProcess, spawn } from "node:child_process";
import { CardsError } from "../errors.ts";
import { entryPath } from "../libc/entry.ts";
import type { LanguageId } from "./languages.ts";
import { ownNetwork, type Power } from "./own-network.ts";
import { type Attempt, runDrill, type RunRequest } from "./run.ts";
import { whenAborted } from "./stage.ts";

/**
 * Drills in a network of their own: server and learner's program both live in a process that sees nothing but its own
 * loopback, so that no program reaches the machine's network, or is reached from it.
 *
 *     cards ── orders, attempts (IPC) ── host ┬ our endpoint
 *                                             └ cage ─ the learner's program      host and cage: one network namespace
 *
 * What needs raw sockets has a host of its own, in which an ordinary user may open them (own-network.ts).
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

interface Waiting {
  readonly resolve: (attempt: Attempt) => void;
  readonly reject: (error: Error) => void;
}

interface Host {
  readonly process: ChildProcess;
  readonly waiting: Map<number, Waiting>;
}

/** Starts the host at once, so that it is there when the first program is built; one that died is replaced. */
export function openIsolation(way: (power: Power) => readonly string[] = ownNetwork): Isolation {
  if (way("plain").length === 0) return { run: runDrill, [Symbol.dispose]: () => undefined };
  const hosts = new Map<string, Host>();
  const hostOf = (power: Power): Host => {
    const words = way(power).length === 0 ? way("plain") : way(power);
    const before = hosts.get(words.join(" "));
    const host = before?.process.connected === true ? before : start(words);
    hosts.set(words.join(" "), host);
    return host;
  };
  hostOf("plain");
  let count = 0;
  return {
    async run(request) {
      // What an answer is carried by is a function of ours, and stays here.
      if (request.carry !== undefined) return runDrill(request);
      return order(hostOf(powerFor(request)), ++count, request);
    },
    [Symbol.dispose]() {
      for (const { process } of hosts.values()) if (process.connected) process.disconnect();
      hosts.clear();
    },
  };
}

function powerFor({ transport, drill }: RunRequest): Power {
  return (transport ?? drill.transports[0]) === "icmp" ? "raw" : "plain";
}

async function order(
  { process: host, waiting }: Host,
  id: number,
  { language, signal, ...request }: RunRequest,
): Promise<Attempt> {
  const answer = Promise.withResolvers<Attempt>();
  const send = (message: Order): void => void host.send(message, () => undefined);
  waiting.set(id, answer);
  host.channel?.ref();
  send({ kind: "run", id, language: language.id, request });
  using _ = whenAborted(signal, () => send({ kind: "abort", id }));
  try {
    return { ...(await answer.promise), network: "own" };
  } finally {
    waiting.delete(id);
    if (waiting.size === 0) host.channel?.unref();
  }
}

function start([tool = "", ...words]: readonly string[]): Host {
  const waiting = new Map<number, Waiting>();
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
  return { process: host, waiting };
}
