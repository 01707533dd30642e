/**
 * Cloze deletions on their way through markdown: marked before the text is read, written out in the finished HTML.
 *
 *     a {{c1::`b`::hint}}   →   a ⟦0⟧:`b`:⟦/0⟧   →   <p>a ⟦0⟧:<code>b</code>:⟦/0⟧</p>   →   <p>a {{c1::<code>b</code>::hint}}</p>
 *
 * The marks are the noncharacters of cloze.ts; the number between them says which deletion it is.
 */
import { enclose } from "./cloze.ts";
import { type ClozePiece, type Deletion, readClozes } from "./cloze-text.ts";

/** Splits a text at the marks, which become every second piece. */
export const clozeMark = /(\ufdd0\d+\ufdd1:?|:?\ufdd2\d+\ufdd3)/;

export interface Marked {
  readonly text: string;
  readonly deletions: readonly Deletion[];
}

export function markEveryCloze(text: string): Marked {
  const deletions: Deletion[] = [];
  const marked = (pieces: readonly ClozePiece[]): string =>
    pieces
      .map((piece) => {
        if (typeof piece === "string") return piece;
        const index = deletions.push(piece) - 1;
        return enclose(marked(piece.pieces), `\ufdd0${index}\ufdd1:`, `:\ufdd2${index}\ufdd3`);
      })
      .join("");
  return { text: marked(readClozes(text)), deletions };
}

/** For what is not shown as text: an address, the name of a language. */
export function withoutClozeMarks(text: string): string {
  return text
    .split(clozeMark)
    .filter((_, index) => index % 2 === 0)
    .join("");
}

/**
 * Finished HTML with Anki's braces for the marks, and the numbers of all deletions in it. What else would open or close
 * one is written as a character reference; one that markdown has torn apart (its end stands in a comment) is text.
 */
export function writeClozes(
  html: string,
  deletions: readonly Deletion[],
): { readonly html: string; readonly numbers: ReadonlySet<number> } {
  const parts = html.split(clozeMark);
  const whole = wholeMarks(parts);
  const numbers = new Set<number>();
  let depth = 0;
  const written = parts.map((part, index) => {
    if (index % 2 === 0) return (depth === 0 ? part : guard(part)).replace(/\{\{(?=c\d)/g, "&#123;{");
    const deletion = whole.has(index) ? deletions[markedIndex(part)] : undefined;
    if (deletion === undefined) return "";
    depth += opens(part) ? 1 : -1;
    if (!opens(part)) return `${deletion.hint ? `::${guard(escapeHtml(deletion.hint))}` : ""}}}`;
    for (const number of deletion.numbers) numbers.add(Number(number));
    return `{{c${deletion.numbers.join(",")}::`;
  });
  return { html: written.join(""), numbers };
}

const opens = (mark: string): boolean => mark.includes("\ufdd0");
const markedIndex = (mark: string): number => Number(/\d+/.exec(mark)?.[0]);

/** Where the marks stand (every second part) that have a partner, with whole pairs only between the two. */
function wholeMarks(parts: readonly string[]): ReadonlySet<number> {
  const whole = new Set<number>();
  const open: number[] = [];
  for (let at = 1; at < parts.length; at += 2) {
    const mark = parts[at] ?? "";
    if (opens(mark)) open.push(at);
    else {
      const partner = open.findLastIndex((each) => markedIndex(parts[each] ?? "") === markedIndex(mark));
      if (partner === -1) continue;
      whole.add(open[partner] ?? 0).add(at);
      open.length = partner;
    }
  }
  return whole;
}

/** The last sign of a part too: the one that closes the deletion, or parts its hint, follows it. */
function guard(html: string): string {
  return html.replace(/:(?=:|$)/g, "&#58;").replace(/\}(?=\}|$)/g, "&#125;");
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
}
