/**
 * Puts the texts that a text embeds in their places. Each is a block, and ends the paragraph that it stands in:
 *
 *     see ![[TCP#Close]] there   →   see
 *                                    ⤷ TCP > Close
 *                                    ┊ A FIN ends one half.
 *                                    there
 */
import type { Paragraph, PhrasingContent, Root, RootContent } from "mdast";
import { parseMarkdown } from "./parse.ts";
import { type Links, writtenAs } from "./references.ts";

/** What stands behind no name in `links` stays a name. */
export function withEmbedded(tree: Root, links: Links): Root {
  return links.size === 0 ? tree : { ...tree, children: within(tree.children, links) };
}

function within(nodes: readonly RootContent[], links: Links): RootContent[] {
  return nodes.flatMap((node) => {
    if (node.type === "paragraph") return parted(node, links);
    if (node.type === "table" || !("children" in node)) return [node];
    return [{ ...node, children: within(node.children, links) } as RootContent];
  });
}

function parted(node: Paragraph, links: Links): RootContent[] {
  const blocks: RootContent[] = [];
  let run: PhrasingContent[] = [];
  const flush = (): void => {
    const [first, ...rest] = run;
    const children = first?.type === "text" ? [{ ...first, value: first.value.trimStart() }, ...rest] : run;
    if (children.some((child) => child.type !== "text" || child.value.trim() !== ""))
      blocks.push({ ...node, children, ...placeOf(run) });
    run = [];
  };
  for (const child of node.children) {
    const target = child.type === "wikilink" && child.embed ? links.get(writtenAs(child)) : undefined;
    if (target?.kind !== "text") run.push(child);
    else {
      flush();
      const { children } = withEmbedded(parseMarkdown(target.text), target.links);
      blocks.push({ type: "embedded", title: target.title, children, ...placeOf([child]) });
    }
  }
  flush();
  return blocks;
}

/** From the first to the last: blocks of one paragraph stand close. */
function placeOf(run: readonly PhrasingContent[]): Pick<Paragraph, "position"> {
  const [first, last] = [run[0]?.position, run.at(-1)?.position];
  return first === undefined || last === undefined ? {} : { position: { start: first.start, end: last.end } };
}
