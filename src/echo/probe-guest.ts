import { setTimeout as pause } from "node:timers/promises";
import { newPatience } from "./probe-patience.ts";

/** So many bytes in all, the server's end, or so many messages. */
export type Expected = number | "end" | { readonly messages: number };

/** One of our clients in a learner's server: a connection, or a socket that sends datagrams. */
export interface Guest {
  readonly connection: number;
  /** All that came back so far. */
  received(): Buffer;
  /** The same, as it came: of datagrams each is one message. */
  messages(): readonly Buffer[];
  /** How the server ended its side; `refused`: nobody takes datagrams there. */
  end(): "fin" | "rst" | "refused" | undefined;
  send(bytes: Uint8Array): void;
  /** Our half-close: we go on reading. */
  finish(): void;
  /** Waits for what is awaited, or until nothing more can come. Whether it was worth it. */
  until(what: Expected): Promise<boolean>;
  /** Sends, and is gone before an answer can be read. */
  sendAndLeave(bytes: Uint8Array): Promise<void>;
  /** Closes, whatever is still on its way. */
  leave(): void;
  /** Breaks the connection off: a reset on TCP, an end on Unix sockets, which have none. */
  reset(): Promise<void>;
}

/** Waits until `isDone`, or until nothing more can come of it; `wake` is given what to call when something came. */
export async function untilDone(
  pid: number,
  isDone: () => boolean,
  isOver: () => boolean,
  wake: (call: () => void) => void,
): Promise<boolean> {
  let patience = newPatience(pid);
  while (!isDone() && !isOver()) {
    const news = new Promise<true>((resolve) => wake(() => resolve(true)));
    if (await Promise.race([news, pause(patience.everyMs, false, { ref: false })])) patience = newPatience(pid);
    else if (patience.isOver()) break;
  }
  return isDone();
}
