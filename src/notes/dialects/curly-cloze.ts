import { shieldedSpans } from "../lexer/mask.ts";

/**
 * Obsidian_to_Anki's short clozes, written out as Anki has them:
 *
 *     a {cloze} and {2:another}   →   a {{c1::cloze}} and {{c2::another}}
 *
 * `{x}` takes the next number, from 1 in each field; `{2:x}`, `{2|x}`, `{c2:x}` and `{c2|x}` bring their own.
 * Code and formulas are full of braces and stay as they are.
 */
export function writeOutClozes(text: string, highlights: boolean): string {
  const parts: string[] = [];
  let next = 1;
  let from = 0;
  const writeOut = (prose: string) =>
    (highlights ? prose.replace(/==([^=\n]+)==/g, "{$1}") : prose).replace(
      /\{\{[^{}]*\}\}|\{(?:c?(\d{1,3})[:|])?([^{}\n]+)\}/g,
      (whole: string, number: string | undefined, inner: string | undefined) =>
        inner === undefined ? whole : `{{c${number ?? next++}::${inner}}}`,
    );
  for (const { at, end } of shieldedSpans(text)) {
    parts.push(writeOut(text.slice(from, at)), text.slice(at, end));
    from = end;
  }
  return parts.join("") + writeOut(text.slice(from));
}
