import type { Block } from "../../model.ts";
import { isInSpan, Kind, kindOf, type Heading, type Lines, lineText } from "../lexer/lines.ts";
import { mask } from "../lexer/mask.ts";
import { dividingHeadings, sectionOf } from "../sections.ts";
import { plainName } from "./suggestion.ts";

/** One line without the signs that make it part of a quote or a list:  `> + AF_UNIX: local`  →  `AF_UNIX: local`. */
export interface PageLine {
  /** 1-based. */
  readonly line: number;
  readonly kind: Kind;
  /** Of a card, or of a section that is a drill: nothing is looked for here. */
  readonly taken: boolean;
  readonly quoted: boolean;
  readonly marker: "bullet" | "number" | undefined;
  /** Columns before the marker or the text. */
  readonly indent: number;
  readonly text: string;
  /** The text with code, formulas and comments blotted out, character by character. */
  readonly masked: string;
  readonly raw: string;
}

export interface Page {
  readonly lines: readonly PageLine[];
  readonly headings: readonly Heading[];
}

/** `blocks` are the cards that the note has. */
export function pageOf(lines: Lines, blocks: readonly Pick<Block, "line" | "endLine">[]): Page {
  const headings = dividingHeadings(lines);
  const drills = new Set(
    lines.fences
      .filter((line) => /^[\s>]*[`~]{3,}\s*drill\b/.test(lineText(lines, line)))
      .map((line) => sectionOf(headings, line + 1)),
  );
  const cards = new Set(
    blocks.flatMap(({ line, endLine }) => Array.from({ length: endLine - line + 1 }, (_, at) => line - 1 + at)),
  );
  const all = lines.marks.map((_, index) => {
    const taken = cards.has(index) || isInSpan(lines, index) || drills.has(sectionOf(headings, index + 1));
    return pageLine(index + 1, lineText(lines, index), kindOf(lines, index), taken);
  });
  return { lines: all, headings };
}

function pageLine(line: number, raw: string, kind: Kind, taken: boolean): PageLine {
  const quote = /^[ \t]*(?:>[ \t]?)+/.exec(raw)?.[0] ?? "";
  const inner = raw.slice(quote.length);
  const [, blanks = "", sign, text = ""] = /^([ \t]*)(?:([-*+]|\d{1,9}[.)])[ \t]+)?(.*)/.exec(inner) ?? [];
  const before = (quote.startsWith(">") ? "" : quote.slice(0, quote.indexOf(">"))) + blanks;
  return {
    line,
    kind,
    taken,
    quoted: quote !== "",
    marker: sign === undefined ? undefined : sign.length === 1 ? "bullet" : "number",
    indent: before.replaceAll("\t", "    ").length,
    text: text.trim(),
    masked: kind === Kind.prose ? mask(text.trim()) : "",
    raw,
  };
}

export function isProse({ kind, taken, text }: PageLine): boolean {
  return kind === Kind.prose && !taken && text !== "";
}

/** The name of the innermost heading above a line. */
export function headingAbove({ headings }: Page, line: number): string | undefined {
  const found = headings[sectionOf(headings, line)];
  return found === undefined ? undefined : plainName(found.text);
}

/** The lines as they are written, without the quote they stand in and the blank lines around them. */
export function written(lines: readonly PageLine[]): string {
  const inner = lines.every(({ quoted, raw }) => quoted || raw.trim() === "")
    ? lines.map(({ raw }) => raw.replace(/^[ \t]*>[ \t]?/, ""))
    : lines.map(({ raw }) => raw);
  const text = inner.map((line) => line.trimEnd());
  const least = Math.min(...text.filter((line) => line !== "").map((line) => line.length - line.trimStart().length));
  const first = text.findIndex((line) => line !== "");
  return text
    .slice(Math.max(0, first), text.findLastIndex((line) => line !== "") + 1)
    .map((line) => line.slice(least))
    .join("\n");
}

/** Links and addresses, and next to nothing else: of no use as an answer. But `0` is one. */
export function isOnlyLinks(text: string): boolean {
  const rest = text
    .replace(/\[\[[^[\]]*\]\]/g, "")
    .replace(/\[[^[\]]*\]\([^()]*\)/g, "")
    .replace(/https?:\/\/\S+/g, "");
  if (rest === text) return !/[\p{L}\p{N}]/u.test(text);
  return !/[\p{L}\p{N}]{2}/u.test(rest.replace(/\d{1,9}[.)]/g, ""));
}

/** Without the blank lines before and behind. */
export function trimmed(lines: readonly PageLine[]): readonly PageLine[] {
  const isText = ({ raw }: PageLine): boolean => raw.trim() !== "";
  const first = lines.findIndex(isText);
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1);
}

/** For each line the index of the next one below it that is so. */
export function nextOf(lines: readonly PageLine[], isSo: (at: number) => boolean): number[] {
  let next = lines.length;
  const found = lines.map(() => next);
  for (let at = lines.length - 1; at >= 0; at--) {
    found[at] = next;
    if (isSo(at)) next = at;
  }
  return found;
}
