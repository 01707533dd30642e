import type { Parent, PhrasingContent } from "mdast";
import { clozePieces, withoutMarks } from "./cloze.ts";
import type { Scope } from "./scope.ts";
import { htmlSpans } from "./ansi-html.ts";
import { formulaParts } from "./html-formulas.ts";
import { imageText } from "./ansi-picture.ts";
import { linkText, type Wikilink } from "./obsidian/nodes.ts";
import { type Line, type Span, type Style, span } from "./spans.ts";
import { lowered, raised, texText } from "./tex.ts";

type ParentNode = Extract<PhrasingContent, Parent>;
type LeafNode = Exclude<PhrasingContent, Parent>;

/** Running text; line ends in it stay, as Obsidian shows them. */
export function inlineSpans(nodes: readonly PhrasingContent[], scope: Scope, styles: readonly Style[] = []): Line {
  return nodes.flatMap((node) =>
    "children" in node ? parentSpans(node, scope, styles) : leafSpans(node, scope, styles),
  );
}

function parentSpans(node: ParentNode, scope: Scope, styles: readonly Style[]): Line {
  const inside = (...more: Style[]): Line => inlineSpans(node.children, scope, [...styles, ...more]);
  switch (node.type) {
    case "strong":
      return inside("bold");
    case "emphasis":
      return inside("italic");
    case "delete":
      return signed("~~", inside("strike"), scope);
    case "highlight":
      return signed("==", inside("highlight"), scope);
    case "inlineFootnote":
      return inside("dim");
    case "link":
      return withAddress(inside(...linkStyle(styles)), node.url, styles);
    case "linkReference":
      return withAddress(inside(...linkStyle(styles)), scope.definitions.get(node.identifier) ?? "", styles);
    default:
      return node satisfies never;
  }
}

function leafSpans(node: LeafNode, scope: Scope, styles: readonly Style[]): Line {
  const link = [...styles, ...linkStyle(styles)];
  switch (node.type) {
    case "text":
      return textSpans(node.value, scope, styles);
    case "inlineCode":
      return signed("`", textSpans(node.value, scope, [...styles, "code"]), scope);
    case "inlineMath":
      return mathSpans(node.value, scope, styles);
    case "html":
      return htmlText(node.value, scope, styles);
    case "break":
      return [span("\n")];
    case "wikilink":
      return textSpans(wikilinkText(node), scope, link);
    case "image":
      return textSpans(imageText(node.alt, node.url), scope, link);
    case "imageReference":
      return textSpans(imageText(node.alt, scope.definitions.get(node.identifier) ?? ""), scope, link);
    case "footnoteReference":
      return [span(`[${node.label ?? node.identifier}]`, ...styles, "dim")];
    case "comment":
    case "blockId":
      return [];
    default:
      return node satisfies never;
  }
}

/** A heading keeps its own colour. */
const linkStyle = (styles: readonly Style[]): Style[] => (styles.includes("heading") ? [] : ["link"]);

function textSpans(text: string, scope: Scope, styles: readonly Style[]): Span[] {
  return clozePieces(text, scope.cloze).map(({ text, style }) =>
    span(scripted(text, scope.scripts.at(-1)), ...styles, ...scope.tags, ...(style ? [style] : [])),
  );
}

export function htmlText(html: string, scope: Scope, styles: readonly Style[] = []): Line {
  const isCode = /^\s*<(?:pre|code)[\s>]/i.test(html);
  return htmlSpans(html, scope, (text) => {
    if (isCode) return textSpans(text, scope, styles);
    return formulaParts(text).flatMap((part) =>
      part.kind === "text" ? textSpans(part.text, scope, styles) : mathSpans(part.text, scope, styles),
    );
  });
}

function scripted(text: string, script: "sub" | "sup" | undefined): string {
  if (!script) return text;
  return script === "sub" ? (lowered(text) ?? `_${text}`) : (raised(text) ?? `^${text}`);
}

/** Without colour the signs of the source tell what colour would. */
function signed(sign: string, spans: Line, { color }: Scope): Line {
  return color ? spans : [span(sign), ...spans, span(sign)];
}

/** A formula as characters, else its source as it stands. */
export function mathSpans(tex: string, scope: Scope, styles: readonly Style[]): Line {
  const text = texText(tex);
  return text === undefined ? textSpans(tex, scope, [...styles, "dim"]) : textSpans(text, scope, [...styles, "italic"]);
}

/** Adds where a link leads, if its text doesn't say so; a path to another note says nothing here. */
function withAddress(text: Line, address: string, styles: readonly Style[]): Line {
  const url = withoutMarks(address);
  const shown = text.map((part) => part.text).join("");
  if (!/^[a-z][a-z\d+.-]*:/i.test(url) || bareAddress(url) === bareAddress(shown)) return text;
  return [...text, span(` (${url})`, ...styles, "dim")];
}

/** Without what is left out in prose, and the brackets of a revealed deletion. */
const bareAddress = (url: string): string => url.replace(/^\[?(?:mailto:|https?:\/\/)?|\/?\]?$/gi, "");

const picture = /\.(?:avif|bmp|gif|jpe?g|png|svg|webp)$/i;

function wikilinkText(node: Wikilink): string {
  if (!node.embed) return linkText(node);
  return picture.test(node.path) ? imageText(node.alias, node.path) : `⤷ ${linkText(node)}`;
}
