import { blot } from "../lexer/mask.ts";
import { clozeOrdinals } from "./note-types.ts";
import { writeCloze } from "./write-cloze.ts";

/** Braces behind `\`, `$` or `{` are those of formulas and templates; none holds a deletion of Anki's own. */
const deletion = /==([^\s=](?:(?:=?[^=\n])*=?[^\s=])?)==|(?<![\\${])\{(?:(\d):)?([^{}\n]+)\}(?!\})/g;

/**
 * The deletions of flashcards-obsidian, written out as Anki has them; whatever has no number has the number 1:
 *
 *     This ==is== a {cloze} and {2:two}   →   This {{c1::is}} a {{c1::cloze}} and {{c2::two}}
 *
 * The plugin's second version counts highlights from 1, and braces without a number hide nothing. `masked` is the text
 * without code and formulas, as long as it is. Undefined if nothing is hidden.
 */
export function writeOutDeletions(text: string, masked: string, ofSecond = false): string | undefined {
  const parts: string[] = [];
  let from = 0;
  let counted = 1;
  for (const { index, 0: whole, 1: highlighted, 2: number, 3: braced } of masked.matchAll(deletion)) {
    if (ofSecond && highlighted === undefined && number === undefined) continue;
    const end = index + whole.length - (highlighted === undefined ? 1 : 2);
    const begin = end - (highlighted ?? braced ?? "").length;
    parts.push(
      text.slice(from, index),
      writeCloze(Number(number ?? (ofSecond ? counted++ : 1)), text.slice(begin, end)),
    );
    from = index + whole.length;
  }
  const written = parts.join("") + text.slice(from);
  return clozeOrdinals(written).length === 0 ? undefined : written;
}

/** Colons in a deletion part nothing: `{{c1::x}}`, `==std::vector==`. */
export function maskDeletions(masked: string): string {
  return /==|\{/.test(masked) ? masked.replace(/\{\{c\d[^{\n]*?\}\}/g, blot).replace(deletion, blot) : masked;
}
