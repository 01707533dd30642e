/** A field of a card, markdown as it was written, as lines for a terminal. */
import type { Root } from "mdast";
import { blockLines } from "./ansi-blocks.ts";
import type { Scope } from "./scope.ts";
import { type ClozeView, markClozes } from "./cloze.ts";
import { withEmbedded } from "./embedded.ts";
import { parseMarkdown } from "./parse.ts";
import { type Links, noLinks } from "./references.ts";
import { type Style, toAnsi } from "./spans.ts";

/** Longer lines are hard to read. */
const widest = 100;
const narrowest = 20;

/**
 * Lines without line ends, each at most `width` columns wide (at most 100; below 20 columns it counts as 20).
 * With `color` they hold SGR sequences and no other control character; without it none, and every emphasis that carries
 * meaning stays as signs. With `cloze` the deletion of that ordinal is asked, or shown; what it embeds is taken from `links`.
 */
export function renderAnsi(
  text: string,
  options: { readonly width: number; readonly color: boolean; readonly cloze?: ClozeView; readonly links?: Links },
): readonly string[] {
  const { color, links = noLinks } = options;
  const width = Math.min(widest, Math.max(narrowest, options.width));
  const tree = withEmbedded(parseMarkdown(markClozes(text.replace(/\r\n?/g, "\n"), options.cloze)), links);
  const open: Style[] = [];
  const scope: Scope = { color, cloze: { color, open }, tags: [], scripts: [], definitions: definitionsOf(tree) };
  return blockLines(tree.children, scope, width).map((line) => toAnsi(line, color));
}

function definitionsOf(tree: Root): ReadonlyMap<string, string> {
  return new Map(tree.children.flatMap((node) => (node.type === "definition" ? [[node.identifier, node.url]] : [])));
}
