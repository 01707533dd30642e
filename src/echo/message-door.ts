import { spawn } from "node:child_process";
import { once } from "node:events";
import { CardsError } from "../errors.ts";
import { entryPath } from "../libc/entry.ts";
import type { MessageTransport } from "../model.ts";
import type { Order, Report } from "./message-words.ts";
import { tidyUp } from "./tidy.ts";

/** The child program that holds the sockets, as seen from here. */
export interface MessageDoor extends AsyncDisposable {
  /** Sends one message; `done` is told the errno's name where the kernel refused it. */
  send(letter: Letter, done: (errno: string | undefined) => void): void;
  /** Our half-close of a connection. */
  end(connection: number): void;
  /** Resolves when all that has come so far has been told. Throws CardsError where the child is gone. */
  sync(): Promise<void>;
}

export interface Letter {
  /** 0 where there are no connections. */
  readonly connection: number;
  readonly to: string;
  readonly bytes: Uint8Array;
}

/** Starts a server of messages at `place` (message-child.ts); `hear` is told what comes there. */
export async function openMessageDoor(
  transport: MessageTransport,
  place: string,
  hear: (report: Report) => void,
): Promise<MessageDoor> {
  const program = [entryPath("echo/message-child.ts"), JSON.stringify({ transport, place })];
  // Ctrl-C is for us: the child ends when we close its standard input, or die.
  const child = spawn(process.execPath, program, { detached: true, env: {}, stdio: ["pipe", "pipe", "ignore"] });
  const chore = tidyUp(() => child.kill("SIGKILL"));
  const awaited = new Map<number, (errno: string | undefined) => void>();
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => {});
  child.on("error", gone.reject);
  child.on("exit", (code, signal) =>
    gone.reject(
      new CardsError(
        `${transport}: our server ended (${signal ?? `exit ${code}`})`,
        "Run it again: this is our fault.",
      ),
    ),
  );
  child.stdin.on("error", () => {});
  const ready = Promise.withResolvers<Report>();
  let text = "";
  child.stdout.setEncoding("latin1").on("data", (chunk: string) => {
    const lines = (text + chunk).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) understand(JSON.parse(line) as Report);
  });
  const understand = (report: Report): void => {
    if (report.kind === "ready" || report.kind === "failed") return ready.resolve(report);
    if (report.kind !== "sent" && report.kind !== "synced") return hear(report);
    awaited.get(report.id)?.(report.kind === "sent" ? report.errno : undefined);
    awaited.delete(report.id);
  };
  const order = (order: Order): void => void child.stdin.write(`${JSON.stringify(order)}\n`);
  let orders = 0;

  try {
    const first = await Promise.race([ready.promise, gone.promise]);
    if (first.kind === "failed")
      throw new CardsError(`${first.call}: ${place}: ${first.errno}`, "Set TMPDIR to a folder with a short name.");
  } catch (error) {
    chore[Symbol.dispose]();
    throw error;
  }
  return {
    send({ connection, to, bytes }, done) {
      const id = ++orders;
      awaited.set(id, done);
      order({ kind: "send", id, connection, to, bytes: Buffer.from(bytes).toString("base64") });
    },
    end: (connection) => order({ kind: "end", connection }),
    sync() {
      const id = ++orders;
      const synced = new Promise<void>((resolve) => awaited.set(id, () => resolve()));
      order({ kind: "sync", id });
      return Promise.race([synced, gone.promise]);
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      chore[Symbol.dispose]();
    },
  };
}
