import { goesOn, isThematicBreak, openContainer } from "./containers.ts";
import { type Cursor, indentOf, isBlank, skipBlanks } from "./cursor.ts";
import { htmlEnds, htmlStart } from "./html.ts";
import {
  fenceStart,
  headingLevel,
  headingText,
  indentedCode,
  isConcrete,
  isDelimiterRow,
  isLastLine,
  kindOfLeaf,
  lazyCode,
  lazyTag,
  type Leaf,
  paragraph,
  table,
  underlineLevel,
} from "./leaves.ts";
import { begin, closeUnmatched, endLeaf, isLazy, type Lexer, partText } from "./lexer-state.ts";
import { Kind, mark } from "./lines.ts";
import { pairInLine, pairStart } from "./pairs.ts";

/** Stop of nesting: what lies deeper is read as text. */
const deepest = 100;

/** Characters that no block begins with, nor goes on with, in a paragraph outside of containers. */
const plain = new Uint8Array(128).fill(1);
for (const sign of "\t #`~>-+*_<[$%=|:0123456789") plain[sign.charCodeAt(0)] = 0;

/** Reads the line between two offsets and returns its mark. Marks of earlier lines change when a paragraph turns out to be something else. */
export function lexLine(lexer: Lexer, line: number, from: number, end: number): void {
  lexer.marks[line] = readPlainLine(lexer, line, from, end) ?? readLine(lexer, line, from, end);
}

/** The common case, in few steps: text outside of any container. */
function readPlainLine(lexer: Lexer, line: number, from: number, end: number): number | undefined {
  const { leaf } = lexer;
  if (lexer.containers.length > 0) return undefined;
  lexer.matched = 0;
  if (from === end) {
    if (isConcrete(leaf)) return undefined;
    if (leaf.kind !== "none" && leaf !== indentedCode) endLeaf(lexer);
    return mark(Kind.blank, false);
  }
  const code = lexer.text.charCodeAt(from);
  if (code < 128 && plain[code] === 0) return undefined;
  if (leaf.kind === "fence") return mark(Kind.fence, false);
  if (leaf.kind === "paragraph" || leaf.kind === "none") return readParagraph(lexer, line, from);
  return undefined;
}

function readLine(lexer: Lexer, line: number, from: number, end: number): number {
  const cursor = startLine(lexer.cursor, from, end);
  let matched = 0;
  for (const container of lexer.containers) {
    if (!goesOn(container, cursor)) break;
    matched++;
  }
  lexer.matched = matched;
  if (isConcrete(lexer.leaf)) {
    if (goesOnWith(lexer, cursor)) return readConcrete(lexer, cursor);
    endLeaf(lexer);
  }
  openContainers(lexer, cursor);
  if (isBlank(lexer.text, cursor.at, end)) {
    if (isLazy(lexer) || lexer.leaf !== indentedCode) closeUnmatched(lexer);
    return mark(Kind.blank, false);
  }
  const leaf = readLeaf(lexer, line, cursor);
  if (leaf !== undefined) return leaf;
  if (lexer.leaf.kind !== "paragraph") closeUnmatched(lexer);
  return readParagraph(lexer, line, skipBlanks(lexer.text, cursor.at, end), indentOf(cursor) < 4);
}

function startLine(cursor: Cursor, from: number, end: number): Cursor {
  cursor.at = from;
  cursor.end = end;
  cursor.column = 0;
  cursor.spare = 0;
  return cursor;
}

/** A formula or comment also goes on over lines that are not indented or quoted as its first was. */
function goesOnWith({ leaf, text, matched, containers }: Lexer, { at, end }: Cursor): boolean {
  if (leaf.kind === "html" && leaf.start.until === "blank" && isBlank(text, at, end)) return false;
  return matched === containers.length || (leaf.kind === "until" && !isBlank(text, at, end));
}

function readConcrete(lexer: Lexer, cursor: Cursor): number {
  const kind = kindOfLeaf(lexer.leaf);
  const at = skipBlanks(lexer.text, cursor.at, cursor.end);
  if (isLastLine(lexer.leaf, lexer.text, at, cursor.end, indentOf(cursor))) endLeaf(lexer);
  return mark(kind, false);
}

/** Opens the containers that begin on the line; those that did not go on end then, and so does the leaf. */
function openContainers(lexer: Lexer, cursor: Cursor): void {
  const interrupts = !isLazy(lexer) && (lexer.leaf.kind === "paragraph" || lexer.leaf === indentedCode);
  while (lexer.matched < deepest) {
    const container = openContainer(cursor, interrupts);
    if (container === undefined) return;
    closeUnmatched(lexer);
    lexer.containers.push(container);
    lexer.matched++;
  }
}

/** A leaf that is no paragraph, if one begins (or, for a table or a heading, is completed) on the line. */
function readLeaf(lexer: Lexer, line: number, cursor: Cursor): number | undefined {
  const { text } = lexer;
  const { end } = cursor;
  const at = skipBlanks(text, cursor.at, end);
  const inParagraph = lexer.leaf.kind === "paragraph";
  if (lexer.leaf.kind === "table" && isLazy(lexer)) closeUnmatched(lexer);
  if (indentOf(cursor) > 3)
    return inParagraph ? undefined : begin(lexer, line, isLazy(lexer) ? lazyCode : indentedCode);
  const completed = inParagraph && !isLazy(lexer) ? completeParagraph(lexer, line, at, end) : undefined;
  if (completed !== undefined) return completed;
  const level = text.charCodeAt(at) === 0x23 ? headingLevel(text, at, end) : 0;
  if (level > 0) {
    closeUnmatched(lexer);
    lexer.headings.push({ line: line + 1, level, text: headingText(text, at, end, level) });
    return mark(Kind.heading, true);
  }
  if (isThematicBreak(text, at, end)) {
    closeUnmatched(lexer);
    return mark(Kind.blank, true);
  }
  const leaf = concreteStart(lexer, at, end);
  if (leaf !== undefined && lexer.mayOpen(leaf)) return readConcreteStart(lexer, line, leaf, end);
  return lexer.leaf.kind === "table" ? mark(Kind.prose, true) : undefined;
}

function readConcreteStart(lexer: Lexer, line: number, leaf: Leaf, end: number): number {
  // As remark has it: a lone tag on a lazy line stays in the container, and goes on with it.
  if (leaf === lazyTag) lexer.matched = lexer.containers.length;
  const begun = begin(lexer, line, leaf);
  const closesAtOnce =
    leaf.kind === "html" && leaf.start.until !== "blank" && htmlEnds(leaf.start, lexer.text, leaf.start.from, end);
  if (closesAtOnce) endLeaf(lexer);
  return begun;
}

function concreteStart(lexer: Lexer, at: number, end: number): Leaf | undefined {
  const { text } = lexer;
  const code = text.charCodeAt(at);
  if (code === 0x60 || code === 0x7e) return fenceStart(text, at, end);
  if (code === 0x24 || code === 0x25) return pairStart(text, at, end);
  if (code !== 0x3c) return undefined;
  const start = htmlStart(text, at, end, lexer.leaf.kind === "paragraph");
  if (start !== undefined || !isLazy(lexer)) return start === undefined ? undefined : { kind: "html", start };
  return htmlStart(text, at, end, false) === undefined ? undefined : lazyTag;
}

/** A line that tells what the paragraph above is: a heading by its underline, or the head of a table. */
function completeParagraph(lexer: Lexer, line: number, at: number, end: number): number | undefined {
  const { text } = lexer;
  const code = text.charCodeAt(at);
  const isTable = lexer.mayBeHead && (code === 0x7c || code === 0x3a || code === 0x2d);
  if (isTable && isDelimiterRow(text.slice(at, end), partText(lexer, lexer.parts.length - 1))) {
    lexer.parts.pop();
    begin(lexer, line, table);
    return mark(Kind.prose, true);
  }
  const level = code === 0x3d || code === 0x2d ? underlineLevel(text, at, end) : 0;
  if (level === 0) return undefined;
  const titles = lexer.parts.map((_, part) => partText(lexer, part).trim());
  const definitions = endLeaf(lexer);
  if (definitions === titles.length) return undefined;
  const first = lexer.leafLine + definitions;
  for (let above = first; above < line; above++) lexer.marks[above] = mark(Kind.heading, above === first);
  lexer.headings.push({ line: first + 1, level, text: titles.slice(definitions).join(" ") });
  return mark(Kind.heading, false);
}

function readParagraph(lexer: Lexer, line: number, at: number, mayBeHead = true): number {
  const goesOn = lexer.leaf.kind === "paragraph";
  if (!goesOn) begin(lexer, line, paragraph);
  lexer.parts.push(at);
  lexer.mayBeHead = mayBeHead;
  const opened = lexer.pairs.length === 0 ? undefined : pairInLine(lexer.text, lexer.pairs, at);
  if (opened !== undefined && lexer.mayOpen(opened)) {
    endLeaf(lexer);
    lexer.leaf = opened;
    lexer.leafLine = line;
  }
  return mark(Kind.prose, !goesOn);
}
