import type { Attempt } from "../drills/run.ts";
import { renderAnsi } from "../markdown/ansi.ts";
import { loadHighlighting } from "../markdown/highlight.ts";
import { safeText } from "../markdown/safe-text.ts";
import type { Bench } from "../review/bench.ts";
import type { Effort } from "../review/effort.ts";
import { byteLines } from "./bytes.ts";
import type { Look } from "./card.ts";
import { howTo } from "./how-to.ts";
import { painter, wordLines } from "./line.ts";
import { solutionText } from "./solution.ts";
import { ratingColors, ratings, ratingWords } from "./summary.ts";
import { verdictLines } from "./verdict.ts";

export interface PaneOptions extends Look {
  /** Lines that the person types. */
  readonly lines: AsyncIterator<string>;
  readonly write: (text: string) => void;
}

/** How the work on a drill ended. */
export interface Outcome {
  readonly passed: boolean;
  readonly hints: number;
  readonly gaveUp: boolean;
}

type Turn = { readonly kind: "news" } | { readonly kind: "line"; readonly text: string } | { readonly kind: "end" };

/** A drill from its task to its rating, line by line: runs on every save, hints on request, and gives up gracefully. */
export async function drillPane(bench: Bench, options: PaneOptions): Promise<Outcome> {
  const { drill } = bench.view();
  await loadHighlighting(drill.task, ...drill.hints, drill.debrief, "```c");
  introduce(bench.view(), options);
  try {
    await work(bench, options);
  } finally {
    bench.close();
  }
  const { passed, hints, gaveUp } = bench.view();
  return { passed, hints, gaveUp };
}

/** Until it passed, was given up, or was left. */
async function work(bench: Bench, options: PaneOptions): Promise<void> {
  let shown: Attempt | undefined;
  let news = Promise.withResolvers<Turn>();
  const changed = (): void => news.resolve({ kind: "news" });
  const failed = bench.follow(changed).then(() => new Promise<never>(() => undefined));
  const isOpen = (): boolean => !bench.view().passed && !bench.view().gaveUp;
  const show = (): void => {
    const { attempt, drill } = bench.view();
    if (attempt !== undefined && attempt !== shown)
      options.write(`\n${verdictLines(attempt, options, drill.hints.length).join("\n")}\n`);
    shown = attempt;
  };
  let nextLine = options.lines.next();
  while (isOpen()) {
    const turn = await Promise.race([news.promise, nextLine.then(lineTurn), failed]);
    if (turn.kind === "end") return;
    if (turn.kind === "news") {
      news = Promise.withResolvers<Turn>();
      show();
      continue;
    }
    if (turn.text.toLowerCase() === "q") return;
    await obey(bench, turn.text, options);
    show();
    nextLine = options.lines.next();
  }
  await rateDrill(bench, nextLine, options);
}

function lineTurn(result: IteratorResult<string>): Turn {
  return result.done === true ? { kind: "end" } : { kind: "line", text: result.value.trim() };
}

function introduce({ drill, file, transport, text }: Effort, options: PaneOptions): void {
  const paint = painter(options.color);
  const shown = text === undefined ? "" : `\n\n\`\`\`\n${text.trimEnd()}\n\`\`\``;
  const lines = renderAnsi(`# ${drill.title}\n\n${drill.task}${shown}`, options);
  const keys = "Enter run   h hint   x bytes   s calls   g give up   e editor   q back";
  const { work, typed: line } = howTo(drill);
  const typed = line === undefined ? `Edit the file; ${work}.` : `Type ${line} here, or edit the file; ${work}.`;
  const over = transport === undefined || transport === drill.transports[0] ? "" : `This time over ${transport}.\n`;
  options.write(`\n${lines.join("\n")}\n\n${over}${paint("1", safeText(file))}\n${typed}\n${paint("2", keys)}\n`);
}

async function obey(bench: Bench, text: string, options: PaneOptions): Promise<void> {
  const { drill, attempt, file } = bench.view();
  switch (text.toLowerCase()) {
    case "":
    case "r":
      if (!(await bench.run(() => undefined)))
        say(options, "The file is still the starter: change it first, then save.");
      return;
    case "h":
      return hint(bench, options);
    case "x":
      return say(options, attempt === undefined ? "Nothing has run yet." : byteLines(attempt, options).join("\n"));
    case "s":
      await bench.syscalls();
      return say(options, callsText(bench.view()));
    case "g":
      bench.giveUp();
      return say(options, renderAnsi(solutionText(bench.view()), options).join("\n"));
    case "e": {
      const { editFile } = await import("./editor.ts");
      return say(options, editFile(file) ?? "Read again.");
    }
    default:
      if (howTo(drill).typed !== undefined) bench.type(text);
      else say(options, "Not a key here: Enter runs, h hint, x bytes, s calls, g give up, e editor, q back.");
  }
}

function callsText({ syscalls }: Effort): string {
  if (syscalls === undefined) return "Nothing has run yet.";
  return safeText(typeof syscalls === "string" ? syscalls : syscalls.join("\n"));
}

function hint(bench: Bench, options: PaneOptions): void {
  const text = bench.hint();
  const { drill, hints } = bench.view();
  if (text !== undefined)
    return say(options, [`hint ${hints} of ${drill.hints.length}`, ...renderAnsi(text, options)].join("\n"));
  say(options, drill.hints.length === 0 ? "This drill has no hints." : "That was the last hint; g shows the solution.");
}

function say(options: PaneOptions, text: string): void {
  options.write(`${text}\n`);
}

/** The verdict proposes the drill's rating; the person has the last word. */
export async function rateDrill(
  bench: Bench,
  answer: Promise<IteratorResult<string>>,
  options: PaneOptions,
): Promise<void> {
  const proposal = bench.propose();
  if (proposal.kind === "rehearsal") return say(options, `A rehearsal: the drill comes again in ${proposal.until}.`);
  const { rating: proposed, choices } = proposal;
  say(options, painter(options.color)("1", `Enter = ${proposed}, again in ${choices[proposed]}`));
  say(options, wordLines([...ratingWords(choices), "q unrated"], options, ratingColors).join("\n"));
  for (let turn = await answer; turn.done !== true; turn = await options.lines.next()) {
    const word = turn.value.trim().toLowerCase();
    if (word === "q") return say(options, "Not rated: it comes again as it would have.");
    const rating = word === "" ? proposed : ratings.find((each, index) => word === each || word === `${index + 1}`);
    if (rating === undefined) {
      say(options, "1 to 4 rates it, Enter takes what is proposed, q leaves it unrated.");
      continue;
    }
    bench.rate(rating);
    return say(options, `Saved: ${rating}.`);
  }
}
