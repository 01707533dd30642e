import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { mathFromMarkdown } from "mdast-util-math";
import { gfm } from "micromark-extension-gfm";
import { math } from "micromark-extension-math";
import { isHeavy } from "./limits.ts";
import { obsidianSyntax, obsidianTree } from "./obsidian/extension.ts";
import { readSentence } from "./sentence.ts";

// The parts that remark is made of, without its processor and its files: half the start-up for the same tree.
const options = {
  // Single dollars and tildes are read as Obsidian does: see obsidian/math.ts.
  extensions: [gfm({ singleTilde: false }), math({ singleDollarTextMath: false }), ...obsidianSyntax],
  mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown(), ...obsidianTree],
};

/**
 * Markdown as Obsidian reads it (CommonMark, GFM, `$math$`, and the nodes of obsidian/nodes.ts) → mdast.
 * Never throws: a text that remark can't read in reasonable time comes back as paragraphs of plain text.
 */
export function parseMarkdown(text: string): Root {
  const sentence = readSentence(text);
  if (sentence !== undefined) return sentence;
  if (isHeavy(text)) return plainText(text);
  try {
    return fromMarkdown(text, options);
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
