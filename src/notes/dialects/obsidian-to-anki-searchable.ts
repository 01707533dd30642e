import { isFirst, isInSpan, isShielded, Kind, kindOf, type Lines, lineOf, lineText } from "../lexer/lines.ts";
import { blot, shieldedSpans } from "../lexer/mask.ts";
import type { ObsidianToAnki } from "../settings/obsidian-to-anki.ts";
import type { Source } from "./dialect.ts";

/** Offsets of a part of the text: the first, and the one behind it. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * A note as the styles are searched in it. Every character keeps its place, so what is found is cut out of the note itself:
 *
 *     use `a::b` here  →  use ￼￼￼￼￼￼ here       code and formulas show nothing but that they are there
 *     <!-- a::b -->    →  <!--￼￼￼￼￼￼-->         nor do comments, but for the plugin's ids
 *
 * A style that is written in comments (`<!--Q-->`) is searched where they are `shown`.
 */
export function searchableText(lines: Lines, comments: "shown" | "blotted"): string {
  const parts: string[] = [];
  for (let line = 0; line < lines.starts.length;) {
    const next = leafEnd(lines, line);
    const kind = kindOf(lines, line);
    const text = lines.text.slice(lines.starts[line], lines.starts[next]);
    if (kind === Kind.front) parts.push(blank(text));
    else if (kind === Kind.code || (isShielded(kind) && kind !== Kind.comment)) parts.push(blot(text));
    else parts.push(blottedProse(text, comments, kind === Kind.comment));
    line = next;
  }
  return parts.join("");
}

/** The line behind the leaf that a line belongs to. */
function leafEnd(lines: Lines, line: number): number {
  const kind = kindOf(lines, line);
  let next = line + 1;
  while (next < lines.starts.length && kindOf(lines, next) === kind && !isFirst(lines, next)) next++;
  return next;
}

function blottedProse(text: string, comments: "shown" | "blotted", isComment: boolean): string {
  const spans = shieldedSpans(text);
  if (isComment && spans.length === 0) return comments === "shown" ? text : blot(text);
  const parts: string[] = [];
  let kept = 0;
  for (const { kind, at, end } of spans) {
    const span = text.slice(at, end);
    if (kind === "comment" && (comments === "shown" || /^<!--\s*ID: \d+/.test(span))) continue;
    // Styles tell by these signs that a paragraph ends at a comment.
    const [left, right] = kind !== "comment" ? [0, 0] : span.startsWith("<!--") ? [4, 3] : [2, 2];
    parts.push(text.slice(kept, at + left), blot(text.slice(at + left, end - right)));
    kept = end - right;
  }
  return parts.join("") + text.slice(kept);
}

/** The same text with nothing but empty lines in some places; a style finds the end of a paragraph there. */
export function blanked(text: string, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let kept = 0;
  for (const { from, to } of ranges.toSorted((one, other) => one.from - other.from)) {
    parts.push(text.slice(kept, Math.max(kept, from)), blank(text.slice(Math.max(kept, from), to)));
    kept = Math.max(kept, to);
  }
  return parts.join("") + text.slice(kept);
}

function blank(text: string): string {
  return "\n".repeat(text.length);
}

/** What belongs to other cards, or says something of all cards: no style is looked for there. */
export function takenRanges({ lines, taken, syntax }: Source, marks: readonly Range[]): Range[] {
  const ranges = [...settingRanges(lines, syntax.obsidianToAnki), ...marks];
  for (let first = taken.indexOf(1); first !== -1;) {
    const next = taken.indexOf(0, first);
    const last = next === -1 ? taken.length - 1 : next - 1;
    ranges.push(rangeOf(lines, first, last));
    first = taken.indexOf(1, last + 1);
  }
  return ranges;
}

/** Lines of a note, with the end of the last. */
export function rangeOf({ starts, text }: Lines, first: number, last: number): Range {
  return { from: starts[first] ?? text.length, to: starts[last + 1] ?? text.length };
}

/** `TARGET DECK: A`, or with its value on the next line; the same for the tags. */
function settingRanges(lines: Lines, { targetDeck, fileTags }: ObsidianToAnki): Range[] {
  const { text, starts } = lines;
  return [targetDeck, fileTags].flatMap((word) => {
    const ranges: Range[] = [];
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
      const line = lineOf(lines, at);
      const rest = lineText(lines, line).slice(word.length);
      if (starts[line] !== at || isInSpan(lines, line) || !/^(?::|\s*$)/.test(rest)) continue;
      ranges.push(rangeOf(lines, line, rest.trim() === "" ? line + 1 : line));
    }
    return ranges;
  });
}
