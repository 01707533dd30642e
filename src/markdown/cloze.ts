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

interface Open {
  readonly numbers: readonly string[];
  readonly at: number;
  hint: string | undefined;
}

/** Puts marks for the asked deletion and takes the braces from the others, as Anki does: the first `}}` closes. */
export function markClozes(text: string, cloze: ClozeView | undefined): string {
  const clean = text.replace(/[\ufdd0-\ufdd3]/g, "\ufffd");
  if (!cloze) return clean;
  const number = String(cloze.ordinal + 1);
  const open: Open[] = [];
  let result = "";

  for (const token of clean.split(/(\{\{c\d[\d,]*::|\}\}|::)/)) {
    const numbers = /^\{\{c([\d,]+)::$/.exec(token)?.[1]?.split(",");
    const top = open.at(-1);
    if (numbers) open.push({ numbers, at: result.length, hint: undefined });
    else if (token === "}}" && top) {
      open.pop();
      result = result.slice(0, top.at) + show(result.slice(top.at), top, number, cloze.revealed);
    } else if (token === "::" && top && top.hint === undefined) top.hint = "";
    else if (top?.hint === undefined) result += token;
    else top.hint += token;
  }
  // What nothing closes is text.
  return open.reduceRight((shown, { numbers, at, hint }) => {
    const tail = hint === undefined ? "" : `::${hint}`;
    return `${shown.slice(0, at)}{{c${numbers.join(",")}::${shown.slice(at)}${tail}`;
  }, result);
}

function show(answer: string, { numbers, hint }: Open, asked: string, revealed: boolean): string {
  if (!numbers.includes(asked)) return answer;
  if (!revealed) return marks.hidden.join(hint || "…");
  // Block syntax keeps its place at the begin of a line, and a fence its line to itself.
  const head = /^(?:\s*(?:[-+*]|\d{1,9}[.)]|>|#{1,6})[ \t]+)*(?:\s*(?:```|~~~|\$\$)[^\n]*\n)?/.exec(answer)?.[0] ?? "";
  const end = answer.trimEnd();
  const tail = /\n[ \t]*(?:```+|~~~+|\$\$)$/.exec(end.slice(head.length))?.[0] ?? "";
  const middle = end.slice(head.length, end.length - tail.length);
  return head + marks.revealed[0] + middle + marks.revealed[1] + tail + answer.slice(end.length);
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
