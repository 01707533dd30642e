import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { isHeavy } from "./limits.ts";
import { obsidianSyntax, obsidianTree } from "./obsidian/extension.ts";

// remark-gfm and remark-math add theirs to these lists; single dollars and tildes are Obsidian's affair.
const processor = unified()
  .data({ micromarkExtensions: [...obsidianSyntax], fromMarkdownExtensions: [...obsidianTree] })
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkMath, { singleDollarTextMath: false })
  .freeze();

/**
 * Markdown as Obsidian reads it (CommonMark, GFM, `$math$`, and the nodes of obsidian/nodes.ts) → mdast.
 * Never throws: a text that remark can't read in reasonable time comes back as paragraphs of plain text.
 */
export function parseMarkdown(text: string): Root {
  if (isHeavy(text)) return plainText(text);
  try {
    return processor.parse(text);
  } catch {
    // A stack overflow, or a fault of remark's: the learner still has to see the card.
    return plainText(text);
  }
}

function plainText(text: string): Root {
  const paragraphs = text.split(/\n(?:[ \t]*\n)+/).filter((part) => part.trim() !== "");
  return {
    type: "root",
    children: paragraphs.map((value) => ({ type: "paragraph", children: [{ type: "text", value }] })),
  };
}
