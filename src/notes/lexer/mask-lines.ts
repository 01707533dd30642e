import { type Lines, lineText, paragraphAt } from "./lines.ts";
import { mask } from "./mask.ts";

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
