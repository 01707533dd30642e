/** Lines of styled text: what every part of the renderer hands on, and how it becomes text for a terminal. */
import { safeText } from "./safe-text.ts";
import { characterWidth, charactersOf, textWidth } from "./width.ts";

/** Roles and the SGR codes (ECMA-48 8.3.117, 16 colours) that open and close them. */
const codes = {
  bold: [[1], [22]],
  dim: [[2], [22]],
  italic: [[3], [23]],
  underline: [[4], [24]],
  strike: [[9], [29]],
  heading: [
    [1, 35],
    [39, 22],
  ],
  code: [[33], [39]],
  link: [[36], [39]],
  bullet: [[2], [22]],
  highlight: [
    [30, 43],
    [49, 39],
  ],
  hidden: [
    [1, 7],
    [27, 22],
  ],
  revealed: [
    [1, 4, 32],
    [39, 24, 22],
  ],
  red: [[31], [39]],
  green: [[32], [39]],
  yellow: [[33], [39]],
  blue: [[94], [39]],
  magenta: [[35], [39]],
  cyan: [[36], [39]],
} as const satisfies Record<string, readonly [readonly number[], readonly number[]]>;

export type Style = keyof typeof codes;

export interface Span {
  readonly text: string;
  readonly styles: readonly Style[];
}

export type Line = readonly Span[];

/** The only way text gets into a line: nothing in it can reach the terminal as a command. */
export function span(text: string, ...styles: readonly Style[]): Span {
  return { text: safeText(text).replaceAll("\t", " "), styles };
}

export function widthOf(line: Line): number {
  return textWidth(line.map(({ text }) => text).join(""));
}

/** One line as it is printed, without blanks at its end; without colour nothing but its text. */
export function toAnsi(line: Line, color: boolean): string {
  const end = line.findLastIndex(({ text }) => text.trimEnd() !== "");
  const shown = line
    .slice(0, end)
    .concat(line.slice(end, end + 1).map((part) => ({ ...part, text: part.text.trimEnd() })));
  if (!color) return shown.map(({ text }) => text).join("");
  return join(shown)
    .map(({ text, styles }) => {
      const open = styles.flatMap((style) => codes[style][0]);
      const close = styles.toReversed().flatMap((style) => codes[style][1]);
      return sgr(open) + text + sgr(close);
    })
    .join("");
}

/** Neighbours of one style become one. */
function join(line: Line): Span[] {
  const joined: { text: string; styles: readonly Style[] }[] = [];
  for (const { text, styles } of line) {
    const last = joined.at(-1);
    if (last && (last.styles === styles || last.styles.join() === styles.join())) last.text += text;
    else if (text !== "") joined.push({ text, styles });
  }
  return joined;
}

const sgr = (numbers: readonly number[]): string => numbers.map((number) => `\u001b[${number}m`).join("");

/** One character as a reader sees it (a grapheme cluster), and the columns it takes. */
interface Cell {
  readonly text: string;
  readonly width: number;
  readonly styles: readonly Style[];
}

/** Over all spans at once: a character may go on in the next one. */
function cellsOf(spans: Line): Cell[] {
  const cells: Cell[] = [];
  let [current, end, at] = [0, spans[0]?.text.length ?? 0, 0];
  for (const text of charactersOf(spans.map((part) => part.text).join(""))) {
    while (at >= end && current < spans.length - 1) end += spans[++current]?.text.length ?? 0;
    cells.push({ text, width: characterWidth(text), styles: spans[current]?.styles ?? [] });
    at += text.length;
  }
  return cells;
}

const lineOf = (cells: readonly Cell[]): Line => join(cells);

/**
 * Text in lines of at most `width` columns, broken at blanks and between wide characters, else where it must be.
 * Line ends in the text stay; of several blank lines one.
 */
export function wrap(spans: Line, width: number): Line[] {
  const lines: Cell[][] = [[]];
  for (const cell of cellsOf(spans)) {
    if (cell.text === "\n") lines.push([]);
    else lines.at(-1)?.push(cell);
  }
  return lines
    .filter((line, index) => line.length > 0 || lines[index - 1]?.length !== 0)
    .flatMap((line) => fill(line, width).map(lineOf));
}

function fill(cells: readonly Cell[], width: number): Cell[][] {
  const lines: Cell[][] = [];
  let line: Cell[] = [];
  let used = 0;
  let breakAt = 0;
  for (const [index, cell] of cells.entries()) {
    const isSecondBlank = line.length > 0 ? line.at(-1)?.text === " " : lines.length > 0;
    if (cell.text === " " && isSecondBlank) continue;
    line.push(cell);
    used += cell.width;
    if (used > width && cell.text !== " ") {
      const at = breakAt || Math.max(1, line.length - 1);
      lines.push(trimEnd(line.slice(0, at)));
      line = line.slice(at);
      used = line.reduce((sum, { width }) => sum + width, 0);
      breakAt = 0;
    }
    if (canBreak(cell, cells[index + 1])) breakAt = line.length;
  }
  return [...lines, trimEnd(line)];
}

function trimEnd(cells: readonly Cell[]): Cell[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.text !== " ") + 1);
}

/** Chinese and Japanese have no blanks; their closing marks don't begin a line, their opening ones don't end it. */
function canBreak(cell: Cell, next: Cell | undefined): boolean {
  if (cell.text === " ") return true;
  if (!next || (cell.width < 2 && next.width < 2)) return false;
  return !/^[\s\p{Pe}\p{Pf}、。，．：；？！ー…]/u.test(next.text) && !/^[\p{Ps}\p{Pi}]/u.test(cell.text);
}

/** The line cut to `width` columns, with `→` where something is missing. */
export function cut(line: Line, width: number): Line {
  if (widthOf(line) <= width) return line;
  const cells = cellsOf(line);
  let used = 0;
  const end = cells.findIndex((cell) => (used += cell.width) > width - 1);
  return [...lineOf(cells.slice(0, end)), span("→", "dim")];
}
