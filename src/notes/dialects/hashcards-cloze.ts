import { maskText } from "../lexer/mask-lines.ts";
import { writeCloze } from "./write-cloze.ts";

/**
 * The deletions of hashcards, written out as Anki has them, numbered in their order:
 *
 *     The [order] of \[G\], ![G](g.png)   →   The {{c1::order}} of \[G\], ![G](g.png)
 *
 * Brackets in code and formulas are theirs (hashcards takes those for deletions too), and so are those of `[[links]]`;
 * the text of `[a link](x)` is a deletion, as it is there.
 */
export function writeOutBrackets(text: string): string {
  const parts: string[] = [];
  const masked = maskText(text);
  let [number, from, open] = [0, 0, -1];
  for (const { index: at, 0: found } of masked.matchAll(sign)) {
    if (found === "[") open = at;
    else if (found === "]" && open !== -1) {
      const answer = text.slice(open + 1, at);
      if (answer.trim() !== "") {
        parts.push(text.slice(from, open), writeCloze(++number, answer));
        from = at + 1;
      }
      open = -1;
    }
  }
  return parts.join("") + text.slice(from);
}

/** A bracket by itself; or what has brackets and is none: an escaped sign, a picture, an embed, a link to a note. */
const sign = /\\[^]|!?\[\[[^[\]\n]+\]\]|!\[[^[\]]*\](?:\([^()\n]*\))?|[[\]]/g;
