import { isShielded, Kind, kindOf, type Lines, lineText } from "../lexer/lines.ts";
import type { Source } from "./dialect.ts";
import { heading, type IdBelow, idAtLineEnd, idLineBelow, item, rule } from "./flashcards-text.ts";
import { tagLineAt } from "./flashcards-tag.ts";

export interface Answer {
  readonly text: string;
  readonly last: number;
  readonly id: string | undefined;
}

/** The paragraph below the tag, blank lines between or not; those in a fence end nothing. One in an item ends with it. */
export function readAnswer(source: Source, tagLine: number): Answer {
  const { lines } = source;
  const reader: Reader = { source, headedTo: 0 };
  let line = tagLine + 1;
  while (line < lines.starts.length && isOfTools(lines, line)) line++;
  const first = line;
  const texts: string[] = [];
  const tagText = lineText(lines, tagLine);
  const tagIndent = item.test(tagText) ? indentOf(tagText) : -1;
  const isInItem = tagIndent !== -1 && indentOf(lineText(lines, first)) > tagIndent;
  for (; goesOn(reader, line, line > first); line++) {
    const raw = quote.test(tagText) ? lineText(lines, line).replace(quote, "") : lineText(lines, line);
    if (isInItem && item.test(raw) && indentOf(raw) <= tagIndent && !isShielded(kindOf(lines, line))) break;
    const own = isShielded(kindOf(lines, line)) ? null : idAtLineEnd.exec(raw);
    texts.push(own === null ? raw : raw.slice(0, own.index));
    if (own !== null) return { text: outdented(texts), last: line, id: own[1] };
  }
  const below = texts.length === 0 ? undefined : (idLineBelow(source, line - 1, true) ?? idOfNext(reader, line));
  return { text: outdented(texts), last: below?.line ?? line - 1, id: below?.id };
}

/** Goes down the lines of a note. */
interface Reader {
  readonly source: Source;
  /** Above this line a heading is known to have text of the answer below it: the rest of a paragraph is looked at once. */
  headedTo: number;
}

/** What other tools write between a question and its answer: a comment, Logseq's properties (`id:: 62f…`); or a blank line. */
function isOfTools(lines: Lines, line: number): boolean {
  const raw = lineText(lines, line);
  return (
    raw.trim() === "" ||
    kindOf(lines, line) === Kind.comment ||
    /^[ \t]*(?:<!--(?:(?!-->).)*-->[ \t]*$|(?:id|collapsed|card-[a-z-]+):: )/.test(raw)
  );
}

const quote = /^[ \t]*>[ \t]?/;

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function goesOn(reader: Reader, line: number, isBegun: boolean): boolean {
  const { source } = reader;
  const { lines, taken } = source;
  if (line >= lines.starts.length || taken[line] === 1) return false;
  if (isShielded(kindOf(lines, line))) return true;
  const raw = lineText(lines, line);
  if (raw.trim() === "" || rule.test(raw) || tagLineAt(source, line) !== undefined) return false;
  if (heading.test(raw)) return headsAnswer(reader, line);
  // The line above a tag that stands alone is the next card's question.
  const next = isBegun && line + 1 < lines.starts.length ? tagLineAt(source, line + 1) : undefined;
  return next === undefined || next.before.trim() !== "";
}

/** A heading belongs to an answer that goes on right below: else it heads what comes next, another card or prose. */
function headsAnswer(reader: Reader, line: number): boolean {
  if (line >= reader.headedTo) reader.headedTo = lastOfText(reader.source, line);
  return line < reader.headedTo;
}

/** The last line of the paragraph that a heading begins, or the first of a fence in it; the heading's own if a card or a rule is in between. */
function lastOfText(source: Source, line: number): number {
  const { lines, taken } = source;
  let below = line + 1;
  for (; below < lines.starts.length && taken[below] !== 1; below++) {
    if (isShielded(kindOf(lines, below))) return below;
    const raw = lineText(lines, below);
    if (raw.trim() === "" || idAtLineEnd.test(raw)) break;
    if (rule.test(raw) || tagLineAt(source, below) !== undefined) return line;
  }
  return below - 1;
}

/** An id that ends the next paragraph: it was written below a longer answer, of which the plugin reads the first part. */
function idOfNext(reader: Reader, blank: number): IdBelow | undefined {
  const { source } = reader;
  const { lines } = source;
  for (let line = blank + 1; goesOn(reader, line, false); line++) {
    if (/::|==|\{/.test(lineText(lines, line))) return undefined;
    const found = idLineBelow(source, line, false);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Lines without the blanks that all of them begin with. */
function outdented(texts: readonly string[]): string {
  const indents = texts.filter((text) => text.trim() !== "").map((text) => text.search(/\S/));
  const indent = Math.min(...indents);
  return texts
    .map((text) => text.slice(indent))
    .join("\n")
    .trim();
}
