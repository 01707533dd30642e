import { missingLibc } from "../libc/libc.ts";
import type { LabCall, Puzzle } from "../puzzle.ts";
import type { Played } from "./foresight.ts";
import { type Check, skipped, type Verdict } from "./judge.ts";
import { cameText, playCalls } from "./play-calls.ts";
import { callFor, readOrder } from "./puzzle-text.ts";
import { failed, notReady, passed, type PuzzleOutcome, type PuzzleStage } from "./puzzle-verdict.ts";

/**
 * Makes the calls in the learner's order: what is right is told by the kernel. Another order than the author's that
 * works is right as well; the author's is run beside it, to know how much every call should bring.
 */
export async function playSequence(
  { drill, text, transport, signal }: PuzzleStage,
  puzzle: Puzzle & { readonly kind: "sequence" },
): Promise<PuzzleOutcome> {
  const order = readOrder(puzzle.calls, text, transport);
  if (typeof order === "string")
    return notReady("sequence", order, "the file does not hold all of the calls, each once");
  const missing = missingLibc();
  if (missing !== undefined) return { verdict: skipped(`the lab cannot be opened here: ${missing}`) };

  const filled = (calls: readonly LabCall[]): LabCall[] =>
    calls.map((call) => ({ ...call, call: callFor(call.call, transport) }));
  const right = filled(puzzle.calls);
  const beside = filled(puzzle.beside);
  const played = await playCalls(order, beside, signal);
  if (isSame(order, right) && played.every((line) => whyWrong(line, line) === undefined))
    return { verdict: works("in this order every call works"), calls: played };

  const model = await playCalls(right, beside, signal);
  const broken = model.find((line) => whyWrong(line, line) !== undefined);
  if (broken !== undefined)
    return { verdict: skipped(`the right order does not work here: ${broken.call}: ${cameText(broken)}`) };
  for (const line of played) {
    const same = model.find(({ actor, call }) => actor === line.actor && call === line.call);
    const why = whyWrong(line, same ?? line);
    if (why === undefined) continue;
    const check: Check = { name: "sequence", status: "fail", message: why };
    return { verdict: failed(drill, "wrong-order", [check]), calls: played };
  }
  const areNeighbours = isSameOrder(order, right);
  return {
    verdict: works(areNeighbours ? "in this order every call works" : "not the author's order, and it works"),
    calls: played,
  };
}

function works(message: string): Verdict {
  return passed([{ name: "sequence", status: "pass", message }]);
}

function isSame(order: readonly LabCall[], right: readonly LabCall[]): boolean {
  return order.every((line, index) => line.actor === right[index]?.actor && line.call === right[index].call);
}

/** It failed, still waits, was never made, or gave another number of bytes than in the right order. */
function whyWrong(line: Played, model: Played): string | undefined {
  const name = line.actor === "you" ? line.call : `${line.actor}: ${line.call}`;
  const { came } = line;
  if (came === undefined) return `${name}: ${cameText(line)}`;
  if (came.kind === "errno") return `${name}: ${cameText(line)}`;
  const isOther = came.counts && model.came?.kind === "value" && model.came.value !== came.value;
  return isOther ? `${name}: ${cameText(line)}, in a right order ${cameText(model)}` : undefined;
}

/** But for neighbours that may change places. */
function isSameOrder(order: readonly LabCall[], right: readonly LabCall[]): boolean {
  const key = ({ group }: LabCall, index: number): number => group ?? right.length + index;
  const places = order.map((call) => right.findIndex((one) => one.actor === call.actor && one.call === call.call));
  return places.every((place, index) => {
    const [mine, theirs] = [right[place], right[index]];
    return place === index || (mine !== undefined && theirs !== undefined && key(mine, place) === key(theirs, index));
  });
}
