import type { Blockquote, Nodes, Paragraph, PhrasingContent, Root } from "mdast";
import type { Callout } from "./nodes.ts";

/** Other names of a kind, as Obsidian's help lists them. */
const kinds: Readonly<Record<string, string>> = {
  summary: "abstract",
  tldr: "abstract",
  hint: "tip",
  important: "tip",
  check: "success",
  done: "success",
  help: "question",
  faq: "question",
  caution: "warning",
  attention: "warning",
  fail: "failure",
  missing: "failure",
  error: "danger",
  cite: "quote",
};

const head = /^\[!([^\]|\n]+)(?:\|[^\]\n]*)?\]([+-]?)[ \t]*/;

/** Turns every block quote whose first line reads `[!kind]` into a callout, inner ones too. */
export function calloutTransform(tree: Root): void {
  visit(tree);
}

function visit(node: Nodes): void {
  if (!("children" in node)) return;
  const children: Nodes[] = node.children;
  for (const [index, child] of children.entries()) {
    visit(child);
    if (child.type === "blockquote") children[index] = readCallout(child) ?? child;
  }
}

function readCallout(quote: Blockquote): Callout | undefined {
  const [paragraph, ...blocks] = quote.children;
  const text = paragraph?.type === "paragraph" ? paragraph.children[0] : undefined;
  if (paragraph?.type !== "paragraph" || text?.type !== "text") return undefined;
  const found = head.exec(text.value);
  const name = found?.[1]?.trim().toLowerCase();
  if (!found || !name) return undefined;

  const first = { ...text, value: text.value.slice(found[0].length) };
  const [title, rest] = splitLine([first, ...paragraph.children.slice(1)]);
  const body: Paragraph = { ...paragraph, children: rest };
  const fold = { "+": "open", "-": "closed" } as const;
  return {
    type: "callout",
    kind: kinds[name] ?? name,
    fold: fold[found[2] as "+" | "-"],
    title,
    children: rest.length > 0 ? [body, ...blocks] : blocks,
    ...(quote.position && { position: quote.position }),
  };
}

/** What stands before the first line end, and what after it. */
function splitLine(children: readonly PhrasingContent[]): readonly [PhrasingContent[], PhrasingContent[]] {
  const at = children.findIndex((child) => child.type === "break" || (child.type === "text" && /\n/.test(child.value)));
  const node = children[at];
  if (!node) return [withText(children), []];
  const value = node.type === "text" ? node.value : "\n";
  const newline = value.indexOf("\n");
  return [
    withText([...children.slice(0, at), { type: "text", value: value.slice(0, newline) }]),
    withText([{ type: "text", value: value.slice(newline + 1) }, ...children.slice(at + 1)]),
  ];
}

const withText = (children: readonly PhrasingContent[]): PhrasingContent[] =>
  children.filter((child) => child.type !== "text" || child.value.trim() !== "");
