import { type Cursor, isBlank, isBlankCode, skip, skipColumns } from "./cursor.ts";

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
  if (cursor.next === cursor.end) container.ended ||= container.hollow;
  else if (container.ended || cursor.indent < container.width) return false;
  else container.hollow = false;
  skipColumns(cursor, container.width);
  return true;
}

/** A container that begins here. One that interrupts a paragraph must not be empty, and must count from 1. */
export function openContainer(cursor: Cursor, interrupts: boolean): Container | undefined {
  if (cursor.indent > 3) return undefined;
  const code = cursor.text.charCodeAt(cursor.next);
  if (code === 0x3e) return readQuote(cursor) ? quote : undefined;
  if (code === 0x5b) return readFootnote(cursor);
  const length = markerLength(cursor.text, cursor.next, cursor.end, interrupts);
  return length === 0 ? undefined : readItem(cursor, length, interrupts);
}

function readQuote(cursor: Cursor): boolean {
  if (cursor.indent > 3 || cursor.next === cursor.end || cursor.text.charCodeAt(cursor.next) !== 0x3e) return false;
  skip(cursor, 1);
  skipColumns(cursor, 1);
  return true;
}

function readItem(cursor: Cursor, length: number, interrupts: boolean): Container | undefined {
  const { indent } = cursor;
  if (interrupts && isBlank(cursor.text, cursor.next + length, cursor.end)) return undefined;
  skip(cursor, length);
  const hollow = cursor.next === cursor.end;
  // Five blanks or more: one belongs to the marker, the rest makes indented code.
  const padding = hollow || cursor.indent > 4 ? 1 : cursor.indent;
  skipColumns(cursor, padding);
  return { kind: "item", width: indent + length + padding, hollow, ended: false };
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
function readFootnote(cursor: Cursor): Container | undefined {
  const { text, next, end } = cursor;
  if (text.charCodeAt(next + 1) !== 0x5e) return undefined;
  const label = /\[\^(?:[^\s[\]\\]|\\[[\]\\]|\\(?![[\]\\])){1,999}\]:/y;
  label.lastIndex = next;
  if (!label.test(text) || label.lastIndex > end) return undefined;
  skip(cursor, label.lastIndex - next);
  skipColumns(cursor, cursor.indent);
  return { kind: "footnote", width: footnoteWidth, hollow: false, ended: false };
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
