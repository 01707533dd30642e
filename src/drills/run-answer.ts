import type { Puzzle } from "../puzzle.ts";
import { carryDirectly } from "./answer-wire.ts";
import { gradeItems, gradeMessage } from "./grade.ts";
import type { Check } from "./judge.ts";
import { failed, notReady, passed, type PuzzleOutcome, type PuzzleStage } from "./puzzle-verdict.ts";
import { readItems } from "./puzzle-text.ts";

/** What was named goes over a real socket to the grader, a message an item, and is graded as it arrives there. */
export async function playAnswer(
  { drill, text, carry = carryDirectly }: PuzzleStage,
  { items }: Puzzle & { readonly kind: "answer" },
): Promise<PuzzleOutcome> {
  const named = readItems(text, items.length);
  if (typeof named === "string") return notReady("items", named, "nothing is named in the file yet");
  const { items: arrived, over, events, remark } = await carry(named);
  const grade = gradeItems(items, arrived);
  const way: Check = {
    name: "answer",
    status: "pass",
    message: [`it came over ${over}`, remark].filter(Boolean).join("; "),
  };
  if (grade.isRight) {
    const all: Check = { name: "items", status: "pass", message: `${items.length} of ${items.length} named` };
    return { verdict: passed([way, all]), events };
  }
  const missed: Check = { name: "items", status: "fail", message: gradeMessage(grade) };
  const concept = grade.missing.length > 0 ? "missing-item" : "surplus-item";
  return { verdict: failed(drill, concept, [way, missed]), events };
}
