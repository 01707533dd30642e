import { lineText } from "../lexer/lines.ts";
import type { Source } from "./dialect.ts";

export const heading = /^ {0,3}#{1,6}[ \t]/;
export const item = /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]/;
export const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;

/** `^1622730000000` at the end of a line, or `^q-7dk2`, whose number stands in the note's head. */
export const idAtLineEnd = /(?:^|\s)\^(\d{13}|q-[a-z2-9]{4})\s*$/;

/** The signs before the text of a line: of quotes, of items and tasks, or of a heading. */
export const lineHead = /^(?:[ \t]*>)*[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[.\][ \t]+)?|#{1,6}[ \t]+)?/;

/** Where the tags begin that end a text; its length if none do. */
export function tagsAtEnd(text: string): number {
  const isBlank = (at: number) => text[at] === " " || text[at] === "\t";
  let begin = text.length;
  for (let end = text.length; end > 0;) {
    while (end > 0 && isBlank(end - 1)) end--;
    let word = end;
    while (word > 0 && !isBlank(word - 1)) word--;
    if (!tag.test(text.slice(word, end))) break;
    begin = end = word;
  }
  return begin;
}

const tag = /^#[\p{L}\p{N}_/-]+$/u;

export interface IdBelow {
  readonly line: number;
  readonly id: string;
}

/** A line of nothing but an id right below, or below one blank line. */
export function idLineBelow(
  { lines, taken }: Pick<Source, "lines" | "taken">,
  line: number,
  overBlank: boolean,
): IdBelow | undefined {
  const next = overBlank && lineText(lines, line + 1).trim() === "" ? line + 2 : line + 1;
  if (next >= lines.starts.length || taken[next] === 1) return undefined;
  const id = /^[ \t]*\^(\d{13}|q-[a-z2-9]{4})[ \t]*$/.exec(lineText(lines, next))?.[1];
  return id === undefined ? undefined : { line: next, id };
}
