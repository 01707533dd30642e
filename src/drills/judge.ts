import type { PeerRecord, Words } from "../echo/script.ts";
import { bytesOf, piecesOf } from "../echo/script.ts";
import type { Drill } from "../model.ts";
import type { Cause } from "../notes/drill/drill-words.ts";
import type { Ending } from "./cage.ts";
import { causeOf, type Concept, sentenceFor } from "./concepts.ts";
import { firstDifference, trimEnd } from "./difference.ts";

/** All that a run left behind: the only thing that a verdict is made from. */
export interface Evidence {
  readonly drill: Drill;
  readonly words: Words;
  /** What the compiler said when it refused. */
  readonly buildError: string | undefined;
  /** Undefined when it was never started. */
  readonly ending: Ending | undefined;
  /** stderr matches what its language says of a text that cannot be started. */
  readonly isUnstartable: boolean;
  readonly records: readonly PeerRecord[];
  readonly decoys: { readonly port: boolean; readonly protocol: boolean };
  /** What both sides were waiting for when it was stopped. */
  readonly waiting: string | undefined;
}

export type CheckName = "build" | "start" | "reach" | "read" | "answer" | "end" | "print" | "exit" | "close";

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

interface Fault {
  readonly concept: Concept;
  readonly message: string;
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
  ["end", lookAtEnd, "it comes to its end"],
  ["print", lookAtPrint, "what it prints is right"],
  ["exit", lookAtExit, "its exit status is right"],
  ["close", lookAtClose, "the connection ends as it should"],
];

function lookAtBuild({ buildError }: Evidence): Fault | undefined {
  return buildError === undefined ? undefined : { concept: "does-not-build", message: buildError };
}

function lookAtStart({ ending, isUnstartable }: Evidence): Fault | undefined {
  if (ending === undefined || ending.code === 126 || ending.code === 127 || isUnstartable) {
    return { concept: "does-not-start", message: ending?.stderr.toString() ?? "" };
  }
  if (ending.stopped === "output") return { concept: "floods", message: "stopped after 1 MiB of output" };
  if (ending.stopped !== undefined || ending.signal === undefined) return undefined;
  return { concept: "crashes", message: `ended by ${ending.signal}` };
}

function lookAtReach({ records, decoys, ending, waiting }: Evidence): Fault | undefined {
  if (records.length > 0) return undefined;
  if (decoys.port) return { concept: "byte-order", message: "a connection came to the port with its bytes swapped" };
  if (decoys.protocol) return { concept: "wrong-protocol", message: "a datagram came to the port" };
  if (ending?.stopped === "cpu") return { concept: "spins", message: stopMessage(ending, waiting) };
  if (ending?.stopped === "time") return { concept: "hangs", message: stopMessage(ending, waiting) };
  return { concept: "no-network", message: waiting ?? "the program ended without a connection" };
}

/** The connection that came furthest; of two, the first. */
function best(evidence: Evidence): PeerRecord {
  return evidence.records.reduce((best, record) => (record.steps > best.steps ? record : best));
}

function lookAtRead(evidence: Evidence): Fault | undefined {
  const record = best(evidence);
  const expected = expectedBytes(evidence);
  const got = record.received.length;
  const step = evidence.drill.wire[record.steps];
  if (step?.kind === "read") {
    const message = evidence.waiting ?? `${got} of ${expected.length} bytes came`;
    if (evidence.ending?.stopped === "cpu") return { concept: "spins", message: stopMessage(evidence.ending, message) };
    if (got === 0) return { concept: "no-token-sent", message };
    if (record.stopped === "wrong")
      return { concept: "wrong-token", message: differenceMessage(expected, record.received) };
    return { concept: "partial-token", message };
  }
  if (got <= expected.length || hasOpenEnd(evidence.drill)) return undefined;
  return { concept: "extra-bytes", message: `${got} bytes came, ${expected.length} were asked for` };
}

/** After a `read: end` everything up to there was asked for. */
function hasOpenEnd(drill: Drill): boolean {
  return !drill.wire.some((step) => step.kind === "read");
}

function expectedBytes({ drill, words }: Evidence): Buffer {
  return Buffer.concat(drill.wire.map((step) => (step.kind === "read" ? bytesOf(step.value, words) : Buffer.alloc(0))));
}

function lookAtAnswer(evidence: Evidence): Fault | undefined {
  const record = best(evidence);
  const step = evidence.drill.wire[record.steps];
  const waiting = evidence.waiting;
  if (step?.kind === "read-end") {
    return { concept: "no-half-close", message: waiting ?? "the server was still waiting for the end of your stream" };
  }
  if (step?.kind !== "write" || record.stopped !== "gone" || record.asked || record.guessed) return undefined;
  return { concept: "never-reads", message: "the connection was left before anything was read from it" };
}

function lookAtEnd(evidence: Evidence): Fault | undefined {
  const { ending, waiting, drill } = evidence;
  if (ending?.stopped === undefined) return undefined;
  const message = stopMessage(ending, waiting);
  const isPlayed = best(evidence).steps === drill.wire.length;
  if (isPlayed && drill.wire.some((step) => step.kind === "end")) return { concept: "never-ends", message };
  if (ending.stopped === "cpu") return { concept: "spins", message };
  return { concept: ending.stopped === "deadlock" ? "both-wait" : "hangs", message };
}

function stopMessage(ending: Ending, waiting: string | undefined): string {
  const why = { time: "stopped: its time was up", cpu: "stopped: it used the processor without end" };
  if (ending.stopped === "cpu") return why.cpu;
  return [ending.stopped === "time" ? why.time : "", waiting ?? ""].filter((part) => part !== "").join("; ");
}

function lookAtPrint(evidence: Evidence): Fault | undefined {
  const { drill, words, ending } = evidence;
  if (drill.print === undefined) return undefined;
  const expected = trimEnd(bytesOf(drill.print, words));
  const got = trimEnd(ending?.stdout ?? Buffer.alloc(0));
  const difference = firstDifference(expected, got);
  if (difference === undefined) return undefined;
  const message = differenceMessage(expected, got);
  if (got.length === 0) return { concept: "prints-nothing", message };
  if (difference.what === "goes on here") return { concept: "extra-output", message };
  if (difference.what === "differs here") return { concept: "wrong-output", message };
  if (pieceEnds(evidence).includes(got.length)) return { concept: "single-read", message };
  return { concept: got.length === words.token.length ? "stamp-unread" : "partial-output", message };
}

/** Lengths at which our answers were cut. */
function pieceEnds({ drill, words }: Evidence): number[] {
  const pieces = drill.wire.flatMap((step) =>
    step.kind === "write" ? piecesOf(bytesOf(step.value, words), step.split) : [],
  );
  let end = 0;
  return pieces.map((piece) => (end += piece.length));
}

function differenceMessage(expected: Uint8Array, got: Uint8Array): string {
  const at = firstDifference(expected, got)?.at ?? 0;
  return at === got.length ? `it ends after ${at} of ${expected.length} bytes` : `it differs from byte ${at + 1} on`;
}

function lookAtExit({ drill, ending }: Evidence): Fault | undefined {
  if (ending?.code === drill.exit) return undefined;
  return { concept: "wrong-exit", message: `exit status ${ending?.code}, expected ${drill.exit}` };
}

/** With everything read, an RST can only be meant (SO_LINGER), so it no longer depends on who was faster. */
function lookAtClose(evidence: Evidence): Fault | undefined {
  const { end } = best(evidence);
  const { close } = evidence.drill;
  if (close === "open" || end === close) return undefined;
  const names = { fin: "an orderly end (FIN)", rst: "a reset (RST)", open: "none" };
  return { concept: "wrong-close", message: `${names[close]} was expected, ${names[end ?? "open"]} came` };
}
