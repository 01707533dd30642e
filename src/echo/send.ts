import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Faults } from "../model.ts";
import { isAsking, type Peer, unreadBy, untilConsumed } from "./consumed.ts";
import { isBlocking } from "./manners.ts";
import { canSee } from "./processes.ts";
import { type Awaited, type PeerRecord, piecesOf } from "./script.ts";
import type { Transcript } from "./transcript.ts";

/** Our sending half of one stream connection. */
export interface Outlet {
  readonly socket: Socket;
  readonly peer: Peer;
  readonly record: PeerRecord;
  readonly transcript: Transcript;
  /** The sleep in which our last piece found the peer; undefined before the first. */
  sleep: string | undefined;
  /** Bytes that had come when we last sent: whoever confirms what we sent knows that those came. */
  confirmed: number;
  /** Bytes that the present step has sent. */
  sentInStep: number;
}

/** over: a fault has broken the answer off, and nothing of ours follows. */
export type Sent = "sent" | "gone" | "over";

/**
 * Sends an answer with its faults. The first piece waits for a reader, each further one (a reset included) until the
 * one before is consumed: see consumed.ts. Only `delay` and `pace` are about time. A flood waits for nobody.
 */
export async function send(outlet: Outlet, bytes: Buffer, faults: Faults, isFlood = false): Promise<Sent> {
  const limit = faults.rst ?? faults.fin ?? faults.hold;
  const room = limit === undefined ? bytes.length : limit - outlet.sentInStep;
  const kept = bytes.subarray(0, Math.max(0, room));
  if (faults.delay !== undefined) await pause(faults.delay, undefined, { ref: false });
  const { pace } = faults;
  const isSent = await (pace === undefined ? sendPieces(outlet, kept, faults, isFlood) : sendPaced(outlet, kept, pace));
  if (!isSent) return "gone";
  if (limit === undefined || room > bytes.length) return "sent";
  return breakOff(outlet, faults, limit);
}

/** False when the peer has gone before the last of them. */
async function sendPieces(outlet: Outlet, bytes: Buffer, faults: Faults, isFlood: boolean): Promise<boolean> {
  for (const piece of bytes.length > 0 ? piecesOf(bytes, faults.split) : []) {
    const wait = isFlood ? "no" : await waitForReader(outlet);
    if (wait === "gone") return false;
    await sendPiece(outlet, piece, nameOf(faults, wait === "guess"));
  }
  return true;
}

/** One byte after the other by the clock, until the peer has left. */
async function sendPaced(outlet: Outlet, bytes: Buffer, everyMs: number): Promise<boolean> {
  if (bytes.length > 0 && (await waitForReader(outlet)) === "gone") return false;
  for (let at = 0; at < bytes.length; at++) {
    if (outlet.peer.isClosed() || outlet.record.end !== undefined) return false;
    await sendPiece(outlet, bytes.subarray(at, at + 1), `pace ${everyMs} ms`);
    await pause(everyMs, undefined, { ref: false });
    outlet.record.asked ||= !canSee || isAsking(outlet.peer) || unreadBy(outlet.peer) === 0;
  }
  return true;
}

async function sendPiece(outlet: Outlet, piece: Buffer, fault: string | undefined): Promise<void> {
  const { record, transcript, socket } = outlet;
  record.sent.push(piece.length);
  outlet.sentInStep += piece.length;
  outlet.confirmed = record.received.length;
  transcript.add({ connection: record.connection, direction: "out", kind: "data", fault }, piece);
  await new Promise<void>((resolve) => {
    socket.write(piece, (error) => {
      // What comes to a closed socket can never be read.
      if (error) record.unread = true;
      resolve();
    });
  });
}

/** seen: the peer wants more. guess: patience decided. */
export async function waitForReader(outlet: Outlet, waitsFor: Awaited = "reader"): Promise<"seen" | "guess" | "gone"> {
  const { record, peer } = outlet;
  record.waitsFor = waitsFor;
  const answer = await untilConsumed(peer, outlet.sleep);
  if (answer.kind === "gone") return "gone";
  outlet.sleep = answer.mark ?? "unseen";
  const isGuess = answer.kind === "unseen" && peer.pid() !== undefined;
  record.asked ||= answer.kind === "asked";
  record.guessed ||= isGuess;
  record.restless ||= isGuess;
  record.blocking ||= peer.isWriter !== true && isBlocking(peer);
  record.waitsFor = undefined;
  return isGuess ? "guess" : "seen";
}

async function breakOff(outlet: Outlet, faults: Faults, limit: number): Promise<Sent> {
  const { record, transcript, socket } = outlet;
  const { connection } = record;
  if ((await waitForReader(outlet)) === "gone") return "gone";
  record.broken = performance.now();
  if (faults.rst !== undefined) {
    transcript.add({ connection, direction: "out", kind: "rst", fault: `rst ${limit}` });
    socket.resetAndDestroy();
  } else if (faults.fin !== undefined) sendEnd(outlet, `fin ${limit}`);
  else transcript.add({ connection, direction: "out", kind: "lost", fault: `hold ${limit}`, preview: "silence" });
  return "over";
}

/** Our half-close, once. */
export function sendEnd(
  { socket, record, transcript }: Pick<Outlet, "socket" | "record" | "transcript">,
  fault?: string,
) {
  if (socket.writableEnded || socket.destroyed) return;
  transcript.add({ connection: record.connection, direction: "out", kind: "fin", fault });
  socket.end();
}

/** The faults of one piece, as the transcript shows them. */
function nameOf({ split, coalesce, delay }: Faults, isGuess: boolean): string | undefined {
  const names = [
    split === undefined ? "" : `split ${split.join(" ")}${isGuess ? ", by time" : ""}`,
    coalesce === undefined ? "" : `coalesce ${coalesce}`,
    delay === undefined ? "" : `delay ${delay} ms`,
  ].filter((name) => name !== "");
  return names.length === 0 ? undefined : names.join(", ");
}
