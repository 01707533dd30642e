import type { Knocked } from "../echo/decoys.ts";
import type { Knock } from "../echo/full-door.ts";
import { partsOf } from "../echo/story.ts";
import { bytesOf, newRecord, type PeerRecord, piecesOf, type Words } from "../echo/script.ts";
import type { Drill, Transport } from "../model.ts";
import type { Ending } from "./cage.ts";
import type { Concept } from "./concepts.ts";
import { firstDifference } from "./difference.ts";

/** All that a run left behind: the only thing that a verdict is made from. */
export interface Evidence {
  readonly drill: Drill;
  readonly transport: Transport;
  readonly words: Words;
  /** What the compiler said when it refused. */
  readonly buildError: string | undefined;
  /** Undefined when it was never started. */
  readonly ending: Ending | undefined;
  /** stderr matches what its language says of a text that cannot be started. */
  readonly isUnstartable: boolean;
  readonly records: readonly PeerRecord[];
  readonly decoys: Knocked;
  /** What was seen of one who had to wait at a full backlog. */
  readonly knock?: Knock | undefined;
  /** ms from its start to its end. */
  readonly lasted?: number | undefined;
  /** Connections that were refused meanwhile; undefined where that cannot be seen. */
  readonly refused: number | undefined;
  /** What both sides were waiting for when it was stopped. */
  readonly waiting: string | undefined;
  /** The step of the wire that our side stood at when it was stopped: its death ends a stream, too. */
  readonly stoppedAt: number | undefined;
}

/** What one look finds wrong. */
export interface Fault {
  readonly concept: Concept;
  readonly message: string;
}

/** Nobody was meant to listen. */
export function isRefusal({ drill }: Evidence): boolean {
  return drill.wire.some((step) => step.kind === "refuse");
}

const nobody: PeerRecord = newRecord(0);

/** The connection that came furthest; of two, the first. Where they share a wire, the one whose turn it is. */
export function best({ records, drill }: Pick<Evidence, "records" | "drill">): PeerRecord {
  const furthest = records.reduce((best, record) => (record.steps > best.steps ? record : best), records[0] ?? nobody);
  const parts = partsOf(drill.wire);
  if (parts.length === 1) return furthest;
  const part = parts.findIndex(({ steps }) => steps.includes(furthest.steps));
  const next = records.findLast((record) => record.part === part);
  return next === undefined ? furthest : { ...next, steps: furthest.steps };
}

export function stopMessage(ending: Ending, waiting: string | undefined): string {
  const why = { time: "stopped: its time was up", cpu: "stopped: it used the processor without end" };
  if (ending.stopped === "cpu") return why.cpu;
  return [ending.stopped === "time" ? why.time : "", waiting ?? ""].filter((part) => part !== "").join("; ");
}

/** Lengths at which our answers were cut. */
export function pieceEnds({ drill, words }: Pick<Evidence, "drill" | "words">): number[] {
  const pieces = drill.wire.flatMap((step) =>
    step.kind === "write" ? piecesOf(bytesOf(step.value, words), step.split) : [],
  );
  let end = 0;
  return pieces.map((piece) => (end += piece.length));
}

export function aheadMessage({ text }: NonNullable<PeerRecord["ahead"]>): string {
  const [line = ""] = text.split("\n");
  return `"${line}" came before the answer to what stood ahead of it`;
}

/** Where two texts part, in words. */
export function differenceMessage(expected: Uint8Array, got: Uint8Array): string {
  const at = firstDifference(expected, got)?.at ?? 0;
  return at === got.length ? `it ends after ${at} of ${expected.length} bytes` : `it differs from byte ${at + 1} on`;
}

export function linesOf(bytes: Uint8Array): readonly string[] {
  return Buffer.from(bytes).toString("latin1").split("\n");
}
