import { lex } from "./lex.ts";
import { Kind, kindOf, type Lines, lineText, paragraphAt } from "./lines.ts";
import { blot, mask } from "./mask.ts";

/** Words that stand in no text: a field holds no blocks. */
const noWords = { start: "\0", end: "\0" };

/** What may begin code, a formula or a comment, on a line or below one. */
const mayHide = /[`$%<]|~~~|^(?: {4}|\t)/m;

/**
 * As `mask` does it for a paragraph: for the text of a field, whose code may be fenced or indented, too. What is never
 * closed hides nothing but what is closed in some other way, as it does to the plugins.
 */
export function maskText(text: string): string {
  if (!mayHide.test(text)) return text;
  const lines = lex(text, 0, noWords);
  if (lines.unclosed.length > 0) return mask(text);
  const maskedLine = lineMasker(lines);
  return lines.starts
    .map((_, line) => (isHidden(kindOf(lines, line)) ? blot(lineText(lines, line)) : maskedLine(line)))
    .join("\n");
}

function isHidden(kind: Kind): boolean {
  return kind === Kind.fence || kind === Kind.code || kind === Kind.comment || kind === Kind.math;
}

/**
 * Gives lines with what is blotted out in their paragraph (mask.ts), which may run over several of them. Ask for them in
 * order: then each paragraph is read once.
 */
export function lineMasker(lines: Lines): (line: number) => string {
  let first = 0;
  let masked: readonly string[] = [];
  return (line) => {
    if (line >= first + masked.length) {
      const paragraph = paragraphAt(lines, line, first + masked.length);
      first = paragraph?.first ?? line;
      const last = paragraph?.last ?? line;
      masked = mask(lines.text.slice(lines.starts[first], lines.starts[last]) + lineText(lines, last)).split("\n");
    }
    return masked[line - first] ?? lineText(lines, line);
  };
}
