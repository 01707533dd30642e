import { isBlank, isBlankCode, skipBlanks } from "./cursor.ts";
import { isConcrete, kindOfLeaf, type Leaf } from "./leaves.ts";
import { createLexer, type Lexer, resetLexer } from "./lexer-state.ts";
import { lexLine } from "./lexer.ts";
import { isShielded, Kind, kindOfMark, type Lines, mark, type Span, type Unclosed } from "./lines.ts";

/** The words that open and close a block; a vault may have its own. */
export interface BlockWords {
  readonly start: string;
  readonly end: string;
}

/**
 * Reads all lines of a note, and finds its START…END blocks on the way. Both in one pass, because they bound each other:
 *
 *     START          in a fence is no card,
 *     Back: ```c
 *     END            nor is this the end of one, as long as the fence is closed.
 *     ```
 *     END
 *
 * A fence (comment, formula) that is still open at the next START or at the end of the note hides nothing of its
 * block: what follows the block's END is then read anew, as if nothing were open. So no line is read more than twice,
 * but for openers that have no end at all; these are remembered, and open nothing in later blocks.
 * The first `head` lines are front matter.
 */
export function lex(text: string, head: number, words: BlockWords): Lines {
  const reader = createReader(text, head, words);
  do {
    while (reader.line < reader.starts.length) readLine(reader);
  } while (reopens(reader));
  resetLexer(reader.lexer);
  const { lexer, starts, spans, hidden, unclosed, steps } = reader;
  const { marks, headings, fences } = lexer;
  return { text, starts, marks, headings, fences, spans, hidden, unclosed, steps };
}

interface Reader {
  readonly text: string;
  readonly words: BlockWords;
  /** The first characters of the words. */
  readonly startCode: number;
  readonly endCode: number;
  readonly lexer: Lexer;
  readonly starts: number[];
  readonly spans: Span[];
  readonly hidden: number[];
  readonly unclosed: Unclosed[];
  /** Openers without an end in the rest of the note, and from what length on. */
  readonly endless: Map<string, number>;
  line: number;
  steps: number;
  /** START line of the open block. */
  open: number | undefined;
  shield: Shield;
}

/** What a fence, comment or formula inside the open block hides. */
interface Shield {
  /** Line of its opener; -1 where there is none. */
  readonly line: number;
  /** STARTs in it that have no END yet. */
  depth: number;
  firstStart: number | undefined;
  /** The first END in it without a START: the block's own, should the shield not hold. */
  end: number | undefined;
}

const noShield = newShield(-1);

function createReader(text: string, head: number, words: BlockWords): Reader {
  const reader: Reader = {
    text,
    words,
    startCode: words.start.charCodeAt(0),
    endCode: words.end.charCodeAt(0),
    lexer: createLexer(text, (leaf) => mayOpen(reader, leaf)),
    starts: [0],
    spans: [],
    hidden: [],
    unclosed: [],
    endless: new Map(),
    line: 0,
    steps: 0,
    open: undefined,
    shield: noShield,
  };
  for (; reader.line < head; reader.line++) {
    reader.lexer.marks.push(mark(Kind.front, reader.line === 0));
    findEnd(text, reader.starts, reader.starts[reader.line] ?? 0);
  }
  return reader;
}

function readLine(reader: Reader): void {
  const { lexer, line, starts, text } = reader;
  const from = starts[line] ?? 0;
  const end = line + 1 < starts.length ? (starts[line + 1] ?? 0) - 1 : findEnd(text, starts, from);
  reader.steps++;
  reader.line++;
  const mark = lexLine(lexer, line, from, end);
  const shielded = isShielded(kindOfMark(mark));
  if (!shielded) reader.shield = noShield;
  else if (mark !== kindOfMark(mark) || reader.shield === noShield) reader.shield = newShield(line);
  // Few lines begin like a marker, and only those are looked at.
  const code = from === end ? 0 : text.charCodeAt(from);
  if (code === reader.startCode || code === reader.endCode || isBlankCode(code)) readMarker(reader, line, from, end);
}

/** Where a line ends that is read for the first time; the next one begins behind it. */
function findEnd(text: string, starts: number[], from: number): number {
  const end = text.indexOf("\n", from);
  if (end === -1) return text.length;
  starts.push(end + 1);
  return end;
}

function readMarker(reader: Reader, line: number, from: number, end: number): void {
  const { lexer, open } = reader;
  const kind = kindOfMark(lexer.marks[line]);
  const word = kind === Kind.blank || kind === Kind.code ? undefined : markerAt(reader, from, end);
  if (word === undefined) return;
  const shielded = isShielded(kind);
  if (shielded && open !== undefined) readShieldedMarker(reader, line, word);
  else if (shielded && word === "start") reader.hidden.push(line);
  else if (!shielded && word === "start") readStart(reader, line, from);
  else if (!shielded && open !== undefined) closeSpan(reader, line, true);
}

function newShield(line: number): Shield {
  return { line, depth: 0, firstStart: undefined, end: undefined };
}

/** A START after blanks counts in a list only: elsewhere nobody indents one but to show it. */
function readStart(reader: Reader, line: number, from: number): void {
  const { lexer } = reader;
  if (isBlank(reader.text, from, from + 1) && !lexer.containers.some((container) => container.kind === "item")) {
    reader.hidden.push(line);
    return;
  }
  if (reader.open !== undefined) closeSpan(reader, line - 1, false);
  reader.open = line;
}

function readShieldedMarker(reader: Reader, line: number, word: "start" | "end"): void {
  const { shield } = reader;
  if (word === "end") {
    if (shield.depth > 0) shield.depth--;
    else shield.end ??= line;
  } else if (shield.end !== undefined) breakShield(reader, shield.end + 1);
  else {
    shield.depth++;
    shield.firstStart ??= line;
  }
}

function markerAt({ text, words }: Reader, from: number, end: number): "start" | "end" | undefined {
  const at = skipBlanks(text, from, end);
  if (text.startsWith(words.start, at) && isBlank(text, at + words.start.length, end)) return "start";
  if (text.startsWith(words.end, at) && isBlank(text, at + words.end.length, end)) return "end";
  return undefined;
}

function closeSpan(reader: Reader, last: number, closed: boolean): void {
  reader.spans.push({ first: reader.open ?? last, last, closed });
  reader.open = undefined;
}

/** The end of the note: whether something that is still open has to be taken back, and lines to be read anew. */
function reopens(reader: Reader): boolean {
  const { lexer, shield, open } = reader;
  const kind = isConcrete(lexer.leaf) ? kindOfLeaf(lexer.leaf) : Kind.blank;
  if (isShielded(kind)) {
    const firstStart = lexer.containers.length === 0 ? shield.firstStart : undefined;
    const next = shield.end === undefined ? firstStart : shield.end + 1;
    if (open !== undefined && next !== undefined) {
      reader.endless.set(nameOf(lexer.leaf), lengthOf(lexer.leaf));
      breakShield(reader, next);
      return true;
    }
    reader.unclosed.push({ line: lexer.leafLine, kind });
  }
  if (open !== undefined) closeSpan(reader, reader.starts.length - 1, false);
  return false;
}

/** Takes back what hides the rest of the block: its lines are prose, the block ends before `next`, and all is read anew from there. */
function breakShield(reader: Reader, next: number): void {
  const { lexer, shield } = reader;
  reader.unclosed.push({ line: shield.line, kind: kindOfMark(lexer.marks[shield.line]) });
  closeSpan(reader, next - 1, next - 1 === shield.end);
  resetLexer(lexer);
  for (let line = shield.line; line < next; line++) lexer.marks[line] = mark(Kind.prose, true);
  while ((lexer.headings.at(-1)?.line ?? 0) > next) lexer.headings.pop();
  while ((lexer.fences.at(-1) ?? -1) >= shield.line) lexer.fences.pop();
  reader.line = next;
  reader.shield = noShield;
}

function mayOpen(reader: Reader, leaf: Leaf): boolean {
  if (isMarker(reader, reader.line - 1)) return false;
  const least = reader.endless.get(nameOf(leaf));
  if (reader.open === undefined || least === undefined || lengthOf(leaf) < least) return true;
  reader.unclosed.push({ line: reader.line - 1, kind: kindOfLeaf(leaf) });
  return false;
}

/** A vault's own words may look like the beginning of a comment: `%%CARD` … `CARD%%`. */
function isMarker(reader: Reader, line: number): boolean {
  const from = reader.starts[line] ?? 0;
  const next = reader.starts[line + 1];
  const word = markerAt(reader, from, next === undefined ? reader.text.length : next - 1);
  return word === "start" || (word === "end" && reader.open !== undefined);
}

function nameOf(leaf: Leaf): string {
  if (leaf.kind === "fence") return String.fromCharCode(leaf.sign);
  if (leaf.kind === "until") return leaf.text;
  return leaf.kind === "html" ? leaf.start.until : "";
}

function lengthOf(leaf: Leaf): number {
  return leaf.kind === "fence" ? leaf.length : 1;
}
