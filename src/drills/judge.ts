import { isDatagram } from "../echo/address.ts";
import { bytesOf, mostBytes } from "../echo/script.ts";
import type { Probe } from "../probes.ts";
import type { Cause } from "../notes/drill/drill-words.ts";
import { causeOf, type Concept, sentenceFor } from "./concepts.ts";
import { firstDifference, trimEnd } from "./difference.ts";
import { best, differenceMessage, type Evidence, type Fault, linesOf, pieceEnds, stopMessage } from "./evidence.ts";
import { lookAtPacket } from "./judge-messages.ts";
import { mistakeInPrint } from "./mistakes.ts";
import { lookAtDemand } from "./judge-story.ts";
import { lookAtAnswer, lookAtClose, lookAtRead, lookAtReach } from "./judge-wire.ts";

export type CheckName =
  | Probe
  | "listen"
  | "build"
  | "start"
  | "reach"
  | "read"
  | "answer"
  | "demand"
  | "end"
  | "print"
  | "exit"
  | "close"
  | "sequence"
  | "lab"
  | "predict"
  | "items";

export interface Check {
  readonly name: CheckName;
  readonly status: "pass" | "fail" | "skipped";
  readonly message: string;
}

export interface Verdict {
  /** error: it did not build or start, which says nothing of what is known. */
  readonly status: "pass" | "fail" | "error" | "skipped";
  readonly cause: Cause | undefined;
  readonly concept: Concept | undefined;
  /** One sentence: the concept's, as the drill tells it. */
  readonly sentence: string;
  readonly checks: readonly Check[];
}

/**
 * Names the first thing that went wrong, in the order in which things cause each other: it has to be built before it
 * can start, to start before it reaches the server, and so on. What stands behind the first fault is not judged.
 *
 * Nothing here depends on how fast anyone was: neither the moment of the learner's close nor whether it came as FIN
 * or as RST says what was read, so that is told from what the peer asked for and from what it printed.
 */
export function judge(evidence: Evidence): Verdict {
  const checks: Check[] = [];
  for (const [name, look, passed] of inOrder) {
    const fault = look(evidence);
    if (fault === undefined) {
      checks.push({ name, status: "pass", message: passed });
      continue;
    }
    checks.push({ name, status: "fail", message: fault.message });
    const rest = inOrder.slice(checks.length);
    checks.push(...rest.map(([name]): Check => ({ name, status: "skipped", message: "not judged" })));
    const { concept } = fault;
    const isError = concept === "does-not-build" || concept === "does-not-start";
    const sentence = sentenceFor(concept, evidence.drill.say);
    return { status: isError ? "error" : "fail", cause: causeOf[concept], concept, sentence, checks };
  }
  return { status: "pass", cause: undefined, concept: undefined, sentence: "passed", checks };
}

/** For a run that could not take place; the reason names what is missing. */
export function skipped(reason: string): Verdict {
  return { status: "skipped", cause: undefined, concept: undefined, sentence: reason, checks: [] };
}

type Look = (evidence: Evidence) => Fault | undefined;

const inOrder: readonly (readonly [CheckName, Look, string])[] = [
  ["build", lookAtBuild, "it builds"],
  ["start", lookAtStart, "it starts, and does not crash"],
  ["reach", lookAtReach, "it reaches the server"],
  ["read", lookAtRead, "what it sends is right"],
  ["answer", lookAtAnswer, "it reads the answer"],
  ["demand", lookAtDemand, "it does what the task demands"],
  ["end", lookAtEnd, "it comes to its end"],
  ["print", lookAtPrint, "what it prints is right"],
  ["exit", lookAtExit, "its exit status is right"],
  ["close", lookAtClose, "the connection ends as it should"],
];

function lookAtBuild({ buildError }: Evidence): Fault | undefined {
  return buildError === undefined ? undefined : { concept: "does-not-build", message: buildError };
}

function lookAtStart(evidence: Evidence): Fault | undefined {
  const { ending, isUnstartable } = evidence;
  if (ending === undefined || ending.code === 126 || ending.code === 127 || isUnstartable) {
    return { concept: "does-not-start", message: ending?.stderr.toString() ?? "" };
  }
  if (ending.stopped === "output") return { concept: "floods", message: "stopped after 1 MiB of output" };
  if (ending.stopped !== undefined || ending.signal === undefined) return undefined;
  if (ending.signal === "SIGPIPE" && wasCutOff(evidence)) return undefined;
  return { concept: ending.signal === "SIGPIPE" ? "sigpipe" : "crashes", message: `ended by ${ending.signal}` };
}

/** Our side hung up, because of what had come: then that is the cause, and the signal what followed. */
function wasCutOff({ records }: Evidence): boolean {
  return records.some(({ stopped, received }) => stopped === "wrong" || received.length > mostBytes);
}

function lookAtEnd(evidence: Evidence): Fault | undefined {
  const { ending, waiting, drill } = evidence;
  if (ending?.stopped === undefined) return undefined;
  const message = stopMessage(ending, waiting);
  const isPlayed = best(evidence).steps === drill.wire.length;
  if (isPlayed && ending.stopped !== "cpu" && isDatagram(evidence.transport)) return { concept: "awaits-end", message };
  if (isPlayed && drill.wire.some(({ kind }) => kind === "end" || kind === "close"))
    return { concept: "never-ends", message };
  if (ending.stopped === "cpu") return { concept: "spins", message };
  const isAlone = drill.wire.every((step) => step.kind === "no-accept");
  return { concept: ending.stopped === "deadlock" && !isAlone ? "both-wait" : "hangs", message };
}

function lookAtPrint(evidence: Evidence): Fault | undefined {
  const { drill, words, ending } = evidence;
  if (drill.print === undefined) return undefined;
  const expected = trimEnd(bytesOf(drill.print, words));
  const got = trimEnd(ending?.stdout ?? Buffer.alloc(0));
  const difference = firstDifference(expected, got);
  if (difference === undefined) return undefined;
  const message = differenceMessage(expected, got);
  const packet = lookAtPacket(evidence, got);
  if (packet !== undefined) return packet;
  if (showsStranger(evidence, got)) return { concept: "takes-stranger", message };
  const mistake = mistakeInPrint(evidence, expected, got);
  if (mistake !== undefined) return { concept: mistake, message };
  if (difference.what !== "goes on here" && leftBetweenPieces(evidence)) return { concept: "single-read", message };
  if (got.length === 0) return { concept: "prints-nothing", message };
  if (isDatagram(evidence.transport) && repeats(got) && !repeats(expected))
    return { concept: "repeated-output", message };
  if (difference.what === "goes on here") return { concept: "extra-output", message };
  if (difference.what === "differs here") return { concept: "wrong-output", message };
  const isPieceEnd = pieceEnds(evidence).slice(0, -1).includes(got.length);
  return { concept: isPieceEnd ? "single-read" : "partial-output", message };
}

/** It went when a first piece of the answer had been read, and the next was still to come. */
function leftBetweenPieces(evidence: Evidence): boolean {
  const { stopped, sent } = best(evidence);
  return stopped === "gone" && sent.length > 0 && pieceEnds(evidence).length > sent.length;
}

/** What was printed is, or begins with, what somebody else had sent. */
function showsStranger({ drill, words }: Evidence, got: Uint8Array): boolean {
  const strange = drill.wire.flatMap((step) => (step.kind === "intrude" ? [bytesOf(step.value, words)] : []));
  return strange.some((bytes) => bytes.equals(got.subarray(0, bytes.length)));
}

/** A line that stands there twice. */
function repeats(text: Uint8Array): boolean {
  const lines = linesOf(text);
  return new Set(lines).size < lines.length;
}

function lookAtExit({ drill, ending }: Evidence): Fault | undefined {
  if (ending?.code === drill.exit) return undefined;
  return { concept: "wrong-exit", message: `exit status ${ending?.code}, expected ${drill.exit}` };
}
