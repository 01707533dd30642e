import type { Nodes } from "mdast";
import { parseMarkdown } from "./parse.ts";

/** What a text points at, by the words it uses for it: whoever knows the vault looks these up. */
export interface Reference {
  readonly kind: "link" | "embed" | "picture";
  /** As written: `note#heading` of a wikilink, the address of `[text](address)` and `![text](address)`. */
  readonly written: string;
}

/** What stands behind the references of one text; those that lead nowhere are left out, or told as missing. */
export type Links = ReadonlyMap<string, Target>;

export type Target =
  /** Another note, opened by this address. */
  | { readonly kind: "note"; readonly address: string }
  /** A picture, named by its path in the vault. */
  | { readonly kind: "picture"; readonly path: string }
  /** Text that is shown in place, with what it points at itself. */
  | {
      readonly kind: "text";
      readonly title: string;
      readonly address: string;
      readonly text: string;
      readonly links: Links;
    }
  /** Nothing can be shown: a placeholder says so. */
  | { readonly kind: "missing"; readonly reason: string };

export const noLinks: Links = new Map();

/** Pictures that Obsidian shows. */
export const pictureName = /\.(?:avif|bmp|gif|jpe?g|png|svg|webp)$/i;

/** How a wikilink is looked up in `Links`. */
export function writtenAs({ path, fragment }: { path: string; fragment: string | undefined }): string {
  return fragment === undefined ? path : `${path}#${fragment}`;
}

/** Everything that a text links to, embeds or shows, each once. Addresses of the web are left out. */
export function referencesIn(text: string): readonly Reference[] {
  if (!/\[\[|\]\(|\]:|<img/i.test(text)) return [];
  const found = new Map<string, Reference>();
  const add = (kind: Reference["kind"], written: string): void => {
    if (!isWeb(written)) found.set(`${kind} ${written}`, { kind, written });
  };
  const visit = (node: Nodes): void => {
    if (node.type === "wikilink") {
      const kind = !node.embed ? "link" : pictureName.test(node.path) ? "picture" : "embed";
      add(kind, writtenAs(node));
    } else if (node.type === "link") add("link", node.url);
    else if (node.type === "image") add("picture", node.url);
    else if (node.type === "definition") {
      add("link", node.url);
      if (pictureName.test(node.url)) add("picture", node.url);
    } else if (node.type === "html") for (const source of imageSources(node.value)) add("picture", source);
    if (node.type === "callout") for (const child of node.title) visit(child);
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(text));
  return [...found.values()];
}

/** Addresses with a scheme, and `//host`: nothing of the vault. */
export function isWeb(address: string): boolean {
  return /^(?:[a-z][a-z\d+.-]+:|\/\/)/i.test(address);
}

function imageSources(html: string): string[] {
  return [...html.matchAll(/<img\s([^<>]*)/gi)].flatMap(([, attributes = ""]) => {
    const source = /\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i.exec(attributes);
    return source === null ? [] : [source[1] ?? source[2] ?? source[3] ?? ""];
  });
}
