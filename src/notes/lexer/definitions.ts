/**
 * Link reference definitions at the head of a paragraph (CommonMark 0.31 §4.7): no prose, though they look like it.
 *
 *     [man page]:
 *     https://example.org/a::b
 *     "a title"
 */

const label = /\[(?:[^[\]\\]|\\[^]){1,999}\]:/y;
const breakable = /[ \t]*(?:\n[ \t]*)?/y;
const angled = /<(?:[^<>\n\\]|\\[^\n])*>/y;
const blanks = /[ \t]*/y;
const titles = [/"(?:[^"\\]|\\[^])*"/y, /'(?:[^'\\]|\\[^])*'/y, /\((?:[^()\\]|\\[^])*\)/y];

/** How many lines at the start of a paragraph's text are definitions. */
export function definitionLines(paragraph: string): number {
  let at = 0;
  let lines = 0;
  while (paragraph[at] === "[") {
    const end = definitionEnd(paragraph, at);
    if (end === undefined) break;
    lines += paragraph.slice(at, end).split("\n").length;
    at = end + 1;
  }
  return lines;
}

/** Offset of the end of the line that the definition ends on. */
function definitionEnd(text: string, at: number): number | undefined {
  const afterLabel = match(label, text, at);
  if (afterLabel === undefined || text.slice(at + 1, afterLabel - 2).trim() === "") return undefined;
  const target = match(breakable, text, afterLabel) ?? afterLabel;
  const afterTarget = text[target] === "<" ? match(angled, text, target) : bareTarget(text, target);
  if (afterTarget === undefined) return undefined;
  return titleEnd(text, afterTarget) ?? lineEndAt(text, afterTarget);
}

function titleEnd(text: string, afterTarget: number): number | undefined {
  const title = match(breakable, text, afterTarget) ?? afterTarget;
  if (title === afterTarget) return undefined;
  const pattern = titles[`"'(`.indexOf(text[title] ?? " ")];
  const end = pattern === undefined ? undefined : match(pattern, text, title);
  return end === undefined ? undefined : lineEndAt(text, end);
}

/** The end of the line, if only blanks stand before it. */
function lineEndAt(text: string, at: number): number | undefined {
  const end = match(blanks, text, at) ?? at;
  return end === text.length || text[end] === "\n" ? end : undefined;
}

/** A target without angle brackets: no blanks, no control characters, parentheses in pairs (at most 32 deep). */
function bareTarget(text: string, at: number): number | undefined {
  let depth = 0;
  let next = at;
  for (; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code <= 0x20 || code === 0x7f) break;
    if (code === 0x5c && /[()\\]/.test(text[next + 1] ?? "")) next++;
    else if (code === 0x28 && ++depth > 32) return undefined;
    else if (code === 0x29 && depth-- === 0) break;
  }
  return next === at || depth > 0 ? undefined : next;
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
