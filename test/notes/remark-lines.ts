import type { Nodes, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { lex } from "../../src/notes/lexer/lex.ts";
import { Kind, kindOf } from "../../src/notes/lexer/lines.ts";
import { blot } from "../../src/notes/lexer/mask.ts";

/** What the line lexer and remark (with GFM and math) make of a document: equal, told otherwise, or not to be compared. */
export type Comparison =
  | { readonly kind: "equal" | "incomparable" }
  | { readonly kind: "different"; readonly where: string };

const remark = unified().use(remarkParse).use(remarkGfm).use(remarkMath);
const lineEnd = /\r\n?|\n/;
const names = Object.fromEntries(Object.entries(Kind).map(([name, kind]) => [kind, name]));

/** Looks at every line; such as hold nothing but blanks and quote signs are no matter. */
export function compareWithRemark(text: string): Comparison {
  const rows = text.split(lineEnd);
  if (hasOwnFormula(rows)) return { kind: "incomparable" };
  const tree = remark.parse(text);
  if (isAtFault(tree, rows)) return { kind: "incomparable" };
  const theirs = kindsIn(tree, text, rows.length);
  const lines = lex(rows.join("\n"), 0, { start: "\0", end: "\0" });
  const ours = lines.marks.map((_, line) => (names[kindOf(lines, line)] ?? "").replace(/^(?:raw|comment)$/, "html"));
  const at = rows.findIndex((row, line) => ours[line] !== theirs[line] && !/^[>\s]*$/.test(row));
  if (at === -1) return { kind: "equal" };
  return { kind: "different", where: `line ${at + 1}: ${ours[at]}, remark ${theirs[at]}` };
}

/** Obsidian reads formulas otherwise than remark, but for a `$$` alone on its line and outside of containers. */
function hasOwnFormula(rows: readonly string[]): boolean {
  const withFormula = rows.some((row) => row.includes("$$"));
  return (
    withFormula &&
    (rows.some((row) => row.includes("$$") && !/^ {0,3}\$\$ *$/.test(row)) ||
      rows.some((row) => /^[ \t]*(?:[-*+>]|\d+[.)]|\[\^)/.test(row)))
  );
}

/**
 * remark is at fault with a footnote in a footnote (the indent of the outer one counts for both), and with a lone tag
 * in a paragraph that is the head of a table (it becomes HTML, and stays a table for GFM).
 */
function isAtFault(tree: Root, rows: readonly string[]): boolean {
  const visit = (node: Nodes, inFootnote: boolean): boolean => {
    const isFootnote = node.type === "footnoteDefinition";
    if (isFootnote && inFootnote) return true;
    const line = node.position?.start.line ?? 1;
    if (node.type === "html" && (rows[line - 2] ?? "").trim() !== "")
      return /^[ \t>]*[-:|][-|: \t]*$/.test(rows[line] ?? "");
    return "children" in node && node.children.some((child) => visit(child, inFootnote || isFootnote));
  };
  return visit(tree, false);
}

function kindsIn(tree: Root, text: string, count: number): string[] {
  const kinds = Array.from({ length: count }, () => "blank");
  const definitions: Nodes[] = [];
  const mark = ({ position }: Nodes, kind: string) => {
    if (position === undefined) return;
    const { start, end } = position;
    // A block that ends in column 1 ends with the line before.
    const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
    for (let line = start.line; line <= last; line++) kinds[line - 1] = kind;
  };
  const visit = (node: Nodes): void => {
    if (node.type === "definition") definitions.push(node);
    else if (node.type === "code")
      mark(node, /^[`~]{3}/.test(text.slice(node.position?.start.offset)) ? "fence" : "code");
    else if (node.type === "html" || node.type === "math" || node.type === "heading") mark(node, node.type);
    else if (node.type === "paragraph" || node.type === "table") mark(node, "prose");
    else if ("children" in node) node.children.forEach(visit);
  };
  visit(tree);
  for (const node of definitions) mark(node, "definition");
  return kinds;
}

/** The paragraphs of a document outside of tables, and what remark leaves of each if its code is blotted out. */
export function codeSpans(text: string): { readonly paragraph: string; readonly masked: string }[] {
  const plain = text.replace(/\r\n?/g, "\n");
  const found: { paragraph: string; masked: string }[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === "paragraph") found.push(blotted(plain, node));
    else if (node.type !== "table" && "children" in node) node.children.forEach(visit);
  };
  visit(remark.parse(plain));
  return found.filter(({ paragraph }) => paragraph.includes("`"));
}

function blotted(text: string, paragraph: Nodes): { readonly paragraph: string; readonly masked: string } {
  const from = paragraph.position?.start.offset ?? 0;
  const whole = text.slice(from, paragraph.position?.end.offset);
  let masked = whole;
  const visit = (node: Nodes): void => {
    if (node.type === "inlineCode" && node.position !== undefined) {
      const [at, end] = [(node.position.start.offset ?? 0) - from, (node.position.end.offset ?? 0) - from];
      masked = masked.slice(0, at) + blot(masked.slice(at, end)) + masked.slice(end);
    } else if ("children" in node) node.children.forEach(visit);
  };
  visit(paragraph);
  return { paragraph: whole, masked };
}
