import type { Root } from "mdast";
import { parseFully } from "./parse-fully.ts";
import { isHeavy } from "./limits.ts";
import { readSentence } from "./sentence.ts";

/**
 * Markdown as Obsidian reads it (CommonMark, GFM, `$math$`, and the nodes of obsidian/nodes.ts) → mdast.
 * Never throws: a text that remark can't read in reasonable time comes back as paragraphs of plain text.
 */
export function parseMarkdown(text: string): Root {
  const sentence = readSentence(text);
  if (sentence !== undefined) return sentence;
  if (isHeavy(text)) return plainText(text);
  try {
    return parseFully(text);
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
