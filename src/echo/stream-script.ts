import type { Socket } from "node:net";
import type { WireStep } from "../model.ts";
import { isUnix } from "./address.ts";
import type { Peer, View } from "./consumed.ts";
import { bytesOf, mostBytes, type PeerRecord, type Words } from "./script.ts";
import { type Outlet, send, type Sent, sendEnd } from "./send.ts";
import type { Transcript, WireEvent } from "./transcript.ts";

export interface Script {
  readonly steps: readonly WireStep[];
  readonly words: Words;
}

/** One connection while it is played: what its steps share. */
interface Line extends Outlet {
  /** Bytes that the steps so far have taken. */
  taken: number;
  /** Called at each happening on this connection. */
  wake: () => void;
}

/**
 * Plays our side of the wire with one peer, step by step, and writes down what happens. Resolves when the script has
 * come to its end, or can never come there.
 */
export function playStream(
  socket: Socket,
  script: Script,
  view: View,
  log: { readonly record: PeerRecord; readonly transcript: Transcript },
): Promise<void> {
  const line: Line = {
    socket,
    peer: peerOf(socket, view, log.record),
    ...log,
    taken: 0,
    sentInStep: 0,
    sleep: undefined,
    wake: () => {},
  };
  listen(line);
  return play(line, script);
}

/** The other end of a socket, as consumed.ts looks at it. */
export function peerOf(socket: Socket, view: View, record: PeerRecord): Peer {
  return {
    ...view,
    ourPort: socket.localPort ?? 0,
    theirPort: socket.remotePort ?? 0,
    isClosed: () => socket.destroyed || record.end === "rst",
    hasEnded: () => record.end !== undefined,
  };
}

function listen(line: Line): void {
  const { socket, record, transcript } = line;
  const note = (kind: WireEvent["kind"], bytes?: Buffer): void => {
    transcript.add({ connection: record.connection, direction: "in", kind }, bytes);
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
    // EPIPE: bytes of ours have found its socket closed. On TCP it was a reset that told so; we may notice only now.
    const isLate = error.code === "EPIPE";
    record.unread ||= isLate || (error.code === "ECONNRESET" && record.end === "fin");
    if (error.code === "ECONNRESET") record.end ??= "rst";
    if (error.code === "ECONNRESET" || (isLate && !isUnix(line.peer.transport))) note("rst");
  });
  socket.on("close", () => line.wake());
}

async function play(line: Line, { steps, words }: Script): Promise<void> {
  const { record } = line;
  for (const step of steps) {
    line.sentInStep = 0;
    const stop = await playStep(line, step, words);
    record.waitsFor = undefined;
    if (stop === "over") {
      record.steps = steps.length;
      return readEnd(line).then(() => undefined);
    }
    record.stopped = stop;
    if (stop !== undefined) break;
    record.steps++;
  }
  if (record.stopped === undefined) await readEnd(line);
  record.waitsFor = undefined;
  sendEnd(line);
}

type Stop = PeerRecord["stopped"];

async function playStep(line: Line, step: WireStep, words: Words): Promise<Stop | "over"> {
  switch (step.kind) {
    case "read":
      return readBytes(line, bytesOf(step.value, words));
    case "read-end":
      return readEnd(line);
    case "write": {
      const value = bytesOf(step.value, words);
      return stopOf(await send(line, repeated(value, step.repeat), step, step.repeat !== undefined));
    }
    case "echo":
      return echoLines(line, step);
    case "end":
      sendEnd(line);
      return undefined;
    case "refuse":
      return undefined;
  }
}

/** A value as often as it is wanted. */
export function repeated(value: Buffer, times = 1): Buffer {
  return times === 1 ? value : Buffer.alloc(value.length * times, value);
}

function stopOf(sent: Sent): Stop | "over" {
  return sent === "sent" ? undefined : sent;
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

/** Sends lines back; what stands behind the last line feed when the peer ends is a line too. */
async function echoLines(line: Line, step: WireStep & { readonly kind: "echo" }): Promise<Stop | "over"> {
  let batch: Buffer[] = [];
  for (let count = 1; count <= step.count; count++) {
    const text = await readLine(line);
    if (text === undefined) return "short";
    batch.push(text);
    line.record.answered.add(text.toString("latin1"));
    if (batch.length < (step.coalesce ?? 1) && count < step.count) continue;
    const sent = await send(line, Buffer.concat(batch), step);
    if (sent !== "sent") return sent;
    batch = [];
  }
  return undefined;
}

async function readLine(line: Line): Promise<Buffer | undefined> {
  for (;;) {
    const rest = line.record.received.subarray(line.taken);
    const end = rest.indexOf("\n") + 1;
    const isLast = line.record.end !== undefined || line.socket.destroyed;
    const length = end === 0 && isLast ? rest.length : end;
    line.taken += length;
    if (length > 0) return rest.subarray(0, length);
    if (isLast) return undefined;
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
