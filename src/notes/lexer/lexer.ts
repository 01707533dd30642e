import { goesOn, isThematicBreak, openContainer } from "./containers.ts";
import { type Cursor, skipBlanks, startLine } from "./cursor.ts";
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
import { begin, closeUnmatched, endLeaf, isLazy, lastPartText, type Lexer, partTexts } from "./lexer-state.ts";
import { Kind, mark } from "./lines.ts";
import { pairInLine, pairStart } from "./pairs.ts";

/** Stop of nesting: what lies deeper is read as text. */
const deepest = 100;

/** Characters that no block begins with, nor goes on with in a paragraph. */
const plain = new Uint8Array(128).fill(1);
for (const sign of "\t #`~>-+*_<[$%=|:0123456789") plain[sign.charCodeAt(0)] = 0;

/** Reads the line between two offsets, notes its mark and returns it. Earlier marks change when a paragraph turns out to be something else. */
export function lexLine(lexer: Lexer, line: number, from: number, end: number): number {
  const mark = readPlainLine(lexer, line, from, end) ?? readLine(lexer, line, from, end);
  lexer.marks[line] = mark;
  return mark;
}

/** The common cases in few steps: text, headings and items that begin their line. They end all containers, but for a paragraph that goes on. */
function readPlainLine(lexer: Lexer, line: number, from: number, end: number): number | undefined {
  const { leaf, text } = lexer;
  lexer.matched = 0;
  if (lexer.containers.length === 0) {
    if (from === end && !isConcrete(leaf)) return readBlank(lexer);
    if (leaf.kind === "fence") return closesFence(lexer, leaf, from, end) ? undefined : mark(Kind.fence, false);
  }
  if (from === end || (leaf.kind !== "paragraph" && leaf.kind !== "none")) return undefined;
  const code = text.charCodeAt(from);
  if (isPlain(code) || (code === leftBracket && text.charCodeAt(from + 1) !== caret)) {
    if (leaf.kind === "none") closeUnmatched(lexer);
    return readParagraph(lexer, line, from, true);
  }
  if (isBullet(code) && from + 2 < end && text.charCodeAt(from + 1) === space && isPlain(text.charCodeAt(from + 2))) {
    closeUnmatched(lexer);
    lexer.containers.push({ kind: "item", width: 2, hollow: false, ended: false });
    lexer.matched = 1;
    return readParagraph(lexer, line, from + 2, true);
  }
  const level = code === numberSign ? headingLevel(text, from, end) : 0;
  return level === 0 ? undefined : readHeading(lexer, line, { at: from, end, level });
}

const space = 0x20;
const numberSign = 0x23;
const leftBracket = 0x5b;
const caret = 0x5e;

function isBullet(code: number): boolean {
  return code === 0x2d || code === 0x2a || code === 0x2b;
}

function readBlank(lexer: Lexer): number {
  if (lexer.leaf.kind !== "none" && lexer.leaf !== indentedCode) endLeaf(lexer);
  return mark(Kind.blank, false);
}

function readHeading(
  lexer: Lexer,
  line: number,
  { at, end, level }: { at: number; end: number; level: number },
): number {
  closeUnmatched(lexer);
  lexer.headings.push({ line: line + 1, level, text: headingText(lexer.text, at, end, level) });
  return mark(Kind.heading, true);
}

/** Whether a line may close the fence, told by its first sign. */
function closesFence({ text }: Lexer, fence: { readonly sign: number }, from: number, end: number): boolean {
  return text.charCodeAt(skipBlanks(text, from, end)) === fence.sign;
}

function isPlain(code: number): boolean {
  return code > 127 || plain[code] === 1;
}

function readLine(lexer: Lexer, line: number, from: number, end: number): number {
  const { cursor } = lexer;
  startLine(cursor, from, end);
  lexer.matched = 0;
  for (let container = lexer.containers[0]; container !== undefined; container = lexer.containers[lexer.matched]) {
    if (!goesOn(container, cursor)) break;
    lexer.matched++;
  }
  if (isConcrete(lexer.leaf)) {
    if (goesOnWith(lexer, cursor)) return readConcrete(lexer, cursor);
    endLeaf(lexer);
  }
  openContainers(lexer, cursor);
  if (cursor.next === end) {
    if (isLazy(lexer) || lexer.leaf !== indentedCode) closeUnmatched(lexer);
    return mark(Kind.blank, false);
  }
  const leaf = readLeaf(lexer, line, cursor);
  if (leaf !== undefined) return leaf;
  if (lexer.leaf.kind !== "paragraph") closeUnmatched(lexer);
  return readParagraph(lexer, line, cursor.next, cursor.indent < 4);
}

/** A formula or comment also goes on over lines that are not indented or quoted as its first was. */
function goesOnWith(lexer: Lexer, { next, end }: Cursor): boolean {
  const { leaf } = lexer;
  if (leaf.kind === "html" && leaf.start.until === "blank" && next === end) return false;
  return !isLazy(lexer) || (leaf.kind === "until" && next < end);
}

function readConcrete(lexer: Lexer, { next, end, indent }: Cursor): number {
  const kind = kindOfLeaf(lexer.leaf);
  if (isLastLine(lexer.leaf, lexer.text, next, end, indent)) endLeaf(lexer);
  return mark(kind, false);
}

/** Opens the containers that begin on the line; those that did not go on end then, and so does the leaf. */
function openContainers(lexer: Lexer, cursor: Cursor): void {
  const interrupts = !isLazy(lexer) && (lexer.leaf.kind === "paragraph" || lexer.leaf === indentedCode);
  while (lexer.matched < deepest && !isPlain(lexer.text.charCodeAt(cursor.next))) {
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
  const { next: at, end } = cursor;
  const lazy = isLazy(lexer);
  if (lazy && lexer.leaf.kind === "table") closeUnmatched(lexer);
  const inParagraph = lexer.leaf.kind === "paragraph";
  if (cursor.indent > 3) {
    if (inParagraph) return undefined;
    return begin(lexer, line, lazy ? lazyCode : indentedCode);
  }
  const row = lexer.leaf.kind === "table" ? mark(Kind.prose, true) : undefined;
  if (isPlain(text.charCodeAt(at))) return row;
  const completed = inParagraph && !lazy ? completeParagraph(lexer, line, at, end) : undefined;
  if (completed !== undefined) return completed;
  const level = text.charCodeAt(at) === numberSign ? headingLevel(text, at, end) : 0;
  if (level > 0) return readHeading(lexer, line, { at, end, level });
  if (isThematicBreak(text, at, end)) {
    closeUnmatched(lexer);
    return mark(Kind.blank, true);
  }
  const leaf = concreteStart(lexer, at, end);
  return leaf !== undefined && lexer.mayOpen(leaf) ? readConcreteStart(lexer, line, leaf, end) : row;
}

function readConcreteStart(lexer: Lexer, line: number, leaf: Leaf, end: number): number {
  // As remark has it: a lone tag on a lazy line stays in the container, and goes on with it.
  if (leaf === lazyTag) lexer.matched = lexer.containers.length;
  const begun = begin(lexer, line, leaf);
  if (leaf.kind === "fence") lexer.fences.push(line);
  if (leaf.kind === "html" && htmlEnds(leaf.start, lexer.text, leaf.start.from, end)) endLeaf(lexer);
  return begun;
}

function concreteStart(lexer: Lexer, at: number, end: number): Leaf | undefined {
  const { text } = lexer;
  const code = text.charCodeAt(at);
  if (code === 0x60 || code === 0x7e) return fenceStart(text, at, end);
  if (code === 0x24 || code === 0x25) return pairStart(text, at, end);
  if (code !== 0x3c) return undefined;
  const start = htmlStart(text, at, end, lexer.leaf.kind === "paragraph");
  if (start !== undefined) return { kind: "html", start };
  return isLazy(lexer) && htmlStart(text, at, end, false) !== undefined ? lazyTag : undefined;
}

/** A line that tells what the paragraph above is: a heading by its underline, or the head of a table. */
function completeParagraph(lexer: Lexer, line: number, at: number, end: number): number | undefined {
  const { text } = lexer;
  const code = text.charCodeAt(at);
  const isTable = lexer.mayBeHead && (code === 0x7c || code === 0x3a || code === 0x2d);
  if (isTable && isDelimiterRow(text.slice(at, end), lastPartText(lexer))) {
    lexer.partCount--;
    begin(lexer, line, table);
    return mark(Kind.prose, true);
  }
  const level = code === 0x3d || code === 0x2d ? underlineLevel(text, at, end) : 0;
  if (level === 0) return undefined;
  const titles = partTexts(lexer).map((part) => part.trim());
  const definitions = endLeaf(lexer);
  if (definitions === titles.length) return undefined;
  const first = lexer.leafLine + definitions;
  for (let above = first; above < line; above++) lexer.marks[above] = mark(Kind.heading, above === first);
  lexer.headings.push({ line: first + 1, level, text: titles.slice(definitions).join(" ") });
  return mark(Kind.heading, false);
}

function readParagraph(lexer: Lexer, line: number, at: number, mayBeHead: boolean): number {
  const goesOn = lexer.leaf.kind === "paragraph";
  if (!goesOn) begin(lexer, line, paragraph);
  lexer.parts[lexer.partCount++] = at;
  lexer.mayBeHead = mayBeHead;
  const opened = lexer.pairs.length === 0 ? undefined : pairInLine(lexer.text, lexer.pairs, at);
  if (opened !== undefined && lexer.mayOpen(opened)) {
    endLeaf(lexer);
    lexer.leaf = opened;
    lexer.leafLine = line;
  }
  return mark(Kind.prose, !goesOn);
}
