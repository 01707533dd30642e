/**
 * What the lexer tells of a note: where its lines begin, and what each line is.
 *
 *     ---                front
 *     tags: [c]          front
 *     ---                front
 *     # Sockets          heading
 *     A socket is an     prose (first)
 *     endpoint.          prose
 *                        blank
 *     ```c               fence (first)
 *     socket();          fence
 *     ```                fence
 */

/** What a line is. `html` runs to the next blank line, `raw` (script, pre, …) to its own closing tag. */
export const Kind = {
  blank: 0,
  prose: 1,
  heading: 2,
  fence: 3,
  code: 4,
  html: 5,
  raw: 6,
  comment: 7,
  math: 8,
  definition: 9,
  front: 10,
} as const;

export type Kind = (typeof Kind)[keyof typeof Kind];

/** Added to the kind of the first line of a leaf: two paragraphs or fences that touch stay two. */
const firstFlag = 16;

export interface Heading {
  /** 1-based. */
  readonly line: number;
  readonly level: number;
  readonly text: string;
}

/** A START…END block, by 0-based lines. `last` is the END line when `closed`, else the last line that belongs to it. */
export interface Span {
  readonly first: number;
  readonly last: number;
  readonly closed: boolean;
}

/** A fence, comment or formula that is still open at the end of its card or of the note; 0-based line. */
export interface Unclosed {
  readonly line: number;
  readonly kind: Kind;
}

/** Lines are counted from 0 here; places in problems and blocks are 1-based. */
export interface Lines {
  readonly text: string;
  /** Offset of each line's first character. */
  readonly starts: readonly number[];
  /** Kind of each line, see `kindOf` and `isFirst`. */
  readonly marks: readonly number[];
  readonly headings: readonly Heading[];
  /** The lines that fences begin on. */
  readonly fences: readonly number[];
  readonly spans: readonly Span[];
  /** START lines that make no card: in a fence, comment or formula, or after blanks outside of lists. */
  readonly hidden: readonly number[];
  readonly unclosed: readonly Unclosed[];
  /** How many lines were looked at, those that were read twice included: the measure of the work done. */
  readonly steps: number;
}

export function mark(kind: Kind, first: boolean): number {
  return first ? kind | firstFlag : kind;
}

export function kindOfMark(mark: number | undefined): Kind {
  return ((mark ?? Kind.blank) & (firstFlag - 1)) as Kind;
}

export function kindOf(lines: Pick<Lines, "marks">, line: number): Kind {
  return kindOfMark(lines.marks[line]);
}

export function isFirst(lines: Lines, line: number): boolean {
  return ((lines.marks[line] ?? 0) & firstFlag) !== 0;
}

/** The text of a line, without its end. */
export function lineText(lines: Pick<Lines, "text" | "starts">, line: number): string {
  return lines.text.slice(lines.starts[line], lineEnd(lines, line));
}

/** Offset behind the last character of a line. */
function lineEnd(lines: Pick<Lines, "text" | "starts">, line: number): number {
  const next = lines.starts[line + 1];
  return next === undefined ? lines.text.length : next - 1;
}

/** The line (0-based) that an offset stands in. */
export function lineOf({ starts }: Lines, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const shielding = (1 << Kind.fence) | (1 << Kind.raw) | (1 << Kind.comment) | (1 << Kind.math);

/** Whether nothing on such a line may open, close or name anything of a card. */
export function isShielded(kind: Kind): boolean {
  return ((1 << kind) & shielding) !== 0;
}

/** Whether a line (0-based) belongs to a START…END block. */
export function isInSpan({ spans }: Lines, line: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.last ?? Infinity) < line) low = middle + 1;
    else high = middle;
  }
  return line >= (spans[low]?.first ?? Infinity);
}

/** First and last line of a paragraph, heading or row of a table. */
export interface Paragraph {
  readonly first: number;
  readonly last: number;
}

/** The paragraphs outside of blocks. */
export function* paragraphs(lines: Lines): Generator<Paragraph> {
  for (let line = 0; line < lines.marks.length; line++) {
    const paragraph = paragraphAt(lines, line, line);
    if (paragraph === undefined) continue;
    yield paragraph;
    line = paragraph.last;
  }
}

/**
 * The paragraph that a line belongs to, if it is one that begins outside of blocks. Looked for from `since` on: the first
 * line that was not looked at before.
 */
export function paragraphAt(lines: Lines, line: number, since: number): Paragraph | undefined {
  const kind = kindOf(lines, line);
  if (kind !== Kind.prose && kind !== Kind.heading) return undefined;
  let first = line;
  while (first > since && !isFirst(lines, first) && kindOf(lines, first - 1) === kind) first--;
  while (first <= line && isInSpan(lines, first)) first++;
  if (first > line) return undefined;
  let last = line;
  while (kindOf(lines, last + 1) === kind && !isFirst(lines, last + 1)) last++;
  return { first, last };
}
