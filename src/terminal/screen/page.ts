import { textWidth } from "../../markdown/width.ts";
import type { Look } from "../card.ts";
import { cut, painter } from "../line.ts";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/**
 * All that stands on a screen: the body scrolls between a head and a foot.
 *
 *     Sockets › Streams             ▸new 10 · learning 0 · review 3     head
 *     ──────────────────────────────────────────────────── 0 of 13 ─    rule, with the page's mark
 *     What is a socket?                                                 body
 *     ──────────────────────────────────────────────── ↓ 63 more: j ─   rule, with what is out of sight
 *     1 Again 1m   2 Hard 6m   3 Good 10m   4 Easy 9d                   foot
 *     e edit   o open   u undo   ? help   q quit                        keys
 */
export interface Page {
  /** Another id begins at its own place; the same one stays where it was scrolled to. */
  readonly id: string;
  readonly head: readonly string[];
  readonly mark: string;
  readonly body: readonly string[];
  /** The line of the body to begin with, where not all of it fits. */
  readonly start: number;
  readonly foot: readonly string[];
  /** Left out first where there is little room. */
  readonly keys: readonly string[];
}

/** One column at each side, where there is room for it. */
function marginOf(size: Size): number {
  return size.columns >= 60 ? 1 : 0;
}

/** What a page is made for: the width between the margins. */
export function lookFor(size: Size, color: boolean): Look {
  return { width: Math.max(20, size.columns - 2 * marginOf(size)), color };
}

interface Fitted {
  readonly head: readonly string[];
  readonly foot: readonly string[];
  readonly keys: readonly string[];
  /** Rows for the body. */
  readonly room: number;
}

/** A small window loses the keys first, then the head, then the foot from its top. */
function fitted(page: Page, rows: number): Fitted {
  const least = 3;
  const left = (head: number, foot: number): number => rows - (head === 0 ? 0 : head + 1) - 1 - foot;
  const { head, foot, keys } = page;
  const all = left(head.length, foot.length + keys.length);
  if (all >= least) return { head, foot, keys, room: all };
  const withoutKeys = left(head.length, foot.length);
  if (withoutKeys >= least) return { head, foot, keys: [], room: withoutKeys };
  const kept = foot.slice(-Math.max(0, rows - 2));
  return { head: [], foot: kept, keys: [], room: Math.max(0, left(0, kept.length)) };
}

/** Rows that the body is given: what a page up or down moves by. */
export function roomOf(page: Page, size: Size): number {
  return fitted(page, size.rows).room;
}

/** The nearest place that the body can be scrolled to. */
export function clampScroll(page: Page, size: Size, scroll: number): number {
  return Math.max(0, Math.min(scroll, page.body.length - roomOf(page, size)));
}

/** Exactly `rows` lines of at most `columns` columns. */
export function screenLines(page: Page, size: Size, scroll: number, color: boolean): readonly string[] {
  const { head, foot, keys, room } = fitted(page, size.rows);
  const { width } = lookFor(size, color);
  const from = clampScroll(page, size, scroll);
  const below = page.body.length - from - room;
  const hidden = [from > 0 ? `↑ ${from} above: k` : "", below > 0 ? `↓ ${below} more: j` : ""];
  const lines = [
    ...(head.length === 0 ? [] : [...head, rule(width, page.mark, color)]),
    ...Array.from({ length: room }, (_, row) => page.body[from + row] ?? ""),
    rule(width, hidden.filter((text) => text !== "").join("  "), color),
    ...foot,
    ...keys,
  ];
  const indent = " ".repeat(marginOf(size));
  return lines.slice(0, size.rows).map((line) => (line === "" ? "" : indent + line));
}

/** A line across, with a word near its end. */
function rule(width: number, word: string, color: boolean): string {
  const paint = painter(color);
  if (word === "") return paint("2", "─".repeat(width));
  const shown = ` ${cut(word, width - 4)} `;
  return paint("2", `${"─".repeat(Math.max(0, width - textWidth(shown) - 1))}${shown}─`);
}

/** A line across, with a word at its beginning: what follows is something else. */
export function divider(width: number, word: string, color: boolean): string {
  const shown = `── ${cut(word, width - 6)} `;
  return painter(color)("2", shown + "─".repeat(Math.max(0, width - textWidth(shown))));
}

/** Two texts on one line, at its ends; where they do not fit, on two lines. */
export function ends(left: string, right: string, look: Look): readonly string[] {
  const paint = painter(look.color);
  const gap = look.width - textWidth(right);
  if (gap >= 24) {
    const shown = shortened(left, gap - 2);
    return [paint("2", shown) + " ".repeat(gap - textWidth(shown)) + right];
  }
  return [paint("2", shortened(left, look.width)), cut(right, look.width)];
}

/** Of a path that is too wide the middle is left out: its beginning and its end say most. */
function shortened(path: string, width: number): string {
  const parts = path.split(" › ");
  for (let kept = parts.length - 2; textWidth(path) > width && kept >= 1; kept -= 1) {
    const short = [parts[0], "…", ...parts.slice(-kept)].join(" › ");
    if (textWidth(short) <= width) return short;
  }
  return cut(path, width);
}
