import { withoutClozeMarks } from "./html-cloze.ts";
import { formulaParts, type TextPart } from "./html-formulas.ts";
import type { Element, ElementContent, Nodes, Properties, Root, RootContent } from "hast";

/** Tags that notes use for looks; they keep no attributes. What is not in a list is prose: `<address>` in a note on sockets. */
const kept = new Set(
  (
    "b strong i em u ins s del mark code kbd samp var sub sup small p div span ul ol li dl dt dd table thead tbody tfoot tr td th " +
    "caption details summary blockquote pre h1 h2 h3 h4 h5 h6 center font br hr img abbr cite dfn q ruby rt rp figure figcaption"
  ).split(" "),
);
/** Tags that act, or load something: neither shown nor kept, as in Obsidian. */
const dropped = new Set(
  (
    "script style iframe frame frameset object embed applet svg math form input button select option textarea link meta base " +
    "template noscript audio video source track canvas title html head body a area map image marquee dialog slot portal"
  ).split(" "),
);
const empty = new Set(["br", "hr", "img"]);
const alias: Readonly<Record<string, string>> = { center: "div", font: "span" };

const token =
  /(<!--[^]*?(?:-->|$)|<(script|style|title|textarea|iframe)\b[^<>]*>[^]*?(?:<\/\2[^<>]*>|$)|<\/?[A-Za-z][^<>]*>)/i;
const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: "\u00a0",
  "#39": "'",
};

interface Open {
  readonly element: Element | Root;
  readonly name: string;
}

/** Finds the partner of each raw tag among its neighbours and makes elements of them; a tag without a partner closes with its parent. */
export function weave<Parent extends Root | Element>(parent: Parent, formulas: "read" | "none" = "none"): Parent {
  const root: Element | Root = { ...parent, children: [] };
  const open: Open[] = [{ element: root, name: "" }];
  for (const child of parent.children as readonly (RootContent | ElementContent)[]) {
    if (child.type === "raw") for (const part of readTags(child.value)) place(part, open, formulas === "read");
    else append(open, child.type === "element" ? weave(child, formulas) : child);
  }
  return root as Parent;
}

type Part = { readonly tag: string; readonly closes: boolean; readonly source: string } | { readonly text: string };

function readTags(html: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const found of html.matchAll(new RegExp(token, "gi"))) {
    if (found.index > from) parts.push({ text: html.slice(from, found.index) });
    from = found.index + found[0].length;
    const [, slash = "", name = ""] = /^<(\/?)([A-Za-z][A-Za-z\d]*)(?=[\s/>])/.exec(found[0]) ?? [];
    const tag = name.toLowerCase();
    if (kept.has(tag)) parts.push({ tag, closes: slash !== "", source: found[0] });
    else if (!found[0].startsWith("<!--") && !dropped.has(tag)) parts.push({ text: found[0] });
  }
  return from < html.length ? [...parts, { text: html.slice(from) }] : parts;
}

function place(part: Part, open: Open[], readsFormulas: boolean): void {
  if ("text" in part) {
    const text = part.text.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (all, name) => entities[name] ?? all);
    const isText = !readsFormulas || open.some(({ name }) => name === "code" || name === "pre");
    for (const piece of isText ? [{ text, kind: "text" as const }] : formulaParts(text)) append(open, written(piece));
    return;
  }
  const { tag, closes, source } = part;
  if (closes) {
    const at = open.findLastIndex(({ name }) => name === tag);
    if (at > 0) open.length = at;
    return;
  }
  // Deeper ones would overflow whoever reads the tree after us.
  if (open.length > 100) return;
  const properties = tag === "img" ? imageProperties(source) : {};
  const element: Element = { type: "element", tagName: alias[tag] ?? tag, properties, children: [] };
  append(open, element);
  if (!empty.has(tag)) open.push({ element, name: tag });
}

function written({ text, kind }: TextPart): ElementContent {
  if (kind === "text") return { type: "text", value: text };
  const value = kind === "shown" ? `\\[${text.trim()}\\]` : `\\(${text}\\)`;
  return { type: "element", tagName: "span", properties: { className: ["math"] }, children: [{ type: "text", value }] };
}

function append(open: readonly Open[], child: Nodes): void {
  open.at(-1)?.element.children.push(child as ElementContent);
}

function imageProperties(source: string): Properties {
  const value = (name: string): string | undefined => {
    const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(source);
    return found?.[1] ?? found?.[2] ?? found?.[3];
  };
  const size = (name: string): number | undefined => {
    const number = Number.parseInt(value(name) ?? "", 10);
    return number > 0 && number < 100_000 ? number : undefined;
  };
  return {
    src: value("src") ?? "",
    alt: withoutClozeMarks(value("alt") ?? ""),
    width: size("width"),
    height: size("height"),
  };
}
