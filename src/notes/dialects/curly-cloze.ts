import { maskText } from "../lexer/mask-lines.ts";
import { blot } from "../lexer/mask.ts";

/**
 * What is written out already; a short cloze, which reaches over lines but no blank one; and a highlight. Signs, number, answer:
 *
 *     {   2:   another   }
 */
const written =
  /\{\{[^{}]*\}\}|(\{)(?:c?(\d{1,3})[:|])?((?:[^{}\n]\n?)+)\}|(==)(?![ \t])(?:c?(\d{1,3})[:|])?((?:=?[^={}\n])+)(?<![ \t])==/g;

/** Formulas as Anki has them, which no reader of Markdown knows: \(x\) and \[x\]. */
const ankiFormula = /\\\((?:(?!\\[()])[^\n])*\\\)|\\\[(?:(?!\\[[\]])[^])*\\\]/g;

/**
 * Obsidian_to_Anki's short clozes, written out as Anki has them:
 *
 *     a {cloze} and {2:another}   →   a {{c1::cloze}} and {{c2::another}}
 *
 * `{x}` takes the next number, from 1 in each field; `{2:x}`, `{2|x}`, `{c2:x}` and `{c2|x}` bring their own; `==x==` is
 * as `{x}` where the vault has it so. Code and formulas are full of braces and stay as they are, in a cloze and outside.
 */
export function writeOutClozes(text: string, highlights: boolean): string {
  const parts: string[] = [];
  let next = 1;
  let from = 0;
  for (const found of maskText(text).replace(ankiFormula, blot).matchAll(written)) {
    const [sign, number, masked] = found[1] === undefined ? found.slice(4) : found.slice(1);
    if (sign === undefined || masked === undefined || (sign === "==" && !highlights)) continue;
    const end = found.index + found[0].length;
    const answer = text.slice(end - sign.length - masked.length, end - sign.length);
    parts.push(text.slice(from, found.index), `{{c${number ?? next++}::${answer}}}`);
    from = end;
  }
  return parts.join("") + text.slice(from);
}
