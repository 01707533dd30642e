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
  readonly containers: Container[];
  leaf: Leaf;
  /** The line that the leaf began on. */
  leafLine: number;
  /** How many containers the line at hand goes on with, the ones it opens included. */
  matched: number;
  /** Where the text of each line of the paragraph begins. */
  readonly parts: number[];
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
    cursor: { text, at: 0, column: 0, end: 0, spare: 0 },
    marks: [],
    headings: [],
    containers: [],
    leaf: noLeaf,
    leafLine: 0,
    matched: 0,
    parts: [],
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
  lexer.containers.length = lexer.matched;
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
  if (lexer.parts.length === 0) return 0;
  const definitions = countDefinitions(lexer);
  for (let line = 0; line < definitions; line++) lexer.marks[lexer.leafLine + line] = mark(Kind.definition, line === 0);
  lexer.parts.length = 0;
  return definitions;
}

function countDefinitions(lexer: Lexer): number {
  const at = lexer.parts[0] ?? 0;
  // `[[` opens a wikilink: most paragraphs that begin with a bracket are let go here.
  if (lexer.text.charCodeAt(at) !== 0x5b || lexer.text.charCodeAt(at + 1) === 0x5b) return 0;
  return definitionLines(lexer.parts.map((_, part) => partText(lexer, part)).join("\n"));
}

/** Text of one line of the paragraph, without the signs of its containers. */
export function partText(lexer: Lexer, part: number): string {
  const at = lexer.parts[part] ?? 0;
  const end = lexer.text.indexOf("\n", at);
  return lexer.text.slice(at, end === -1 ? undefined : end);
}
