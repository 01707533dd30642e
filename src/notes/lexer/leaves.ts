import { isBlank, runLength, skipBlanks } from "./cursor.ts";
import { htmlEnds, type HtmlStart } from "./html.ts";
import { Kind } from "./lines.ts";

/** Whatever a line can go on with: blocks that hold text and no other blocks. */
export type Leaf =
  | { readonly kind: "none" | "paragraph" | "table" | "code" }
  /** Closed by a line of as many signs: ``` or ~~~. */
  | { readonly kind: "fence"; readonly sign: number; readonly length: number }
  /** Closed by the line that holds this text: $$ or %%. */
  | { readonly kind: "until"; readonly text: string; readonly as: Kind }
  | { readonly kind: "html"; readonly start: HtmlStart };

export const noLeaf: Leaf = { kind: "none" };
export const paragraph: Leaf = { kind: "paragraph" };
export const table: Leaf = { kind: "table" };
export const indentedCode: Leaf = { kind: "code" };
/** Code on the line that ends a container. As remark has it: what is empty or counts from 2 begins a list after it, but not after other code. */
export const lazyCode: Leaf = { kind: "code" };
/** A tag alone on a line that does not go on with the containers of the paragraph above. */
export const lazyTag: Leaf = { kind: "html", start: { until: "blank", from: 0 } };

/** Leaves that containers cannot begin in: all but these two end when a line says so. */
export function isConcrete(leaf: Leaf): boolean {
  return leaf.kind === "fence" || leaf.kind === "until" || leaf.kind === "html";
}

export function kindOfLeaf(leaf: Leaf): Kind {
  if (leaf.kind === "fence") return Kind.fence;
  if (leaf.kind === "until") return leaf.as;
  if (leaf.kind !== "html") return leaf.kind === "code" ? Kind.code : Kind.prose;
  if (leaf.start.until === "blank") return Kind.html;
  return leaf.start.until === "-->" ? Kind.comment : Kind.raw;
}

/** Whether this line ends the concrete leaf that it belongs to. `indent` are the columns of blanks before `at`. */
export function isLastLine(leaf: Leaf, text: string, at: number, end: number, indent: number): boolean {
  // An even number of signs closes it and opens another.
  if (leaf.kind === "until") return text.slice(at, end).split(leaf.text).length % 2 === 0;
  if (leaf.kind === "html") return htmlEnds(leaf.start, text, at, end);
  if (leaf.kind !== "fence" || indent > 3 || text.charCodeAt(at) !== leaf.sign) return false;
  const length = runLength(text, at, end);
  return length >= leaf.length && isBlank(text, at + length, end);
}

/** ```` ```c ````: three signs or more; what follows backticks holds none (CommonMark §4.5). */
export function fenceStart(text: string, at: number, end: number): Leaf | undefined {
  const sign = text.charCodeAt(at);
  const length = runLength(text, at, end);
  if (length < 3) return undefined;
  if (sign === 0x60 && text.slice(at + length, end).includes("`")) return undefined;
  return { kind: "fence", sign, length };
}

/** 1–6 for an ATX heading, else 0. */
export function headingLevel(text: string, at: number, end: number): number {
  const level = runLength(text, at, end);
  const after = text.charCodeAt(at + level);
  return level < 7 && (at + level === end || after === 0x20 || after === 0x09) ? level : 0;
}

/** The text of an ATX heading: without its signs, the closing ones included. */
export function headingText(text: string, at: number, end: number, level: number): string {
  const line = text.slice(at + level, end).trim();
  let last = line.length;
  while (last > 0 && line[last - 1] === "#") last--;
  if (last === 0) return "";
  return last < line.length && " \t".includes(line[last - 1] ?? "") ? line.slice(0, last).trimEnd() : line;
}

/** 1 for `===`, 2 for `---`, else 0: what makes the paragraph above a heading. */
export function underlineLevel(text: string, at: number, end: number): number {
  const sign = text.charCodeAt(at);
  if (sign !== 0x3d && sign !== 0x2d) return 0;
  if (!isBlank(text, at + runLength(text, at, end), end)) return 0;
  return sign === 0x3d ? 1 : 2;
}

const delimiterRow = /^(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/;

/** Whether a row, from its first sign on, makes a table of the line above it: dashes, and as many cells (GFM §4.10). */
export function isDelimiterRow(row: string, head: string): boolean {
  return /[|:]/.test(row) && delimiterRow.test(row) && cells(row) === cells(head);
}

function cells(row: string): number {
  const first = skipBlanks(row, 0, row.length);
  let count = 1;
  let lastPipe = -1;
  for (let at = first; at < row.length; at++) {
    if (row[at] === "\\") at++;
    else if (row[at] === "|") {
      if (at > first) count++;
      lastPipe = at;
    }
  }
  return lastPipe >= first && isBlank(row, lastPipe + 1, row.length) ? count - 1 : count;
}
