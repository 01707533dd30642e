import { type Cursor, indentOf, isBlank, isBlankCode, skip, skipBlanks, skipColumns } from "./cursor.ts";

/**
 * The blocks that hold other blocks: quotes, list items, footnotes (CommonMark 0.31 §5, GFM).
 *
 *     > - item        a quote that holds an item that holds a paragraph
 *     >   goes on     both go on: the quote by its sign, the item by its indent
 */
export type Container =
  | { readonly kind: "quote" }
  | {
      readonly kind: "item" | "footnote";
      /** Columns that a line must be indented by to belong to it. */
      readonly width: number;
      /** Begun by a marker alone: a blank line right after ends it. */
      hollow: boolean;
      ended: boolean;
    };

const quote: Container = { kind: "quote" };
const footnoteWidth = 4;

/** Whether the line still belongs to the container; goes over its sign or indent if so. */
export function goesOn(container: Container, cursor: Cursor): boolean {
  if (container.kind === "quote") return readQuote(cursor);
  if (isBlank(cursor.text, cursor.at, cursor.end)) {
    container.ended ||= container.hollow;
    skipColumns(cursor, container.width);
    return true;
  }
  if (container.ended || indentOf(cursor) < container.width) return false;
  container.hollow = false;
  skipColumns(cursor, container.width);
  return true;
}

/** A container that begins here. One that interrupts a paragraph must not be empty, and must count from 1. */
export function openContainer(cursor: Cursor, interrupts: boolean): Container | undefined {
  const indent = indentOf(cursor);
  if (indent > 3) return undefined;
  const at = skipBlanks(cursor.text, cursor.at, cursor.end);
  const code = cursor.text.charCodeAt(at);
  if (code === 0x3e) return readQuote(cursor) ? quote : undefined;
  if (code === 0x5b) return readFootnote(cursor, at);
  const length = markerLength(cursor.text, at, cursor.end, interrupts);
  return length === 0 ? undefined : readItem(cursor, indent, length, interrupts);
}

function readQuote(cursor: Cursor): boolean {
  const indent = indentOf(cursor);
  if (indent > 3) return false;
  const at = skipBlanks(cursor.text, cursor.at, cursor.end);
  if (at >= cursor.end || cursor.text.charCodeAt(at) !== 0x3e) return false;
  skipColumns(cursor, indent);
  skip(cursor, 1);
  skipColumns(cursor, 1);
  return true;
}

function readItem(cursor: Cursor, indent: number, length: number, interrupts: boolean): Container | undefined {
  const { text, end } = cursor;
  const after = skipBlanks(text, cursor.at, end) + length;
  const empty = isBlank(text, after, end);
  if (empty && interrupts) return undefined;
  skipColumns(cursor, indent);
  skip(cursor, length);
  const blanks = indentOf(cursor);
  // Five blanks or more: one belongs to the marker, the rest makes indented code.
  const padding = empty || blanks > 4 ? 1 : blanks;
  skipColumns(cursor, padding);
  return { kind: "item", width: indent + length + padding, hollow: empty, ended: false };
}

/** Length of a list marker (`-`, `12.`), 0 if there is none or it makes a thematic break. */
function markerLength(text: string, at: number, end: number, interrupts: boolean): number {
  const code = text.charCodeAt(at);
  let length = 1;
  if (code >= 0x30 && code <= 0x39) {
    while (length < 10 && isDigit(text.charCodeAt(at + length))) length++;
    const mark = text.charCodeAt(at + length);
    if (length > 9 || (mark !== 0x2e && mark !== 0x29)) return 0;
    if (interrupts && (length > 1 || code !== 0x31)) return 0;
    length++;
  } else if (code !== 0x2d && code !== 0x2a && code !== 0x2b) return 0;
  if (at + length > end) return 0;
  if (at + length < end && !isBlankCode(text.charCodeAt(at + length))) return 0;
  return code !== 0x2b && isThematicBreak(text, at, end) ? 0 : length;
}

/** `***`, `- - -`, `___`: three or more of one sign, blanks between them (CommonMark §4.1). */
export function isThematicBreak(text: string, at: number, end: number): boolean {
  const sign = text.charCodeAt(at);
  if (sign !== 0x2d && sign !== 0x2a && sign !== 0x5f) return false;
  let count = 0;
  for (let next = at; next < end; next++) {
    const code = text.charCodeAt(next);
    if (code === sign) count++;
    else if (!isBlankCode(code)) return false;
  }
  return count > 2;
}

/** `[^label]:` – a label holds no blank and no bracket. */
function readFootnote(cursor: Cursor, at: number): Container | undefined {
  const { text, end } = cursor;
  if (text.charCodeAt(at + 1) !== 0x5e) return undefined;
  const label = /\[\^(?:[^\s[\]\\]|\\[[\]\\]?){1,999}\]:/y;
  label.lastIndex = at;
  if (!label.test(text) || label.lastIndex > end) return undefined;
  skipColumns(cursor, indentOf(cursor));
  skip(cursor, label.lastIndex - at);
  skipColumns(cursor, indentOf(cursor));
  return { kind: "footnote", width: footnoteWidth, hollow: false, ended: false };
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
