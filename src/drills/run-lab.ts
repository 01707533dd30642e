import { privateFolder } from "../echo/tidy.ts";
import { goalsReached, goalText } from "../lab/goals.ts";
import { isBlank, runProgram } from "../lab/program.ts";
import { comesTrue, type Result, type Step, type Wake } from "../lab/result.ts";
import { openSession, type Session } from "../lab/session.ts";
import { isMistake, parseLine } from "../lab/parse.ts";
import { missingLibc } from "../libc/libc.ts";
import type { Goal, Puzzle } from "../puzzle.ts";
import type { Concept } from "./concepts.ts";
import type { Played } from "./foresight.ts";
import { type Check, skipped } from "./judge.ts";
import { cameOf, cameText } from "./play-calls.ts";
import { failed, notReady, passed, type PuzzleOutcome, type PuzzleStage } from "./puzzle-verdict.ts";

/** The actors of a lab's drill. */
export const labActors: readonly string[] = ["a", "b"];

/** Makes the calls of a script in the lab, one after the other, and looks whether all goals were reached. */
export async function playLab(
  stage: PuzzleStage,
  { goals }: Puzzle & { readonly kind: "lab" },
): Promise<PuzzleOutcome> {
  const lines = stage.text.split(/\r?\n/);
  const unread = lines.findIndex((line) => isMistake(parseLine(line)));
  const mistake = parseLine(lines[unread] ?? "");
  if (isMistake(mistake))
    return notReady("lab", `line ${unread + 1}: ${mistake.message}. ${mistake.hint}`, "a line is no call");
  if (lines.every(isBlank)) return notReady("lab", "there is no call in it", "the script makes no calls");
  const missing = missingLibc();
  if (missing !== undefined) return { verdict: skipped(`the lab cannot be opened here: ${missing}`) };

  using folder = privateFolder();
  await using session = await openSession({ actors: labActors, folder: folder.path, signal: stage.signal });
  await runProgram(session, lines);
  return judgeLab(stage, goals, session);
}

function judgeLab({ drill }: PuzzleStage, goals: readonly Goal[], { steps, wakes }: Session): PuzzleOutcome {
  const calls = played(steps, wakes);
  const refused =
    steps.find(({ result, request }) => result.kind === "refused" && request !== undefined) ??
    steps.find(({ result }) => result.kind === "refused");
  const slip = slipOf(steps, wakes);
  if (slip !== undefined) {
    const check: Check = { name: "lab", status: "fail", message: slip.message };
    return { verdict: failed(drill, slip.concept, [check]), calls };
  }
  if (refused?.result.kind === "refused") {
    const { message, hint } = refused.result;
    return { ...notReady("lab", `${refused.text}: ${message}. ${hint}`, "a line could not be run"), calls };
  }
  const reached = goalsReached(goals, steps, wakes);
  const checks = goals.map((goal, at): Check => ({
    name: "lab",
    status: reached[at] === true ? "pass" : "fail",
    message: goalText(goal),
  }));
  const missed = goals[reached.indexOf(false)];
  if (missed === undefined) return { verdict: passed(checks), calls };
  const message = `not reached: ${goalText(missed)}${lastFailure(calls)}`;
  const first: Check = { name: "lab", status: "fail", message };
  return { verdict: failed(drill, "goal-missed", [first, ...checks], missed.say), calls };
}

/** What of the learner's own expectation was not so: a claim, or that a sleeping process makes another call. */
function slipOf(steps: readonly Step[], wakes: readonly Wake[]): { concept: Concept; message: string } | undefined {
  for (const [index, step] of steps.entries()) {
    const { line, result, text } = step;
    if (result.kind === "refused" && result.isAsleep === true)
      return { concept: "both-wait", message: `${text}: ${result.message}` };
    const claim = line?.claim;
    if (claim === undefined) continue;
    const woken = wakes.find((wake) => wake.step === index)?.result;
    const outcome = claim.kind === "blocks" ? result : (woken ?? result);
    if (comesTrue(claim, outcome) === true) continue;
    const really = `really: ${cameText(playedOf(step, woken))}`;
    return { concept: misread(claim.kind, outcome), message: `${text}; ${really}` };
  }
  return undefined;
}

function misread(claimed: string, result: Result): Concept {
  if (result.kind === "blocked") return "expects-return";
  if (claimed === "blocks") return "expects-waiting";
  const isFailed = result.kind === "returned" && result.errno !== undefined;
  if (claimed === "errno") return isFailed ? "wrong-errno" : "expects-failure";
  return isFailed ? "expects-success" : "wrong-value";
}

/** The steps of a session, as a verdict shows them. */
export function played(steps: readonly Step[], wakes: readonly Wake[]): Played[] {
  return steps.map((step, index) => playedOf(step, wakes.find((wake) => wake.step === index)?.result));
}

function playedOf({ actor, text, result }: Step, woken: Wake["result"] | undefined): Played {
  const came = woken?.kind === "returned" ? woken : result.kind === "returned" ? result : undefined;
  return {
    actor,
    call: text.replace(/^\w+\s*:\s*(?=\w)/, ""),
    waited: result.kind === "blocked",
    came: came === undefined ? undefined : cameOf(came),
    turn: undefined,
    unmade: result.kind === "refused" ? result.message : undefined,
  };
}

function lastFailure(calls: readonly Played[]): string {
  const last = calls.findLast(({ came }) => came?.kind === "errno");
  return last === undefined ? "" : `; the last call that failed was ${last.call}: ${cameText(last)}`;
}
