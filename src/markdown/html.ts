/**
 * A field of a card as HTML that may be put into any page: markdown → mdast → hast → sanitised → text.
 * Formulas stand in `\( \)` and `\[ \]`, listings carry the classes of highlight.js, and nothing in it acts.
 */
import type { Root } from "hast";
import { sanitize, type Schema } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import { markEveryCloze, writeClozes } from "./html-cloze.ts";
import { weave } from "./html-tags.ts";
import { htmlTree, type Surroundings } from "./html-tree.ts";
import { noLinks } from "./references.ts";

export interface HtmlOptions extends Partial<Surroundings> {
  readonly format?: "markdown" | "html";
}

/** Sanitised HTML of a text. Never throws: what can't be read in reasonable time comes as plain paragraphs. */
export function renderHtml(text: string, options: HtmlOptions = {}): string {
  return anywhere(htmlOf(clean(text), options));
}

/** The same with Anki's `{{c1::…}}` in it, and the numbers of the deletions that are to be seen in it. */
export function renderClozeHtml(
  text: string,
  options: HtmlOptions = {},
): { readonly html: string; readonly numbers: ReadonlySet<number> } {
  const { text: marked, deletions } = markEveryCloze(clean(text));
  const { html, numbers } = writeClozes(htmlOf(marked, options), deletions);
  return { html: anywhere(html), numbers };
}

function htmlOf(text: string, { links = noLinks, pictures = new Map(), format = "markdown" }: HtmlOptions): string {
  const tree: Root =
    format === "html"
      ? weave({ type: "root", children: [{ type: "raw", value: text }] })
      : htmlTree(text, { links, pictures });
  return toHtml(sanitize(tree, schema)).trim();
}

/** Control characters, and the noncharacters that we mark with, have no place in HTML. */
function clean(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\0-\x08\x0b-\x1f\x7f\ufdd0-\ufdd3\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd");
}

/** Square brackets that Anki acts on, wherever they stand: sounds, LaTeX, speech. */
function anywhere(html: string): string {
  return html.replace(/\[(?=sound:|\/?latex\]|\/?\$\$?\]|anki:)/gi, "&#91;");
}

const tags =
  "a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins " +
  "kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead tr u ul var";

const schema: Schema = {
  tagNames: tags.split(" "),
  attributes: {
    "*": ["className"],
    a: ["href"],
    img: ["src", "alt", "width", "height"],
    details: ["open"],
    ol: ["start"],
    td: ["align"],
    th: ["align"],
  },
  protocols: { href: ["http", "https", "mailto", "obsidian"], src: ["http", "https"] },
  strip: ["script", "style"],
};
