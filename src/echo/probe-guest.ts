import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Address } from "./address.ts";
import { newPatience } from "./probe-patience.ts";
import type { Transcript } from "./transcript.ts";

/** One of our clients in a learner's server. */
export interface Guest {
  readonly connection: number;
  /** All that came back so far. */
  received(): Buffer;
  /** How the server ended its side. */
  end(): "fin" | "rst" | undefined;
  send(bytes: Uint8Array): void;
  /** Our half-close: we go on reading. */
  finish(): void;
  /** Waits for so many bytes, for the server's end (`"end"`), or until nothing more can come. Whether it was worth it. */
  until(what: number | "end"): Promise<boolean>;
  /** Sends, and is gone before an answer can be read. */
  sendAndLeave(bytes: Uint8Array): Promise<void>;
  /** Closes, whatever is still on its way. */
  leave(): void;
}

export interface Host {
  readonly address: Address;
  /** The server's process, or the cage around it. */
  readonly pid: number;
  readonly transcript: Transcript;
}

/** Who sends more than anybody asked for is left. */
const mostBytes = 4 * 1024 * 1024;

/** Connects; the system's word for it (`ECONNREFUSED`) when nobody is there. */
export async function enter(host: Host, connection: number): Promise<Guest | string> {
  const patience = newPatience(host.pid);
  for (;;) {
    const socket = connect(placeOf(host.address));
    const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      socket.once("connect", () => resolve(undefined));
      socket.once("error", resolve);
    });
    if (error === undefined) return welcome(socket, host, connection);
    // The queue of a Unix socket is full: there is no waiting in it, as on TCP (`man 2 connect`).
    if (error.code !== "EAGAIN" || patience.isOver()) return error.code ?? error.message;
    await pause(patience.everyMs);
  }
}

function placeOf({ host, port, path }: Address) {
  const options = { allowHalfOpen: true, noDelay: true };
  if (path !== undefined) return { ...options, path: path.startsWith("@") ? `\0${path.slice(1)}` : path };
  return { ...options, host: host ?? "", port: port ?? 0 };
}

function welcome(socket: Socket, { pid, transcript }: Host, connection: number): Guest {
  const chunks: Buffer[] = [];
  let length = 0;
  let end: "fin" | "rst" | undefined;
  let wake = (): void => {};
  transcript.add({ connection, direction: "out", kind: "open" });
  socket.on("data", (bytes: Buffer) => {
    chunks.push(bytes);
    length += bytes.length;
    if (length > mostBytes) socket.destroy();
    transcript.add({ connection, direction: "in", kind: "data" }, bytes);
    wake();
  });
  const ended = (how: "fin" | "rst"): void => {
    if (end === undefined) transcript.add({ connection, direction: "in", kind: how });
    end ??= how;
    wake();
  };
  socket.on("end", () => ended("fin"));
  socket.on("error", () => ended("rst"));
  socket.on("close", () => wake());

  const finish = (): void => {
    if (socket.writableEnded || socket.destroyed) return;
    transcript.add({ connection, direction: "out", kind: "fin" });
    socket.end();
  };
  return {
    connection,
    received: () => Buffer.concat(chunks),
    end: () => end,
    send(bytes) {
      if (socket.destroyed) return;
      transcript.add({ connection, direction: "out", kind: "data" }, bytes);
      socket.write(bytes);
    },
    finish,
    async until(what) {
      const isDone = (): boolean => (what === "end" ? end === "fin" : length >= what);
      const isOver = (): boolean => end !== undefined || socket.destroyed;
      let patience = newPatience(pid);
      while (!isDone() && !isOver()) {
        const news = new Promise<true>((resolve) => (wake = () => resolve(true)));
        if (await Promise.race([news, pause(patience.everyMs, false, { ref: false })])) patience = newPatience(pid);
        else if (patience.isOver()) break;
      }
      return isDone();
    },
    async sendAndLeave(bytes) {
      if (socket.destroyed) return;
      socket.pause();
      transcript.add({ connection, direction: "out", kind: "data" }, bytes);
      await new Promise<void>((resolve) => {
        socket.once("close", resolve);
        socket.end(bytes, () => socket.destroy());
      });
      transcript.add({ connection, direction: "out", kind: "fin" });
    },
    leave() {
      finish();
      socket.destroy();
    },
  };
}
