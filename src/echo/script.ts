import type { Socket } from "node:net";
import type { Piece, WireStep } from "../model.ts";
import { type Peer, untilConsumed } from "./consumed.ts";
import { preview, type Transcript } from "./transcript.ts";

/** What a run fills into the wire's values. */
export interface Words {
  readonly token: Buffer;
  readonly stamp: Buffer;
}

/** The bytes of a value such as token+stamp. */
export function bytesOf(value: readonly Piece[], words: Words): Buffer {
  return Buffer.concat(value.map((piece) => (typeof piece === "string" ? words[piece] : Buffer.from(piece.text))));
}

/** All that one peer did, and how far our side came: what a judge needs. */
export interface PeerRecord {
  readonly connection: number;
  /** All bytes that came, at most `mostBytes`. */
  received: Buffer;
  /** Steps of the script that were completed. */
  steps: number;
  /** What our side waits for; undefined when it is not waiting for the peer. */
  waitsFor: "bytes" | "end" | "reader" | undefined;
  /** Why the script stopped before its end. */
  stopped: "wrong" | "short" | "gone" | undefined;
  /** The peer was seen in a read, at least once. */
  asked: boolean;
  /** Lengths of the pieces that we sent. */
  readonly sent: number[];
  /** A piece was released by patience, not by sight. */
  guessed: boolean;
  end: "fin" | "rst" | undefined;
}

export interface Session {
  readonly record: PeerRecord;
  /** The script has come to its end, or can never come there. */
  readonly done: Promise<void>;
}

export function newRecord(connection: number): PeerRecord {
  return {
    connection,
    received: Buffer.alloc(0),
    steps: 0,
    waitsFor: undefined,
    stopped: undefined,
    asked: false,
    sent: [],
    guessed: false,
    end: undefined,
  };
}

const mostBytes = 1024 * 1024;

/** One connection while it is played: what its steps share. */
interface Line {
  readonly socket: Socket;
  readonly peer: Peer;
  readonly record: PeerRecord;
  readonly transcript: Transcript;
  /** Bytes that the steps so far have taken. */
  taken: number;
  /** The sleep in which our last piece found the peer; undefined before the first. */
  sleep: string | undefined;
  /** Called at each happening on this connection. */
  wake: () => void;
}

/** Plays our side of the wire with one peer, step by step, and writes down what happens. */
export function playScript(
  socket: Socket,
  script: { readonly steps: readonly WireStep[]; readonly words: Words },
  view: Pick<Peer, "transport" | "pid" | "inherited">,
  log: { readonly record: PeerRecord; readonly transcript: Transcript },
): Session {
  const peer: Peer = {
    ...view,
    ourPort: socket.localPort ?? 0,
    theirPort: socket.remotePort ?? 0,
    isClosed: () => socket.destroyed || log.record.end === "rst",
    hasEnded: () => log.record.end !== undefined,
  };
  const line: Line = { socket, peer, ...log, taken: 0, sleep: undefined, wake: () => {} };
  listen(line);
  return { record: log.record, done: play(line, script) };
}

function listen(line: Line): void {
  const { socket, record, transcript } = line;
  const note = (kind: "open" | "data" | "fin" | "rst", bytes: Buffer = Buffer.alloc(0)): void => {
    const { connection } = record;
    transcript.add({ connection, direction: "in", kind, length: bytes.length, preview: preview(bytes) });
    line.wake();
  };
  note("open");
  socket.on("data", (bytes: Buffer) => {
    record.received = Buffer.concat([record.received, bytes]);
    if (record.received.length > mostBytes) socket.destroy();
    note("data", bytes);
  });
  socket.on("end", () => {
    record.end ??= "fin";
    note("fin");
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    // EPIPE is our own late discovery that the peer has gone; only ECONNRESET is something that it did.
    if (error.code !== "ECONNRESET") return;
    record.end ??= "rst";
    note("rst");
  });
  socket.on("close", () => line.wake());
}

async function play(line: Line, script: { readonly steps: readonly WireStep[]; readonly words: Words }): Promise<void> {
  const { record } = line;
  for (const step of script.steps) {
    record.stopped = await playStep(line, step, script.words);
    record.waitsFor = undefined;
    if (record.stopped !== undefined) break;
    record.steps++;
  }
  if (record.stopped === undefined) await readEnd(line);
  record.waitsFor = undefined;
  sendEnd(line);
}

type Stop = PeerRecord["stopped"];

async function playStep(line: Line, step: WireStep, words: Words): Promise<Stop> {
  if (step.kind === "read") return readBytes(line, bytesOf(step.value, words));
  if (step.kind === "read-end") return readEnd(line);
  if (step.kind === "write") return writePieces(line, bytesOf(step.value, words), step.split);
  sendEnd(line);
  return undefined;
}

/** Stops at the first byte that differs: more of a wrong text would tell nothing. */
async function readBytes(line: Line, expected: Buffer): Promise<Stop> {
  for (;;) {
    const got = line.record.received.subarray(line.taken, line.taken + expected.length);
    if (!got.equals(expected.subarray(0, got.length))) return "wrong";
    if (got.length === expected.length) {
      line.taken += expected.length;
      return undefined;
    }
    if (line.record.end !== undefined || line.socket.destroyed) return "short";
    await happening(line, "bytes");
  }
}

async function readEnd(line: Line): Promise<Stop> {
  while (line.record.end === undefined) {
    if (line.socket.destroyed) return "gone";
    await happening(line, "end");
  }
  return undefined;
}

function happening(line: Line, waitsFor: "bytes" | "end"): Promise<void> {
  line.record.waitsFor = waitsFor;
  return new Promise((resolve) => (line.wake = resolve));
}

/** The first piece waits for a reader, each further one until the one before is consumed: see consumed.ts. */
async function writePieces(line: Line, bytes: Buffer, split: readonly number[]): Promise<Stop> {
  const { record, peer } = line;
  for (const piece of piecesOf(bytes, split)) {
    record.waitsFor = "reader";
    const answer = await untilConsumed(peer, line.sleep);
    if (answer.kind === "gone") return "gone";
    line.sleep = answer.mark ?? "unseen";
    const isGuess = answer.kind === "unseen" && peer.pid() !== undefined;
    record.asked ||= answer.kind === "asked";
    record.guessed ||= isGuess;
    record.sent.push(piece.length);
    const fault = split.length === 0 ? undefined : `split ${split.join(" ")}${isGuess ? ", by time" : ""}`;
    const { connection } = record;
    const [length, text] = [piece.length, preview(piece)];
    line.transcript.add({ connection, direction: "out", kind: "data", length, preview: text, fault });
    await new Promise<void>((resolve) => line.socket.write(piece, () => resolve()));
  }
  return undefined;
}

function sendEnd(line: Line): void {
  if (line.socket.writableEnded || line.socket.destroyed) return;
  line.transcript.add({ connection: line.record.connection, direction: "out", kind: "fin" });
  line.socket.end();
}

/** A value as it is sent: cut at the lengths of `split`, the rest last. */
export function piecesOf(bytes: Buffer, split: readonly number[]): Buffer[] {
  const cut: Buffer[] = [];
  let at = 0;
  for (const length of split) {
    if (at + length >= bytes.length) break;
    cut.push(bytes.subarray(at, at + length));
    at += length;
  }
  return [...cut, bytes.subarray(at)];
}
