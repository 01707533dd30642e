import { readFileSync } from "node:fs";
import { CardsError, systemReason } from "../errors.ts";
import type { Drill, Transport } from "../model.ts";
import type { Puzzle } from "../puzzle.ts";
import type { Carry } from "./answer-wire.ts";
import { skipped } from "./judge.ts";
import { transportOfText } from "./puzzle-text.ts";
import type { PuzzleOutcome, PuzzleStage } from "./puzzle-verdict.ts";
import { playAnswer } from "./run-answer.ts";
import { playLab } from "./run-lab.ts";
import { playPrediction } from "./run-predict.ts";
import { playSequence } from "./run-sequence.ts";

export interface PuzzleRequest {
  readonly drill: Drill;
  /** The work file. */
  readonly file: string;
  readonly transport?: Transport;
  readonly carry?: Carry;
  readonly signal?: AbortSignal;
}

/** Judges a drill without a program: nothing of the learner's is run but calls of the lab, in the learner's order. */
export async function playPuzzle(
  { drill, file, carry, signal, ...request }: PuzzleRequest,
  puzzle: Puzzle,
): Promise<PuzzleOutcome & { readonly transport: Transport }> {
  const text = readText(file);
  const transport = transportOfText(drill, text) ?? request.transport ?? drill.transports[0] ?? "tcp4";
  return { transport, ...(await play({ drill, transport, text, carry, signal }, puzzle)) };
}

async function play(stage: PuzzleStage, puzzle: Puzzle): Promise<PuzzleOutcome> {
  if (stage.drill.role !== puzzle.kind) return { verdict: skipped(`the role ${stage.drill.role} is not known here`) };
  switch (puzzle.kind) {
    case "sequence":
      return playSequence(stage, puzzle);
    case "predict":
      return playPrediction(stage, puzzle);
    case "answer":
      return playAnswer(stage, puzzle);
    case "lab":
      return playLab(stage, puzzle);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CardsError(`${file}: ${systemReason(cause)}`, "Name the work file with --file.", { exit: 2, cause });
  }
}
