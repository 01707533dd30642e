import type { Element, ElementContent, Root as HtmlRoot } from "hast";
import type { Nodes, Paragraph, PhrasingContent, Root } from "mdast";
import type { InlineMath } from "mdast-util-math";
import { type Handler, type Handlers, type State, toHast } from "mdast-util-to-hast";
import { codeContent } from "./html-code.ts";
import { withoutClozeMarks } from "./html-cloze.ts";
import { weave } from "./html-tags.ts";
import { languageOf } from "./language.ts";
import { type Callout, linkText, type Wikilink } from "./obsidian/nodes.ts";
import { parseMarkdown } from "./parse.ts";
import { isWeb, type Links, pictureName, writtenAs } from "./references.ts";

/** What a text needs to know of the world to become HTML. */
export interface Surroundings {
  readonly links: Links;
  /** Where each picture of the vault is found, by its path in it. */
  readonly pictures: ReadonlyMap<string, string>;
}

/** Markdown → HTML tree, not sanitised yet. */
export function htmlTree(text: string, around: Surroundings): HtmlRoot {
  return treeOf(parseMarkdown(text), around);
}

function treeOf(tree: Root, around: Surroundings): HtmlRoot {
  const made = toHast(tree, { handlers: handlersFor(around), allowDangerousHtml: true });
  const root: HtmlRoot = made.type === "root" ? made : { type: "root", children: [made] };
  return settle(weave(root, "read"), around);
}

function handlersFor(around: Surroundings): Handlers {
  const handlers: Record<string, Handler> = {
    text: (_, node: { value: string }) => lines(node.value.replace(/\\(?=[([])/g, "\\\u2060")),
    code: (_, node: { value: string; lang?: string | null }) => listing(node.value, node.lang ?? ""),
    inlineMath: (_, { value, data }: InlineMath) =>
      element("span", ["math"], [textNode(data?.display ? `\\[${value}\\]` : `\\(${value}\\)`)]),
    math: (_, node: { value: string }) => element("div", ["math"], [textNode(`\\[${node.value.trim()}\\]`)]),
    highlight: (state, node: Nodes) => element("mark", [], state.all(node)),
    comment: () => undefined,
    blockId: () => undefined,
    callout: (state, node: Callout) => callout(state, node),
    paragraph: (state, node: Paragraph) => paragraph(state, node, around),
    link: (state, node: { url: string } & Nodes) => link(node.url, state.all(node), around),
    linkReference: (state, node: { identifier: string } & Nodes) => link(urlOf(state, node), state.all(node), around),
    image: (_, node: { url: string; alt?: string | null }) => image(node.url, node.alt ?? ""),
    imageReference: (state, node: { identifier: string; alt?: string | null }) =>
      image(urlOf(state, node), node.alt ?? ""),
    wikilink: (_, node: Wikilink) => wikilink(node, around),
  };
  return handlers;
}

function element(tagName: string, className: readonly string[], children: ElementContent[]): Element {
  return { type: "element", tagName, properties: className.length > 0 ? { className: [...className] } : {}, children };
}

function textNode(value: string): ElementContent {
  return { type: "text", value };
}

/** A line end in the source is one on the card, as Obsidian shows it. */
function lines(text: string): ElementContent[] {
  return text.split("\n").flatMap((line, index) => [...(index > 0 ? [element("br", [], [])] : []), textNode(line)]);
}

function listing(code: string, lang: string): Element {
  const language = languageOf(withoutClozeMarks(lang))
    .toLowerCase()
    .replace(/[^a-z0-9+#-]/g, "");
  const names = language === "" ? [] : [`language-${language}`];
  return element("pre", [], [element("code", names, codeContent(code, language))]);
}

function callout(state: State, node: Callout): Element {
  const kind = withoutClozeMarks(node.kind);
  const heading: Paragraph = { type: "paragraph", children: [...node.title] };
  const word = kind.charAt(0).toUpperCase() + kind.slice(1);
  const title = node.title.length > 0 ? state.all(heading) : [textNode(word)];
  const name = kind.replace(/[^a-z0-9-]/g, "");
  const names = ["callout", ...(name === "" ? [] : [`callout-${name}`])];
  const body = state.all({ type: "blockquote", children: node.children });
  if (node.fold === undefined) return element("div", names, [element("p", ["callout-title"], title), ...body]);
  const folded = element("details", names, [element("summary", ["callout-title"], title), ...body]);
  return node.fold === "open" ? { ...folded, properties: { ...folded.properties, open: true } } : folded;
}

/** An embedded text is a block: it ends the paragraph that it stands in. One that holds nothing to see is left out. */
function paragraph(state: State, node: Paragraph, around: Surroundings): ElementContent[] {
  const runs: PhrasingContent[][] = [[]];
  const result: ElementContent[] = [];
  const flush = (): void => {
    const run = state.all({ type: "paragraph", children: runs.pop() ?? [] });
    if (run.some((child) => child.type !== "text" || child.value.trim() !== "")) result.push(element("p", [], run));
    runs.push([]);
  };
  for (const child of node.children) {
    const target = child.type === "wikilink" && child.embed ? around.links.get(writtenAs(child)) : undefined;
    if (target?.kind !== "text") runs.at(-1)?.push(child);
    else {
      flush();
      const title = element("p", ["embed-title"], link(target.address, [textNode(target.title)], around));
      const inner = htmlTree(target.text, { ...around, links: target.links });
      result.push(element("div", ["embed"], [title, ...(inner.children as ElementContent[])]));
    }
  }
  flush();
  return result;
}

function wikilink(node: Wikilink, around: Surroundings): ElementContent | ElementContent[] {
  const written = writtenAs(node);
  const target = around.links.get(withoutClozeMarks(written));
  const shown = lines(linkText(node));
  if (node.embed && pictureName.test(node.path)) return image(node.path, node.alias ?? "", node.size);
  if (target?.kind === "note") return link(target.address, shown, around);
  if (target?.kind === "missing") return placeholder(`${linkText(node)}: ${target.reason}`);
  return node.embed ? placeholder(linkText(node)) : shown;
}

function placeholder(text: string): Element {
  return element("span", ["missing"], [textNode(`⤷ ${text}`)]);
}

/** Only what leads somewhere from a card is a link. */
function link(url: string, shown: ElementContent[], { links }: Surroundings): ElementContent[] {
  const written = withoutClozeMarks(url);
  const target = links.get(written);
  const address = isWeb(written) ? written : target?.kind === "note" ? target.address : undefined;
  return address === undefined ? shown : [{ ...element("a", [], shown), properties: { href: address } }];
}

function urlOf(state: State, { identifier }: { identifier: string }): string {
  return state.definitionById.get(identifier.toUpperCase())?.url ?? "";
}

/** `![alt|100x50](url)`: numbers after a bar are its size. The address is looked up afterwards, with those of raw tags. */
function image(url: string, alt: string, size?: Wikilink["size"]): Element {
  const [name = "", ...rest] = withoutClozeMarks(alt).split("|");
  const found = [name, ...rest]
    .map((part) => /^\s*(\d{1,5})(?:x(\d{1,5}))?\s*$/.exec(part))
    .find((part) => part !== null);
  const width = size?.width ?? (found ? Number(found[1]) : undefined);
  const height = size?.height ?? (found?.[2] ? Number(found[2]) : undefined);
  const properties = { src: withoutClozeMarks(url), alt: found?.input === name ? "" : name.trim(), width, height };
  return { type: "element", tagName: "img", properties, children: [] };
}

/** Gives every picture of the vault its place on the card; tick boxes and footnotes can't be operated there. */
function settle<Parent extends HtmlRoot | Element>(parent: Parent, around: Surroundings): Parent {
  const children = (parent.children as ElementContent[]).flatMap((child) => {
    if (child.type !== "element") return child;
    const { href, checked, dataFootnoteBackref } = child.properties;
    if (child.tagName === "img") return picture(child, around);
    if (child.tagName === "input") return textNode(checked === true ? "☑" : "☐");
    if (dataFootnoteBackref !== undefined) return [];
    const settled = settle(child, around);
    return (href ?? "").startsWith("#") ? settled.children : settled;
  });
  return { ...parent, children };
}

function picture(image: Element, { links, pictures }: Surroundings): Element {
  const { src, alt } = image.properties;
  const written = src ?? "";
  // An embedded text has its pictures already.
  if (isWeb(written) || image.data !== undefined) return image;
  const target = links.get(written);
  const name = target?.kind === "picture" ? pictures.get(target.path) : undefined;
  if (name !== undefined)
    return { ...image, properties: { ...image.properties, src: name }, data: { meta: "settled" } };
  const shown = alt ? alt : (decoded(written).split(/[/\\]/).at(-1) ?? "");
  return element("span", ["missing"], [textNode(`🖼 ${shown}`)]);
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
