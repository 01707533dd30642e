import type { Container } from "./containers.ts";
import type { Cursor } from "./cursor.ts";
import { definitionLines } from "./definitions.ts";
import { indentedCode, kindOfLeaf, type Leaf, noLeaf } from "./leaves.ts";
import { pairOffsets } from "./pairs.ts";
import { type Heading, Kind, mark } from "./lines.ts";

/** What the lexer remembers from line to line: the containers that are open, and the leaf in them. */
export interface Lexer {
  readonly text: string;
  readonly cursor: Cursor;
  readonly marks: number[];
  readonly headings: Heading[];
  /** The lines that fences begin on. */
  readonly fences: number[];
  readonly containers: Container[];
  leaf: Leaf;
  /** The line that the leaf began on. */
  leafLine: number;
  /** How many containers the line at hand goes on with, the ones it opens included. */
  matched: number;
  /** Where the text of each line of the paragraph begins; only so many entries count. (To empty an array is slow.) */
  readonly parts: number[];
  partCount: number;
  /** Whether the last of them may be the head of a table. */
  mayBeHead: boolean;
  /** Offsets of all `$$` and `%%`. */
  readonly pairs: readonly number[];
  /** Whether an opener may begin a leaf that runs over lines; the blocks decide (lex.ts). */
  readonly mayOpen: (leaf: Leaf) => boolean;
}

export function createLexer(text: string, mayOpen: (leaf: Leaf) => boolean = () => true): Lexer {
  return {
    text,
    cursor: { text, end: 0, next: 0, column: 0, indent: 0 },
    marks: [],
    headings: [],
    fences: [],
    containers: [],
    leaf: noLeaf,
    leafLine: 0,
    matched: 0,
    parts: [],
    partCount: 0,
    mayBeHead: false,
    pairs: pairOffsets(text),
    mayOpen,
  };
}

/** Forgets what is open: the next line begins as if it were the first. */
export function resetLexer(lexer: Lexer): void {
  lexer.matched = 0;
  closeUnmatched(lexer);
}

/** Whether containers are open that the line does not go on with: it may still belong to the paragraph in them. */
export function isLazy(lexer: Lexer): boolean {
  return lexer.matched < lexer.containers.length;
}

export function closeUnmatched(lexer: Lexer): void {
  endLeaf(lexer);
  while (isLazy(lexer)) lexer.containers.pop();
}

/** Begins a leaf on this line; whatever is open and not its container ends. */
export function begin(lexer: Lexer, line: number, leaf: Leaf): number {
  const goesOn = leaf === indentedCode && lexer.leaf === indentedCode;
  closeUnmatched(lexer);
  lexer.leaf = leaf;
  lexer.leafLine = line;
  return mark(kindOfLeaf(leaf), !goesOn);
}

/** Ends the leaf; a paragraph then shows whether it begins with definitions. Returns how many of its lines are such. */
export function endLeaf(lexer: Lexer): number {
  lexer.leaf = noLeaf;
  if (lexer.partCount === 0) return 0;
  const definitions = countDefinitions(lexer);
  for (let line = 0; line < definitions; line++) lexer.marks[lexer.leafLine + line] = mark(Kind.definition, line === 0);
  lexer.partCount = 0;
  return definitions;
}

function countDefinitions(lexer: Lexer): number {
  if (lexer.text.charCodeAt(lexer.parts[0] ?? 0) !== 0x5b) return 0;
  return definitionLines(partTexts(lexer).join("\n"));
}

/** The lines of the paragraph, without the signs of its containers. */
export function partTexts(lexer: Lexer): string[] {
  return lexer.parts.slice(0, lexer.partCount).map((at) => restOfLine(lexer.text, at));
}

export function lastPartText(lexer: Lexer): string {
  return restOfLine(lexer.text, lexer.parts[lexer.partCount - 1] ?? 0);
}

function restOfLine(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(at, end === -1 ? undefined : end);
}
