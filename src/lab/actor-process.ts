import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { entryPath } from "../libc/entry.ts";
import type { Reply, Timed } from "./reply.ts";
import type { Request } from "./resolve.ts";

/** A running actor, as its session holds it. */
export interface ActorProcess {
  readonly pid: number;
  /** Sends a call; its reply comes when the call has come back. Undefined: the actor has ended instead. */
  ask(request: Request): Promise<Reply | undefined>;
  /** ms that the call under way waits at most; undefined: for ever. */
  patience(): number | undefined;
  /** Ends it, blocked or not, and waits until it is gone. */
  end(): Promise<void>;
}

/** Node's own descriptors are to stand above those of the learner: so many low ones are taken while it starts. */
const reserved = 24;

/** Starts an actor. Throws when it does not come up: the caller has made sure that the C library can be had. */
export async function startActor(): Promise<ActorProcess> {
  const words = ["--no-warnings", entryPath("lab/actor-child.ts"), String(2 + reserved)];
  // "ignore" would leave numbers above 2 free.
  const nothing = openSync("/dev/null", "r");
  const taken = Array.from({ length: reserved }, () => nothing);
  const child = spawn(process.execPath, words, { stdio: ["pipe", "pipe", "ignore", ...taken], env: {} });
  closeSync(nothing);
  const { stdin, stdout, pid } = child;
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()).once("error", () => resolve()));
  if (stdin === null || stdout === null || pid === undefined) throw new Error("the actor has no channel");
  // An actor that was ended takes nothing any more: its end is what is told.
  stdin.on("error", () => undefined);
  stdout.setEncoding("utf8");

  let waiting: ((reply: Reply | undefined) => void) | undefined;
  let patience: number | undefined;
  const take = (message: Reply | Timed): void => {
    if (message.kind === "timed") {
      patience = message.ms;
      return;
    }
    const settle = waiting;
    waiting = undefined;
    settle?.(message);
  };
  const reply = (): Promise<Reply | undefined> =>
    new Promise<Reply | undefined>((resolve) => {
      waiting = resolve;
      patience = undefined;
    });
  let text = "";
  stdout.on("data", (piece: string) => {
    const lines = (text + piece).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) take(JSON.parse(line) as Reply | Timed);
  });
  let hasEnded = false;
  void gone.then(() => {
    hasEnded = true;
    waiting?.(undefined);
  });
  if ((await reply()) === undefined) throw new Error("the actor did not start");
  return {
    pid,
    async ask(request) {
      if (hasEnded) return undefined;
      const answer = reply();
      stdin.write(`${JSON.stringify(request)}\n`);
      return answer;
    },
    patience: () => patience,
    async end() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
