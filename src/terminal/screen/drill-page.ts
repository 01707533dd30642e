import { homedir } from "node:os";
import { renderAnsi } from "../../markdown/ansi.ts";
import { textWidth } from "../../markdown/width.ts";
import type { Effort } from "../../review/effort.ts";
import type { Proposal } from "../../review/proposal.ts";
import { byteLines } from "../bytes.ts";
import type { Look } from "../card.ts";
import { howTo } from "../how-to.ts";
import { safeText } from "../../markdown/safe-text.ts";
import { cut, painter, wordLines, wrapText } from "../line.ts";
import { solutionText } from "../solution.ts";
import { ratingColors, ratingWords } from "../summary.ts";
import { verdictLines } from "../verdict.ts";
import { divider, ends, type Page } from "./page.ts";

/** What the pane shows besides the work itself. */
export interface PaneState {
  readonly bench: Effort;
  /** What was asked for last: the bytes instead of the wire, the hints above the verdict, the task alone. */
  readonly part: "verdict" | "bytes" | "calls" | "hint" | "solution" | "task";
  /** The shell line that is being typed. */
  readonly typing: string | undefined;
  readonly proposal: Proposal | undefined;
}

/**
 * The drill pane. What is newest stands on top: the verdict or the solution, then hints, then the task.
 *
 *     ⚒ Read until the end                                    ✗ not yet
 *     ──────────────────────────────────────────────── C · read-loop ─
 *     ✗ read-loop: recv gave you part of the answer and you stopped
 */
export function drillPage(state: PaneState, look: Look): Page {
  const { bench, part } = state;
  const { drill, attempt } = bench;
  const title = (word: string): string => divider(look.width, word, look.color);
  const task = [renderAnsi(drill.task, look)];
  const hints = drill.hints
    .slice(0, bench.hints)
    .map((hint, index) => [title(`hint ${index + 1} of ${drill.hints.length}`), ...renderAnsi(hint, look)])
    .toReversed();
  const verdict =
    attempt === undefined
      ? []
      : [
          part === "bytes"
            ? byteLines(attempt, look)
            : part === "calls"
              ? callLines(bench, look)
              : verdictLines(attempt, look, drill.hints.length),
        ];
  const solution = bench.gaveUp ? [renderAnsi(solutionText(bench), look)] : [];
  const news = part === "solution" ? [...solution, ...verdict] : [...verdict, ...solution];
  const above = part === "hint" ? [...hints, ...news] : [...news, ...hints];
  const isNew = above.length === 0;
  const shown = part === "task" || isNew ? task : [...above, [title("task"), ...task.flat()]];
  const body = shown.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
  return {
    id: `drill ${part} ${bench.hints} ${bench.gaveUp} ${attempt?.seed ?? ""}`,
    head: ends(`⚒ ${drill.title}`, standing(bench), look),
    mark: [bench.language.name, drill.id, ...variant(bench)].join(" · "),
    body: isNew ? [...body, ...introduction(bench, look)] : body,
    start: 0,
    foot: [...workLine(bench, look), ...actionLines(state, look)],
    keys: keyLines(state, look),
  };
}

/** The transport, where it is not the usual one. */
function variant({ drill, transport }: Effort): readonly string[] {
  return transport === undefined || transport === drill.transports[0] ? [] : [`this time over ${transport}`];
}

function callLines({ syscalls = "… looking" }: Effort, look: Look): string[] {
  if (typeof syscalls === "string") return wrapText(syscalls, look.width);
  return syscalls.map((line) => cut(safeText(line), look.width));
}

function standing({ running, passed, gaveUp, attempt }: Effort): string {
  if (running) return "… running";
  if (passed) return "✓ passed";
  if (gaveUp) return "solution shown";
  if (attempt === undefined) return "waiting for your save";
  return { pass: "✓ passed", fail: "✗ not yet", error: "! does not run", skipped: "– skipped" }[attempt.verdict.status];
}

function introduction({ drill, text }: Effort, look: Look): readonly string[] {
  const { work, typed, inLab } = howTo(drill);
  const how =
    typed !== undefined
      ? `Press l and type ${typed}, or edit the work file (e). ${sentence(work)}.`
      : inLab
        ? `Press l for the lab, where each call is made as you type it; or edit the work file (e): ${work}.`
        : `Edit the work file in your own editor, or press e. ${sentence(work)}, and this screen tells what came of it.`;
  const shown = text === undefined ? [] : ["", ...renderAnsi(`\`\`\`\n${text.trimEnd()}\n\`\`\``, look)];
  return [...shown, "", ...wrapText(how, look.width).map((line) => painter(look.color)("2", line))];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The file's place; its end counts most. */
function workLine({ file }: Effort, look: Look): readonly string[] {
  const home = homedir();
  const shown = file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file;
  const room = look.width - 6;
  const tail = textWidth(shown) <= room ? shown : `…${shown.slice(-(room - 1))}`;
  return [painter(look.color)("2", cut(`file  ${tail}`, look.width))];
}

function actionLines({ bench, typing, proposal }: PaneState, look: Look): readonly string[] {
  const bold = painter(look.color);
  if (typing !== undefined) return wrapText(`$ ${typing}▏`, look.width, "  ");
  if (proposal?.kind === "rehearsal")
    return wrapText(`A rehearsal: the drill comes again in ${proposal.until}.`, look.width);
  if (proposal?.kind === "rating") {
    const words = ratingWords(proposal.choices).map((word) =>
      word.slice(2).toLowerCase().startsWith(proposal.rating) ? `${word} ␣` : word,
    );
    return wordLines(words, look, ratingColors);
  }
  const { typed, inLab } = howTo(bench.drill);
  if (typed !== undefined) return [bold("1", cut(`l  type ${typed}`, look.width))];
  if (inLab) return [bold("1", "l  open the lab")];
  return [bold("1", "e  edit the work file")];
}

function keyLines({ bench, typing, proposal, part }: PaneState, look: Look): readonly string[] {
  const { drill, hints } = bench;
  if (typing !== undefined) return wordLines(["enter run", "esc leave it"], look);
  const isOpen = proposal === undefined && drill.hints.length > 0;
  const hint = isOpen ? [`h hint ${Math.min(hints + 1, drill.hints.length)}/${drill.hints.length}`] : [];
  const bytes = bench.attempt === undefined ? [] : [part === "bytes" ? "x wire" : "x bytes", "s calls"];
  const back = proposal === undefined ? "q back" : proposal.kind === "rating" ? "q unrated" : "space back";
  const all = [
    "e edit",
    "r run",
    ...hint,
    ...bytes,
    "t task",
    ...(bench.gaveUp ? [] : [bench.passed ? "g solution" : "g give up"]),
    "? help",
    back,
  ];
  const few = [...hint, ...(proposal === undefined ? ["g give up"] : []), "? keys", back];
  return wordLines(look.width < 60 ? few : all, look, [], 2);
}
