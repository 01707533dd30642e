import type {
  Blockquote,
  Code,
  FootnoteDefinition,
  Heading,
  List,
  ListItem,
  RootContent,
  Table,
  ThematicBreak,
} from "mdast";
import { codeLines } from "./ansi-code.ts";
import { htmlText, inlineSpans, mathSpans } from "./ansi-inline.ts";
import type { Scope } from "./scope.ts";
import { tableLines } from "./ansi-table.ts";
import { hang, room } from "./hang.ts";
import type { Callout, Embedded } from "./obsidian/nodes.ts";
import { type Line, type Style, span, widthOf, wrap } from "./spans.ts";

/** Blocks one below the other, a blank line between two where the source has one (and before a heading). */
export function blockLines(nodes: readonly RootContent[], scope: Scope, width: number, depth = 0): Line[] {
  let previous: RootContent | undefined;
  return nodes.flatMap((node) => {
    const lines = nodeLines(node, scope, width, depth);
    if (lines.length === 0) return [];
    const before = previous && isApart(previous, node) ? [[]] : [];
    previous = node;
    return [...before, ...lines];
  });
}

function isApart(previous: RootContent, node: RootContent): boolean {
  if (previous.type === "heading") return false;
  if (node.type === "heading" || !previous.position || !node.position) return true;
  return node.position.start.line - previous.position.end.line > 1;
}

function nodeLines(node: RootContent, scope: Scope, width: number, depth: number): Line[] {
  switch (node.type) {
    case "heading":
      return headingLines(node, scope, width);
    case "list":
      return listLines(node, scope, width, depth);
    case "blockquote":
      return hang(blockLines(node.children, scope, room(width, 2)), [span("┃ ", "dim")], width, true);
    case "callout":
      return calloutLines(node, scope, width);
    case "code":
      return codeLines(node, scope, width);
    case "table":
      return tableLines(node, scope, width);
    case "thematicBreak":
      return [[span("─".repeat(width), "dim")]];
    case "footnoteDefinition":
      return footnoteLines(node, scope, width);
    case "embedded":
      return embeddedLines(node, scope, width);
    default:
      return textLines(node, scope, width);
  }
}

type TextNode = Exclude<
  RootContent,
  Heading | List | Blockquote | Callout | Code | Table | ThematicBreak | FootnoteDefinition | Embedded
>;

function textLines(node: TextNode, scope: Scope, width: number): Line[] {
  switch (node.type) {
    case "paragraph":
      return paragraph(inlineSpans(node.children, scope), width);
    case "html":
      return paragraph(htmlText(node.value, scope), width);
    case "math":
      return hang(paragraph(mathSpans(node.value.trim(), scope, []), room(width, 2)), [span("  ")], width);
    case "comment":
    case "definition":
    case "yaml":
    case "listItem":
    case "tableRow":
    case "tableCell":
      // Nothing to see, or read by the list or table around it.
      return [];
    default:
      return paragraph(inlineSpans([node], scope), width);
  }
}

function embeddedLines(node: Embedded, scope: Scope, width: number): Line[] {
  const body = blockLines(node.children, scope, room(width, 2));
  return [...paragraph([span(`⤷ ${node.title}`, "dim")], width), ...hang(body, [span("┊ ", "dim")], width, true)];
}

function footnoteLines(node: FootnoteDefinition, scope: Scope, width: number): Line[] {
  const marker = [span(`[${node.label ?? node.identifier}] `, "dim")];
  return hang(blockLines(node.children, scope, room(width, widthOf(marker))), marker, width);
}

/** A paragraph that holds nothing to see (a block id, a comment) takes no line. */
function paragraph(spans: Line, width: number): Line[] {
  const lines = wrap(spans, width);
  const first = lines.findIndex((line) => !isEmpty(line));
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => !isEmpty(line)) + 1);
}

const isEmpty = (line: Line): boolean => line.every(({ text }) => text.trim() === "");

const headingMarks = ["━━ ", "── ", "▸ ", "▹ ", "· ", "· "];

function headingLines(node: Heading, scope: Scope, width: number): Line[] {
  const marker = [span(headingMarks[node.depth - 1] ?? "", "heading")];
  const lines = hang(
    paragraph(inlineSpans(node.children, scope, ["heading"]), room(width, widthOf(marker))),
    marker,
    width,
  );
  const last = lines.at(-1);
  if (!last || node.depth > 2) return lines;
  const rest = width - widthOf(last) - 1;
  const rule = span(` ${(node.depth === 1 ? "━" : "─").repeat(Math.max(0, rest))}`, "dim");
  return rest > 0 ? [...lines.slice(0, -1), [...last, rule]] : lines;
}

const bullets = ["•", "◦", "▪"];

function listLines(list: List, scope: Scope, width: number, depth: number): Line[] {
  const first = list.start ?? 1;
  const digits = String(first + list.children.length - 1).length;
  // Items of one paragraph stand close, also where the source has blank lines between them.
  const isAiry = list.children.some((item) => item.children.filter(({ type }) => type !== "list").length > 1);
  return list.children.flatMap((item, index) => {
    const number = `${String(first + index).padStart(digits)}. `;
    const marker = list.ordered ? number : `${bullets[depth % bullets.length]} `;
    const lines = itemLines(item, marker, scope, width, depth + 1);
    const before = list.children[index - 1];
    return before && isAiry && isApart(before, item) ? [[], ...lines] : lines;
  });
}

function itemLines(item: ListItem, marker: string, scope: Scope, width: number, depth: number): Line[] {
  const box = item.checked === true ? "☑ " : item.checked === false ? "☐ " : "";
  const text = span(box && /^\D/.test(marker) ? box : marker + box, "bullet");
  return hang(blockLines(item.children, scope, room(width, widthOf([text])), depth), [text], width);
}

const callouts: Readonly<Record<string, readonly [icon: string, style: Style]>> = {
  note: ["✎", "blue"],
  abstract: ["≡", "cyan"],
  info: ["i", "blue"],
  todo: ["☐", "blue"],
  tip: ["✦", "cyan"],
  success: ["✔", "green"],
  question: ["?", "yellow"],
  warning: ["⚠", "yellow"],
  failure: ["✘", "red"],
  danger: ["‼", "red"],
  bug: ["✱", "red"],
  example: ["≣", "magenta"],
  quote: ["❝", "dim"],
};

function calloutLines({ kind, title, children }: Callout, scope: Scope, width: number): Line[] {
  const [icon, style] = callouts[kind] ?? ["✎", "blue"];
  const name = inlineSpans(title, scope, ["bold", style]);
  const heading = name.length > 0 ? name : [span(kind.charAt(0).toUpperCase() + kind.slice(1), "bold", style)];
  const inner = room(width, 2);
  const head = hang(paragraph(heading, room(inner, 2)), [span(`${icon} `, "bold", style)], inner);
  return hang([...head, ...blockLines(children, scope, inner)], [span("┃ ", style)], width, true);
}
