import { type Kind as LineKind, isShielded, Kind, kindOf, type Lines, lineText } from "../notes/lexer/lines.ts";

/**
 * The part of a note that an embed names: all of it, the section of a heading (`H`, `H1#H2`), or one block (`^id`).
 * Undefined where the note has no such part. The first `head` lines are front matter.
 */
export function partOf(lines: Lines, head: number, fragment: string | undefined): string | undefined {
  if (fragment === undefined) return between(lines, head, lines.starts.length);
  const block = /^\^([A-Za-z0-9-]+)$/.exec(fragment.trim())?.[1];
  return block === undefined ? sectionOf(lines, fragment) : blockOf(lines, head, block);
}

function between(lines: Lines, first: number, end: number): string {
  return lines.text.slice(lines.starts[first] ?? lines.text.length, lines.starts[end] ?? lines.text.length).trim();
}

function sectionOf(lines: Lines, fragment: string): string | undefined {
  const { headings } = lines;
  let [from, end] = [0, headings.length];
  let found: number | undefined;
  for (const part of fragment.split("#").filter((name) => plain(name) !== "")) {
    const at = headings.slice(from, end).findIndex(({ text }) => plain(text) === plain(part));
    if (at === -1) return undefined;
    found = from + at;
    from = found + 1;
    end = endOf(headings, found);
  }
  const start = headings[found ?? -1];
  return start === undefined ? undefined : between(lines, start.line - 1, (headings[end]?.line ?? Infinity) - 1);
}

/** Index of the next heading that is not below this one. */
function endOf(headings: Lines["headings"], index: number): number {
  const level = headings[index]?.level ?? 0;
  const next = headings.findIndex((heading, at) => at > index && heading.level <= level);
  return next === -1 ? headings.length : next;
}

/** Headings are linked without their markup and signs. */
function plain(heading: string): string {
  return heading
    .replace(/\[\[(?:[^[\]|]*\|)?([^[\]]*)\]\]/g, "$1")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** An id stands at the end of its paragraph or list item, or alone below a list, quote or table. */
function blockOf(lines: Lines, head: number, id: string): string | undefined {
  const ending = new RegExp(`(?:^|\\s)\\^${id}\\s*$`);
  for (let line = head; line < lines.starts.length; line += 1) {
    const text = lineText(lines, line);
    if (!text.includes(`^${id}`) || isShielded(kindOf(lines, line)) || !ending.test(text)) continue;
    if (text.trim() !== `^${id}`) return between(lines, startOf(lines, head, line, true), endOfItem(lines, line));
    let last = line - 1;
    while (last > head && kindOf(lines, last) === Kind.blank) last -= 1;
    return between(lines, startOf(lines, head, last, false), last + 1);
  }
  return undefined;
}

const item = /^\s*(?:[-+*]|\d{1,9}[.)])\s/;

/** The first line of the block that a line stands in; `single`: an item of a list is a block by itself. */
function startOf(lines: Lines, head: number, line: number, single: boolean): number {
  const begins = (at: number): boolean => single && item.test(lineText(lines, at));
  const stops = (kind: LineKind): boolean => kind === Kind.blank || kind === Kind.heading || kind === Kind.front;
  let first = line;
  while (first > head && !begins(first) && !stops(kindOf(lines, first - 1))) first -= 1;
  return first;
}

/** An item has the lines with it that are indented deeper. */
function endOfItem(lines: Lines, line: number): number {
  const first = lineText(lines, line);
  if (!item.test(first)) return line + 1;
  const indent = (text: string): number => text.length - text.trimStart().length;
  let end = line + 1;
  while (
    end < lines.starts.length &&
    lineText(lines, end).trim() !== "" &&
    indent(lineText(lines, end)) > indent(first)
  )
    end += 1;
  return end;
}
