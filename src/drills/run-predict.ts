import { missingLibc } from "../libc/libc.ts";
import type { Puzzle, Question } from "../puzzle.ts";
import { compare, type Foreseen, howToAnswer, type Played, readForeseen } from "./foresight.ts";
import { type Check, skipped } from "./judge.ts";
import { cameText, playCalls } from "./play-calls.ts";
import { callFor, questionText, readPrediction } from "./puzzle-text.ts";
import { failed, notReady, passed, type PuzzleOutcome, type PuzzleStage } from "./puzzle-verdict.ts";

/** Runs the program, and holds what was foreseen against what came: the truth is the kernel's, fresh each time. */
export async function playPrediction(
  { drill, text, transport, signal }: PuzzleStage,
  puzzle: Puzzle & { readonly kind: "predict" },
): Promise<PuzzleOutcome> {
  const answers = readPrediction(puzzle, text, transport);
  if (typeof answers === "string") return notReady("predict", answers, "not every question is answered yet");
  const foreseen: Foreseen[] = [];
  for (const [index, question] of puzzle.ask.entries()) {
    const one = readForeseen(question, answers[index] ?? "");
    const head = `${questionText(question)}: "${answers[index] ?? ""}"`;
    if (one === undefined)
      return notReady("predict", `${head}; ${howToAnswer(question)}`, "an answer cannot be understood");
    foreseen.push(one);
  }
  const missing = missingLibc();
  if (missing !== undefined) return { verdict: skipped(`the lab cannot be opened here: ${missing}`) };

  const program = puzzle.program.map((call) => ({ ...call, call: callFor(call.call, transport) }));
  const played = await playCalls(program, [], signal);
  const broken = played.find(({ unmade, came, waited }) => unmade !== undefined && came === undefined && !waited);
  if (broken !== undefined)
    return { verdict: skipped(`the program does not run here: ${broken.call}: ${cameText(broken)}`) };
  return judgePrediction(drill, { ...puzzle, answers, foreseen, played });
}

interface Judged {
  readonly ask: readonly Question[];
  readonly answers: readonly string[];
  readonly foreseen: readonly Foreseen[];
  readonly played: readonly Played[];
}

/** The first question that was missed is told; those behind it keep their secret. */
function judgePrediction(drill: PuzzleStage["drill"], { ask, answers, foreseen, played }: Judged): PuzzleOutcome {
  const checks: Check[] = [];
  for (const [index, question] of ask.entries()) {
    const expected = foreseen[index];
    if (expected === undefined) continue;
    const { truth, concept } = compare(question, expected, played);
    const message = `${questionText(question)}: ${truth}${concept === undefined ? "" : `; you wrote ${answers[index] ?? ""}`}`;
    checks.push({ name: "predict", status: concept === undefined ? "pass" : "fail", message });
    if (concept === undefined) continue;
    const rest = ask.slice(index + 1);
    checks.push(...rest.map((): Check => ({ name: "predict", status: "skipped", message: "not told yet" })));
    const secret = new Set(rest.flatMap(({ lines }) => lines));
    for (const line of question.lines) secret.delete(line);
    const calls = played.map((line, at) => (secret.has(at + 1) ? { ...line, isSecret: true } : line));
    return { verdict: failed(drill, concept, checks, question.say), calls };
  }
  return { verdict: passed(checks), calls: played };
}
