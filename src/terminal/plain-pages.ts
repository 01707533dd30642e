/** What a sitting writes line by line: nothing is ever redrawn. */
import type { View } from "../review/review.ts";
import { answerLines, type Look, questionLines, titleLine } from "./card.ts";
import { painter, wordLines } from "./line.ts";
import { ratingColors, ratingWords, sizeOfDrill } from "./summary.ts";

export interface PlainPaper extends Look {
  readonly write: (text: string) => void;
  /** Lines of a screen: an answer is shown a screenful at a time. undefined = all at once. */
  readonly rows: number | undefined;
}

/** A card's question, the offered drill, or nothing at the end. */
export async function writeStage(view: View, paper: PlainPaper, told = ""): Promise<readonly string[]> {
  const paint = painter(paper.color);
  if (told !== "") paper.write(`${told}\n`);
  const { stage } = view.sitting;
  if (stage.kind === "offering" && view.drill !== undefined) {
    paper.write(
      `\n${paint("1", `⚒ ${view.drill.title}`)} — a drill is due: ${sizeOfDrill(view)}.\n${promptOf(view, paper)}\n`,
    );
  }
  if (view.card === undefined) return [];
  const { left } = view;
  const counts = `new ${left.new} · learning ${left.learning} · review ${left.review}`;
  paper.write(`\n${titleLine(view.card, paper)}\n${paint("2", counts)}\n\n`);
  paper.write(`${(await questionLines(view.card, paper)).join("\n")}\n\n${promptOf(view, paper)}\n`);
  return [];
}

export async function writeAnswer(view: View, paper: PlainPaper): Promise<readonly string[]> {
  if (view.card === undefined) return [];
  const ruler = painter(paper.color)("2", "─".repeat(Math.min(paper.width, 100)));
  paper.write(`${ruler}\n`);
  return writePage([...(await answerLines(view.card, paper)), ""], view, paper);
}

/** Writes a screenful and gives the rest; the prompt stands below either way, and a rating may be given at any time. */
export function writePage(lines: readonly string[], view: View, paper: PlainPaper): readonly string[] {
  const room = paper.rows === undefined ? lines.length : Math.max(5, paper.rows - 2);
  // No page of its own for a line or two.
  const cutAt = lines.length <= room + 2 ? lines.length : room;
  paper.write(`${lines.slice(0, cutAt).join("\n")}\n`);
  const rest = lines.slice(cutAt);
  if (rest.length > 0)
    paper.write(`${painter(paper.color)("2", `↓ ${rest.length} more lines: Enter   (or rate now: 1–4)`)}\n`);
  else paper.write(`${drillLine(view, paper)}${promptOf(view, paper)}\n`);
  return rest;
}

function drillLine(view: View, paper: PlainPaper): string {
  const link = view.card?.drills[0];
  return link === undefined ? "" : `${painter(paper.color)("2", `⚒ drill ${link.id}: d after the cards, D now`)}\n`;
}

export function promptOf(view: View, paper: PlainPaper): string {
  const { stage } = view.sitting;
  if (stage.kind === "offering")
    return wordLines(["d start the drill", "n not today", "u undo", "q end"], paper).join("\n");
  const type = view.card?.kind === "typed" ? ["type the answer"] : [];
  if (stage.kind === "asking")
    return wordLines([...type, "Enter show", "s suspend", "u undo", "? help", "q end"], paper).join("\n");
  if (stage.kind !== "answered" || view.choices === undefined) return "";
  return wordLines(ratingWords(view.choices), paper, ratingColors).join("\n");
}

export function helpOf(view: View): string {
  const { kind } = view.sitting.stage;
  if (kind === "offering") return "Keys, each with Enter: d starts the drill, n puts it off; u undo, q end.";
  const now = kind === "answered" ? "1 again, 2 hard, 3 good, 4 easy" : "an empty line shows the answer";
  return [
    `Keys, each with Enter: ${now}; u undo, q end;`,
    "- bury until tomorrow, ! suspend, * flag, i card info, e edit the note, o open it in Obsidian;",
    "= and your answer lets it be graded before it is shown;",
    "d the card's drill after the last card, D the drill now.",
  ].join("\n");
}
