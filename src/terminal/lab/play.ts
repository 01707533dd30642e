import { isBlank } from "../../lab/program.ts";
import { goalsReached, goalText } from "../../lab/goals.ts";
import { comesTrue } from "../../lab/result.ts";
import type { Session } from "../../lab/session.ts";
import type { Goal } from "../../puzzle.ts";
import type { Look } from "../card.ts";
import { painter } from "../line.ts";
import { stepBlock, wakeBlock } from "./blocks.ts";
import type { Layout } from "./columns.ts";
import { descriptorLines, goalLines, helpLines, wireLines } from "./tables.ts";

/** A lab in the hands of somebody who types. */
export interface Bench {
  readonly session: Session;
  readonly goals: readonly Goal[];
  /** Who makes calls that name nobody. */
  actor: string;
  /** Goals whose reaching was told; none at first. */
  told?: readonly boolean[];
}

export interface Paper {
  readonly look: Look;
  readonly layout: Layout;
  readonly write: (lines: readonly string[]) => void;
}

/** Runs a call, or does what a word beside the calls says. `quit`: it was the last. */
export async function playLine(bench: Bench, text: string, paper: Paper): Promise<"go on" | "quit"> {
  const { session } = bench;
  const [word = "", more = ""] = text.trim().replace(/:$/, "").split(/\s+/);
  if (isBlank(text)) return "go on";
  if (["quit", "exit", "q"].includes(word) && more === "") return "quit";
  const said = saidOf(bench, word, more, paper.look);
  if (said !== undefined) {
    paper.write(said);
    return "go on";
  }
  if (session.actors.includes(word) && more === "" && !text.includes("(")) {
    bench.actor = word;
    const asleep = session.blockedIn(word);
    if (asleep !== undefined)
      paper.write([`${word} sleeps in ${asleep}: another process may wake it, Ctrl-C ends it.`]);
    return "go on";
  }
  await session.run(bench.actor, text);
  const step = session.steps.at(-1);
  if (step !== undefined)
    paper.write(paper.layout.place(step.actor, stepBlock(step, { ...paper.look, width: paper.layout.room })));
  await playWakes(bench, paper);
  return "go on";
}

/** Tells of the calls that have come back, and of the goals that are reached. */
export async function playWakes(bench: Bench, { layout, look, write }: Paper, patient = false): Promise<void> {
  const { session } = bench;
  for (const wake of await session.settle(patient)) {
    const step = session.steps[wake.step];
    const cause = wake.during > wake.step ? session.steps[wake.during] : undefined;
    if (step !== undefined)
      write(layout.place(wake.actor, wakeBlock(step, wake, cause, { ...look, width: layout.room })));
  }
  write(freshGoals(bench, look));
}

function saidOf({ session, goals }: Bench, word: string, more: string, look: Look): string[] | undefined {
  switch (more === "" || word === "help" ? word : "") {
    case "help":
    case "?":
      return helpLines(more, look);
    case "fds":
      return descriptorLines(session, look);
    case "wire":
      return wireLines(session, look);
    case "goals":
      return goalLines(goals, session, look);
    default:
      return undefined;
  }
}

function reachedOf({ session, goals }: Bench): readonly boolean[] {
  return goalsReached(goals, session.steps, session.wakes);
}

export function reachedCount(bench: Bench): number {
  return reachedOf(bench).filter(Boolean).length;
}

/** Goals that nobody was told of. */
function freshGoals(bench: Bench, look: Look): string[] {
  const { told = [], goals } = bench;
  const now = reachedOf(bench);
  bench.told = now;
  const count = `${now.filter(Boolean).length} of ${goals.length}`;
  return goals.flatMap((goal, at) =>
    now[at] === (told[at] ?? false) ? [] : [painter(look.color)("32", `✓ ${goalText(goal)}  (${count})`)],
  );
}

/** Steps that could not be made, or did not come out as their line says. */
export function slips({ steps, wakes }: Session): number {
  return steps.filter(({ result, line }, index) => {
    if (result.kind === "refused") return true;
    const woken = wakes.find((wake) => wake.step === index)?.result;
    const claim = line?.claim;
    return claim !== undefined && comesTrue(claim, claim.kind === "blocks" ? result : (woken ?? result)) !== true;
  }).length;
}
