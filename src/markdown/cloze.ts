/**
 * Cloze deletions of one card, marked in the text before it is read as markdown.
 *
 *     {{c1::answer::hint}}    asked and not yet revealed   [hint], or […]
 *                             asked and revealed           answer, emphasised
 *                             of another card              answer, plainly
 *
 * The marks are noncharacters, which Unicode keeps for such inner use, and carry a colon towards the text: emphasis signs
 * see a letter from outside and punctuation from inside, so `**{{c1::a}}**` and `{{c1::__a__}}` both keep their meaning.
 */
import { type ClozePiece, readClozes } from "./cloze-text.ts";
import type { Style } from "./spans.ts";

export interface ClozeView {
  /** As Anki counts: cloze number − 1. */
  readonly ordinal: number;
  readonly revealed: boolean;
}

const marks = {
  hidden: ["\ufdd0:", ":\ufdd1"],
  revealed: ["\ufdd2:", ":\ufdd3"],
} as const;
const mark = /(\ufdd0:?|:?\ufdd1|\ufdd2:?|:?\ufdd3)/;

/** Puts marks for the asked deletion and takes the braces from the others. */
export function markClozes(text: string, cloze: ClozeView | undefined): string {
  const clean = text.replace(/[\ufdd0-\ufdd3]/g, "\ufffd");
  if (!cloze) return clean;
  return marked(readClozes(clean), String(cloze.ordinal + 1), cloze.revealed);
}

function marked(pieces: readonly ClozePiece[], asked: string, revealed: boolean): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const answer = marked(piece.pieces, asked, revealed);
      if (!piece.numbers.includes(asked)) return answer;
      return revealed ? enclose(answer, ...marks.revealed) : marks.hidden.join(piece.hint || "…");
    })
    .join("");
}

/** Puts signs around an answer. Block syntax keeps its place at the begin of a line, and a fence its line to itself. */
export function enclose(answer: string, opening: string, closing: string): string {
  const head =
    /^(?:\s*(?:[-+*]|\d{1,9}[.)]|>|#{1,6})[ \t]+)*(?:\s*(?:(?:```|~~~)[^\n]*|\$\$[ \t]*)\n)?/.exec(answer)?.[0] ?? "";
  const end = answer.trimEnd();
  const last = head.includes("$$") ? /\n[ \t]*\$\$$/ : /\n[ \t]*(?:```+|~~~+)$/;
  const tail = last.exec(end.slice(head.length))?.[0] ?? "";
  const middle = end.slice(head.length, end.length - tail.length);
  return head + opening + middle + closing + tail + answer.slice(end.length);
}

/** Which deletions are open where the renderer stands; it reads the text once, from front to back. */
export interface ClozeState {
  readonly color: boolean;
  readonly open: Style[];
}

/** A text without marks, in pieces that stand inside or outside the asked deletion. */
export function clozePieces(
  text: string,
  state: ClozeState,
): { readonly text: string; readonly style: Style | undefined }[] {
  return text
    .split(mark)
    .flatMap((part) => (mark.test(part) ? turn(part, state) : [{ text: part, style: state.open.at(-1) }]))
    .filter((piece) => piece.text !== "");
}

/** For what is not shown as text: an address, the name of a language. */
export function withoutMarks(text: string): string {
  return text
    .split(mark)
    .filter((part) => !mark.test(part))
    .join("");
}

/** Without colour the revealed answer keeps the brackets it was asked with. */
function turn(
  found: string,
  { open, color }: ClozeState,
): { readonly text: string; readonly style: Style | undefined } {
  const hides = found.includes("\ufdd0") || found.includes("\ufdd1");
  const opens = found.includes("\ufdd0") || found.includes("\ufdd2");
  if (opens) open.push(hides ? "hidden" : "revealed");
  else open.pop();
  const bracket = hides || !color ? (opens ? "[" : "]") : "";
  return { text: bracket, style: hides ? "hidden" : "revealed" };
}
