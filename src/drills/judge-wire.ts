import { isDatagram } from "../echo/address.ts";
import { bytesOf, type PeerRecord, repeated } from "../echo/script.ts";
import { partsOf } from "../echo/story.ts";
import type { Drill, WireStep } from "../model.ts";
import {
  aheadMessage,
  best,
  differenceMessage,
  type Evidence,
  type Fault,
  isRefusal,
  linesOf,
  pieceEnds,
  stopMessage,
} from "./evidence.ts";
import { lookAtForm, lookAtPath, lookAtUnanswered } from "./judge-messages.ts";
import { lookAtKnock, lookAtOrder, lookAtStory } from "./judge-story.ts";
import { mistakeInSent } from "./mistakes.ts";

export function lookAtReach(evidence: Evidence): Fault | undefined {
  const { records, ending, waiting } = evidence;
  if (records.length > 0) return lookAtStory(evidence);
  const decoy = lookAtDecoys(evidence);
  if (decoy !== undefined) return decoy;
  const knock = lookAtKnock(evidence);
  if (knock !== undefined) return knock === "knocked" ? undefined : knock;
  // A refusal leaves no trace but this count; where that is not kept, what was printed has to tell.
  if (isRefusal(evidence) && (evidence.refused ?? 1) > 0) return undefined;
  if (ending?.stopped === "cpu") return { concept: "spins", message: stopMessage(ending, waiting) };
  if (ending?.stopped === "time") return { concept: "hangs", message: stopMessage(ending, waiting) };
  return { concept: "no-network", message: waiting ?? "the program ended without a connection" };
}

function lookAtDecoys({ decoys, transport }: Evidence): Fault | undefined {
  const [came, spoken] = isDatagram(transport) ? ["a connection", "UDP"] : ["a datagram", "TCP"];
  if (decoys.port) return { concept: "byte-order", message: "somebody came to the port with its bytes swapped" };
  if (decoys.protocol) return { concept: "wrong-protocol", message: `${came} came to a server that speaks ${spoken}` };
  if (decoys.family)
    return { concept: "wrong-family", message: "somebody came to that port over the other IP version" };
  if (decoys.name) return { concept: "name-length", message: "somebody came to the name with zero bytes behind it" };
  return undefined;
}

export function lookAtRead(evidence: Evidence): Fault | undefined {
  const record = best(evidence);
  const expected = expectedBytes(evidence, record);
  const got = record.received.length;
  const form = lookAtForm(evidence);
  if (form !== undefined) return form;
  const broken = lookAtInterrupted(evidence, record);
  if (broken !== undefined) return broken;
  const step = evidence.drill.wire[record.steps];
  if (step?.kind === "read") {
    const message = stoppedOr(evidence, `${got} of ${expected.length} bytes came`);
    if (evidence.ending?.stopped === "cpu") return { concept: "spins", message };
    if (got === 0) return { concept: "no-token-sent", message };
    if (record.stopped === "wrong") {
      const isLonger = got > expected.length && record.received.subarray(0, expected.length).equals(expected);
      const mistake = isLonger ? "extra-bytes" : mistakeInSent(evidence, record);
      return { concept: mistake ?? "wrong-token", message: differenceMessage(expected, record.received) };
    }
    return { concept: "partial-token", message };
  }
  if (step?.kind === "echo") return lookAtEcho(evidence, record, step.count);
  if (hasOpenEnd(evidence.drill)) return lookAtMessages(evidence, record);
  if (isDatagram(evidence.transport) && record.datagrams.every((datagram) => asked(evidence, datagram)))
    return undefined;
  if (got <= expected.length || hasDescriptor(evidence.drill)) return undefined;
  return { concept: "extra-bytes", message: `${got} bytes came, ${expected.length} were asked for` };
}

/**
 * Who left when a signal woke it. Who slept in a read while bytes were still to be sent had taken a part of a write for
 * all of it before.
 */
function lookAtInterrupted({ drill }: Evidence, { interrupted, steps }: PeerRecord): Fault | undefined {
  if (interrupted?.left !== true) return undefined;
  if (interrupted.call === "read" && drill.wire[steps]?.kind === "read") return undefined;
  return { concept: "eintr-not-retried", message: `it left when SIGUSR1 had interrupted a ${interrupted.call}` };
}

/** Why it was stopped, and what for; of one that ended by itself, what came. */
function stoppedOr({ ending, waiting = "" }: Evidence, came: string): string {
  return ending?.stopped === undefined ? came : stopMessage(ending, waiting === "" ? came : waiting);
}

/** The bytes beside a descriptor say nothing. */
function hasDescriptor(drill: Drill): boolean {
  return drill.wire.some((step) => step.kind === "read" && step.through !== undefined);
}

/** What came is not bounded by the wire. */
function hasOpenEnd(drill: Drill): boolean {
  return !drill.wire.some((step) => step.kind === "read") && drill.wire.some((step) => step.kind === "echo");
}

/** A datagram that comes twice is a second try, not more than was asked for. */
function asked({ drill, words }: Evidence, datagram: Buffer): boolean {
  return drill.wire.some(
    (step) => step.kind === "read" && repeated(bytesOf(step.value, words), step.repeat).equals(datagram),
  );
}

/** An echo that has not answered enough different messages: was one that got lost sent again? */
function lookAtEcho(evidence: Evidence, { datagrams, answered, ahead }: PeerRecord, count: number): Fault {
  const message = evidence.waiting ?? `${answered.size} of ${count} different messages were answered`;
  if (evidence.ending?.stopped === "cpu") return { concept: "spins", message: stopMessage(evidence.ending, message) };
  if (ahead?.isDoubled === true && evidence.drill.demand?.includes("turns") === true)
    return { concept: "repeated-output", message: aheadMessage(ahead) };
  const isLost = (datagram: Buffer): boolean => !answered.has(datagram.toString("latin1"));
  if (datagrams.some(isLost)) return { concept: "no-retransmit", message };
  return { concept: "partial-token", message };
}

/** So many tries for each answer are more than a time-out of some ms can explain. */
const mostTries = 8;

/** What is to be printed must have been among the messages that came back. */
function lookAtMessages({ drill, words }: Evidence, { datagrams, answered }: PeerRecord): Fault | undefined {
  const echoes = drill.wire.flatMap((step) => (step.kind === "echo" ? [step.count] : []));
  const count = echoes.reduce((sum, each) => sum + each, 0);
  if (count === 0) return undefined;
  if (datagrams.length > count * mostTries)
    return { concept: "impatient", message: `${datagrams.length} datagrams came, for ${count} answers` };
  if (drill.wire.some((step) => step.kind === "write")) return undefined;
  const lines = linesOf(drill.print === undefined ? Buffer.alloc(0) : bytesOf(drill.print, words));
  const missing = lines.find((line) => line !== "" && !answered.has(line));
  if (missing === undefined) return undefined;
  const isLonger = [...answered].some((text) => text.trim() === missing || text === `${missing}\0`);
  return {
    concept: isLonger ? "extra-bytes" : "wrong-token",
    message: `"${missing}" never came as a message of its own`,
  };
}

/** The steps of the wire that a connection plays. */
function ownSteps({ wire }: Drill, { part }: PeerRecord): readonly WireStep[] {
  return partsOf(wire)[part]?.steps.flatMap((index) => wire[index] ?? []) ?? [];
}

function expectedBytes({ drill, words }: Evidence, record: PeerRecord): Buffer {
  const read = (step: WireStep): Buffer =>
    step.kind === "read" ? repeated(bytesOf(step.value, words), step.repeat) : Buffer.alloc(0);
  return Buffer.concat(ownSteps(drill, record).map(read));
}

export function lookAtAnswer(evidence: Evidence): Fault | undefined {
  const record = best(evidence);
  const { waiting, drill, stoppedAt } = evidence;
  const step = drill.wire[record.steps];
  if (drill.wire[stoppedAt ?? record.steps]?.kind === "read-end") {
    return { concept: "no-half-close", message: waiting ?? "the server was still waiting for the end of your stream" };
  }
  const order = lookAtOrder(evidence);
  if (order !== undefined) return order;
  const unanswered = lookAtUnanswered(evidence);
  if (unanswered !== undefined) return unanswered;
  if (record.asked || (record.guessed && !isUntouched(record))) return undefined;
  const isLeft = (step?.kind === "write" || step?.kind === "intrude") && record.stopped === "gone";
  const isUnseen = step === undefined && drill.wire.some((step) => step.kind === "echo" || "burst" in step);
  if (!isLeft && !(isUnseen && isDatagram(evidence.transport))) return undefined;
  return { concept: "never-reads", message: "the connection was left before anything was read from it" };
}

/** All that was sent is one piece, by patience alone, and a reset came: it lay there unread. */
function isUntouched({ sent, end, unread }: PeerRecord): boolean {
  return sent.length === 1 && (end === "rst" || unread);
}

/** The server sends more than is to be printed: that the rest was read, too, shows only in how the connection ends. */
function hasTail({ drill, words }: Evidence): boolean {
  if (drill.print === undefined) return false;
  const isLonger = (step: WireStep): boolean => step.kind === "write" && (step.repeat ?? 1) > 1;
  return drill.wire.some(isLonger) || bytesOf(drill.print, words).length < (pieceEnds({ drill, words }).at(-1) ?? 0);
}

/** With everything read, an RST can only be meant (SO_LINGER), so it no longer depends on who was faster. */
export function lookAtClose(evidence: Evidence): Fault | undefined {
  const path = lookAtPath(evidence);
  if (path !== undefined) return path;
  const { end, unread } = best(evidence);
  const { close, wire } = evidence.drill;
  const isOurs = wire.some((step) => step.kind === "refuse" || step.kind === "no-accept" || "rst" in step);
  if (close === "open" || isOurs || isDatagram(evidence.transport)) return undefined;
  if (end === close && !unread) return undefined;
  if (close === "fin" && hasTail(evidence))
    return { concept: "closes-unread", message: "a reset came, or our bytes met a closed socket: not all was read" };
  const names = { fin: "an orderly end (FIN)", rst: "a reset (RST)", open: "none" };
  return { concept: "wrong-close", message: `${names[close]} was expected, ${names[end ?? "open"]} came` };
}
