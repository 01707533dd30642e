/** A position in a line that counts columns: a tab reaches to the next multiple of four, and may be used up in parts. */
export interface Cursor {
  readonly text: string;
  at: number;
  column: number;
  /** Offset of the end of the line. */
  end: number;
  /** Columns of a tab behind us that nobody has used yet. */
  spare: number;
}

const space = 32;
const tab = 9;

export function isBlankCode(code: number): boolean {
  return code === space || code === tab;
}

/** Columns of blanks before the next character. */
export function indentOf(cursor: Cursor): number {
  let column = cursor.column;
  for (let at = cursor.at; at < cursor.end; at++) {
    const code = cursor.text.charCodeAt(at);
    if (code === space) column++;
    else if (code === tab) column += 4 - (column % 4);
    else break;
  }
  return column - cursor.column + cursor.spare;
}

/** Goes over so many columns of blanks, never over anything else. */
export function skipColumns(cursor: Cursor, columns: number): void {
  let left = columns;
  const spare = Math.min(left, cursor.spare);
  cursor.spare -= spare;
  left -= spare;
  while (left > 0 && cursor.at < cursor.end) {
    const code = cursor.text.charCodeAt(cursor.at);
    if (!isBlankCode(code)) return;
    const width = code === tab ? 4 - (cursor.column % 4) : 1;
    cursor.at++;
    cursor.column += width;
    cursor.spare = Math.max(0, width - left);
    left -= width;
  }
}

/** Goes over so many characters that are no tabs. */
export function skip(cursor: Cursor, characters: number): void {
  cursor.at += characters;
  cursor.column += characters;
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
