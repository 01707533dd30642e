import type { Socket } from "node:net";
import type { Demand, WireStep } from "../model.ts";
import { isUnix } from "./address.ts";
import { noteEarlyLine } from "./ahead.ts";
import type { Peer, View } from "./consumed.ts";
import { interruptPeer } from "./interrupt.ts";
import { untilStuck, watchRest } from "./manners.ts";
import { type Awaited, bytesOf, mostBytes, type PeerRecord, receive, repeated, type Words } from "./script.ts";
import { type Outlet, send, sendEnd, waitForReader } from "./send.ts";
import { hasSecondDoor, type Story } from "./story.ts";
import type { Transcript, WireEvent } from "./transcript.ts";

export interface Script {
  readonly steps: readonly WireStep[];
  readonly words: Words;
  /** What is to be looked at beside the bytes. */
  readonly demand?: readonly Demand[];
}

/** One connection while it is played: what its steps share. */
interface Line extends Outlet {
  readonly script: Script;
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
  log: { readonly record: PeerRecord; readonly transcript: Transcript; readonly story: Story },
): Promise<void> {
  const line: Line = {
    script,
    socket,
    peer: peerOf(socket, view, log.record),
    record: log.record,
    transcript: log.transcript,
    taken: 0,
    confirmed: 0,
    sentInStep: 0,
    sleep: undefined,
    wake: () => {},
  };
  listen(line);
  return play(line, log.story);
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
  const most = mostBytes + awaitedBy(line.script);
  const note = (kind: WireEvent["kind"], bytes?: Buffer): void => {
    transcript.add({ connection: record.connection, direction: "in", kind }, bytes);
    line.wake();
  };
  record.began = performance.now();
  note("open");
  socket.on("data", (bytes: Buffer) => {
    receive(record, bytes);
    if (record.received.length > most) socket.destroy();
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

/** Bytes that all reads of a script await together. */
function awaitedBy({ steps, words }: Script): number {
  const lengths = steps.map((step) =>
    step.kind === "read" ? bytesOf(step.value, words).length * (step.repeat ?? 1) : 0,
  );
  return lengths.reduce((sum, length) => sum + length, 0);
}

async function play(line: Line, story: Story): Promise<void> {
  const { record, script } = line;
  const own = story.parts[record.part]?.steps ?? [];
  for (const index of own) {
    line.sentInStep = 0;
    record.waitsFor = "turn";
    await story.turn(index);
    record.waitsFor = undefined;
    const step = script.steps[index];
    const stop = step === undefined ? undefined : await playStep(line, step);
    record.waitsFor = undefined;
    if (stop === "over") {
      record.steps = (own.at(-1) ?? 0) + 1;
      story.finish(record.steps - 1);
      await readEnd(line);
      // Nothing of ours follows: whoever waits for it waits in vain.
      record.waitsFor = "end";
      return;
    }
    record.stopped = stop;
    if (stop !== undefined) break;
    record.steps = index + 1;
    story.finish(index);
  }
  if (record.stopped === undefined) await readEnd(line);
  // Who has closed will do nothing more: whoever waits for us waits in vain.
  record.waitsFor = script.steps.at(-1)?.kind === "close" ? "end" : undefined;
  sendEnd(line);
}

type Stop = PeerRecord["stopped"];

async function playStep(line: Line, step: WireStep): Promise<Stop | "over"> {
  const { words } = line.script;
  switch (step.kind) {
    case "read":
      return readBytes(line, repeated(bytesOf(step.value, words), step.repeat));
    case "read-end":
      return readEnd(line);
    case "write":
      return writeBytes(line, step);
    case "echo":
      return echoLines(line, step);
    case "end":
      sendEnd(line);
      return undefined;
    case "no-read":
      return readNothing(line);
    case "interrupt":
      return interruptPeer(line, step.times);
    case "close":
      line.transcript.add({ connection: line.record.connection, direction: "out", kind: "fin", fault: "both ways" });
      line.socket.destroy();
      return undefined;
    case "next":
    case "no-accept":
    case "intrude":
    case "refuse":
      return undefined;
  }
}

/** Where two servers speak, the one goes on when what the other sent has been consumed. */
async function writeBytes(line: Line, step: WireStep & { readonly kind: "write" }): Promise<Stop | "over"> {
  const { words, steps } = line.script;
  const value = bytesOf(step.value, words);
  const isFlood = step.repeat !== undefined && step.pace === undefined;
  const sent = await send(line, repeated(value, step.repeat), step, isFlood);
  if (sent !== "sent") return sent;
  if (hasSecondDoor(steps)) {
    await waitForReader(line, "consumed");
    line.sleep = undefined;
  }
  return undefined;
}

/** Until the peer can write no more. */
async function readNothing(line: Line): Promise<undefined> {
  const { socket, peer, record, transcript } = line;
  socket.pause();
  await untilStuck(peer, record);
  transcript.add({ connection: record.connection, direction: "in", kind: "blocked", fault: "no_read" });
  socket.resume();
}

/** Stops at the first byte that differs: more of a wrong text would tell nothing. */
async function readBytes(line: Line, expected: Buffer): Promise<Stop> {
  for (let checked = 0; ;) {
    const got = line.record.received.subarray(line.taken, line.taken + expected.length);
    if (!got.subarray(checked).equals(expected.subarray(checked, got.length))) return "wrong";
    checked = got.length;
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
    noteEarlyLine(line.record, line.taken, line.confirmed);
    batch = [];
  }
  return undefined;
}

async function readLine(line: Line): Promise<Buffer | undefined> {
  const isPrompt = line.script.demand?.includes("prompt") === true;
  for (;;) {
    const rest = line.record.received.subarray(line.taken);
    const end = rest.indexOf("\n") + 1;
    const isLast = line.record.end !== undefined || line.socket.destroyed;
    const length = end === 0 && isLast ? rest.length : end;
    line.taken += length;
    if (length > 0) return rest.subarray(0, length);
    if (isLast) return undefined;
    const watch = isPrompt ? watchRest(line.peer, line.record, line.confirmed) : undefined;
    await happening(line, "bytes");
    watch?.done();
  }
}

async function readEnd(line: Line): Promise<Stop> {
  while (line.record.end === undefined) {
    if (line.socket.destroyed) return "gone";
    await happening(line, "end");
  }
  return undefined;
}

function happening(line: Line, waitsFor: Awaited): Promise<void> {
  line.record.waitsFor = waitsFor;
  return new Promise((resolve) => (line.wake = resolve));
}
