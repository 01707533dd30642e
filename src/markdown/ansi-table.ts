import type { Table } from "mdast";
import { inlineSpans } from "./ansi-inline.ts";
import type { Scope } from "./scope.ts";
import { type Line, span, widthOf, wrap } from "./spans.ts";
import { textWidth } from "./width.ts";

/** A column gets room for its longest word, unless that is longer than this. */
const longestWord = 16;

/**
 * A table of aligned columns; where it is too wide the widest columns give way and their cells wrap, and where even that
 * is too narrow each row becomes a list of `head: cell`.
 */
export function tableLines(table: Table, scope: Scope, width: number): Line[] {
  const rows = table.children.map((row, index) =>
    row.children.map((cell) => inlineSpans(cell.children, scope, index === 0 ? ["bold"] : [])),
  );
  const count = Math.max(...rows.map((row) => row.length));
  const cells = Array.from({ length: count }, (_, column) => rows.map((row) => row[column] ?? []));
  const needs = cells.map((column) => ({
    least: Math.min(longestWord, widest(column, /[ \n]+/)),
    wanted: widest(column, /\n/),
  }));
  const widths = shrink(needs, width - 3 * (count - 1));
  return widths ? columns(rows, widths, table.align ?? []) : records(rows, width);
}

/** Columns that the widest part of these cells takes. */
function widest(cells: readonly Line[], separator: RegExp): number {
  const parts = cells.flatMap((cell) =>
    cell
      .map(({ text }) => text)
      .join("")
      .split(separator),
  );
  return Math.max(1, ...parts.map((part) => textWidth(part)));
}

interface Need {
  readonly least: number;
  readonly wanted: number;
}

/** Takes from the widest columns until all fit; undefined where words would have to be broken. */
function shrink(needs: readonly Need[], room: number): readonly number[] | undefined {
  const widths = (cap: number): number[] => needs.map(({ least, wanted }) => Math.max(least, Math.min(wanted, cap)));
  if (sum(widths(0)) > room) return undefined;
  let cap = Math.max(...needs.map(({ wanted }) => wanted));
  while (sum(widths(cap)) > room) cap -= 1;
  // What rounding left over goes to the first columns that were cut.
  let left = room - sum(widths(cap));
  return widths(cap).map((width, column) => (width < (needs[column]?.wanted ?? 0) && left-- > 0 ? width + 1 : width));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function columns(rows: readonly Line[][], widths: readonly number[], align: NonNullable<Table["align"]>): Line[] {
  const cells = rows.map((row) => widths.map((width, column) => wrap(row[column] ?? [], width)));
  const lines = cells.map((row) =>
    Array.from({ length: Math.max(...row.map((cell) => cell.length)) }, (_, line) =>
      widths.flatMap((width, column) => [
        ...(column > 0 ? [span(" │ ", "dim")] : []),
        ...aligned(row[column]?.[line] ?? [], width, align[column]),
      ]),
    ),
  );
  const rule = (sign: string, cross: string): Line => [
    span(widths.map((width) => sign.repeat(width)).join(sign + cross + sign), "dim"),
  ];
  const [head = [], ...body] = lines;
  const airy = body.some((row) => row.length > 1);
  return [
    ...head,
    rule("─", "┼"),
    ...body.flatMap((row, index) => (airy && index > 0 ? [rule("┈", "┼"), ...row] : row)),
  ];
}

function aligned(cell: Line, width: number, align: string | null | undefined): Line {
  const room = Math.max(0, width - widthOf(cell));
  const before = align === "right" ? room : align === "center" ? Math.floor(room / 2) : 0;
  return [span(" ".repeat(before)), ...cell, span(" ".repeat(room - before))];
}

function records(rows: readonly Line[][], width: number): Line[] {
  const [head = [], ...body] = rows;
  return body.flatMap((row, index) => [
    ...(index > 0 ? [[span("┈".repeat(width), "dim")]] : []),
    ...row.flatMap((cell, column) => wrap(named(head[column] ?? [], cell), width)),
  ]);
}

const named = (name: Line, cell: Line): Line => (name.length > 0 ? [...name, span(": "), ...cell] : cell);
