/**
 * A place in a line that counts columns: a tab reaches to the next multiple of four, and may belong to two blocks in
 * parts. So what counts is never where the blanks begin, but how many columns of them are left before the next character.
 */
export interface Cursor {
  readonly text: string;
  /** Offset of the end of the line. */
  end: number;
  /** Offset of the next character that is no blank, or of the end. */
  next: number;
  /** The column it stands in, from 0. */
  column: number;
  /** Columns of blanks before it that nobody has used. */
  indent: number;
}

const space = 32;
const tab = 9;

export function isBlankCode(code: number): boolean {
  return code === space || code === tab;
}

export function startLine(cursor: Cursor, from: number, end: number): void {
  cursor.end = end;
  look(cursor, from, 0);
}

/** Uses up to so many columns of the blanks. */
export function skipColumns(cursor: Cursor, columns: number): void {
  cursor.indent = Math.max(0, cursor.indent - columns);
}

/** Goes over the blanks and so many characters behind them, none of which is a tab. */
export function skip(cursor: Cursor, characters: number): void {
  look(cursor, cursor.next + characters, cursor.column + characters);
}

function look(cursor: Cursor, from: number, fromColumn: number): void {
  const { text, end } = cursor;
  let at = from;
  let column = fromColumn;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === space) column++;
    else if (code === tab) column += 4 - (column % 4);
    else break;
  }
  cursor.next = at;
  cursor.column = column;
  cursor.indent = column - fromColumn;
}

/** Offset of the first character from `at` on that is no blank. */
export function skipBlanks(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && isBlankCode(text.charCodeAt(next))) next++;
  return next;
}

export function isBlank(text: string, at: number, end: number): boolean {
  return skipBlanks(text, at, end) === end;
}

/** How often one character stands there in a row. */
export function runLength(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  let next = at;
  while (next < end && text.charCodeAt(next) === code) next++;
  return next - at;
}
