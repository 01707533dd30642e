import { createInterface } from "node:readline";
import { liveAttempt } from "../../drills/lab-attempt.ts";
import type { Session } from "../../lab/session.ts";
import { renderAnsi } from "../../markdown/ansi.ts";
import { loadHighlighting } from "../../markdown/highlight.ts";
import type { Goal } from "../../puzzle.ts";
import type { Bench as DrillBench } from "../../review/bench.ts";
import type { Look } from "../card.ts";
import { type PaneOptions, rateDrill } from "../drill-pane.ts";
import { painter } from "../line.ts";
import { solutionText } from "../solution.ts";
import { layoutFor } from "./columns.ts";
import { type Bench, type Paper, playLine, reachedCount } from "./play.ts";
import { playPrompt } from "./prompt.ts";
import { goalLines } from "./tables.ts";

export interface LabDrill {
  readonly drill: DrillBench;
  readonly session: Session;
  readonly goals: readonly Goal[];
  readonly look: Look;
  readonly write: (text: string) => void;
  /** Lines that come from elsewhere than a prompt. */
  readonly lines: AsyncIterator<string> | undefined;
}

/** A drill of the lab, from its task to its rating: it is passed the moment the last goal is reached. */
export async function playLabDrill({ drill, session, goals, look, write, lines }: LabDrill): Promise<boolean> {
  const print: Paper["write"] = (texts) => write(texts.map((text) => `${text}\n`).join(""));
  const view = drill.view().drill;
  const begin = performance.now();
  await loadHighlighting(view.task, ...view.hints, view.debrief, "```lab");
  const layout = layoutFor(session.actors, look, lines !== undefined);
  print([
    ...renderAnsi(`# ${view.title}\n\n${view.task}`, look),
    "",
    painter(look.color)("1", "To be reached"),
    ...goalLines(goals, session, look),
  ]);
  print([painter(look.color)("2", "help  goals  hint  solution  fds  wire  quit"), ...layout.head]);

  const bench: Bench = { session, goals, actor: session.actors[0] ?? "" };
  const obey = (text: string): boolean => obeys(drill, text, (texts) => print(texts), look);
  if (lines === undefined) await playPrompt(bench, { color: look.color, history: [], obey, untilReached: true });
  else await playLines(bench, lines, obey, { look, layout, write: print });
  if (reachedCount(bench) < goals.length) return false;

  drill.type(
    session.steps
      .filter(({ result }) => result.kind !== "refused")
      .map(({ actor, text }) => lineFor(session, actor, text))
      .join("\n"),
  );
  drill.keep(liveAttempt(view, session, goals, Math.round(performance.now() - begin)));
  print([
    painter(look.color)("32", `✓ ${view.id}: passed`),
    ...(view.debrief === "" ? [] : ["", ...renderAnsi(view.debrief, look)]),
  ]);
  await rate(drill, { ...look, write }, lines);
  return true;
}

async function playLines(
  bench: Bench,
  lines: AsyncIterator<string>,
  obey: (text: string) => boolean,
  paper: Paper,
): Promise<void> {
  while (reachedCount(bench) < bench.goals.length) {
    const { value, done } = await lines.next();
    if (done === true) return;
    if (!obey(value) && (await playLine(bench, value, paper)) === "quit") return;
  }
}

async function rate(
  drill: DrillBench,
  look: Omit<PaneOptions, "lines">,
  lines: AsyncIterator<string> | undefined,
): Promise<void> {
  const typed = lines === undefined ? createInterface({ input: process.stdin, output: process.stdout }) : undefined;
  const from = lines ?? typed?.[Symbol.asyncIterator]();
  if (from !== undefined) await rateDrill(drill, from.next(), { ...look, lines: from });
  typed?.close();
}

/** As a script has it: the first actor's lines need no name. */
function lineFor({ actors }: Session, actor: string, text: string): string {
  return actor === actors[0] || /^\w+\s*:\s*(?=\w)/.test(text) ? text : `${actor}: ${text}`;
}

function obeys(drill: DrillBench, text: string, print: Paper["write"], look: Look): boolean {
  const word = text.trim().toLowerCase();
  if (word === "hint" || word === "h") {
    const hint = drill.hint();
    const {
      drill: { hints },
      hints: taken,
    } = drill.view();
    if (hint !== undefined) print([`hint ${taken} of ${hints.length}`, ...renderAnsi(hint, look)]);
    else print([hints.length === 0 ? "This drill has no hints." : "That was the last hint; solution shows one."]);
    return true;
  }
  if (word !== "solution" && word !== "g") return false;
  drill.giveUp();
  print(renderAnsi(solutionText(drill.view()), look));
  return true;
}
