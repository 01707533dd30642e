import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { mathFromMarkdown } from "mdast-util-math";
import { gfm } from "micromark-extension-gfm";
import { math } from "micromark-extension-math";
import { obsidianSyntax, obsidianTree } from "./obsidian/extension.ts";

// The parts that remark is made of, without its processor and its files: half the start-up for the same tree.
const options = {
  // Single dollars, formulas over lines and tildes are read as Obsidian does: see obsidian/math.ts and math-flow.ts.
  extensions: [gfm({ singleTilde: false }), { text: math({ singleDollarTextMath: false }).text }, ...obsidianSyntax],
  mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown(), ...obsidianTree],
};

/** Throws where a text nests too deeply. */
export function parseFully(text: string): Root {
  return fromMarkdown(text, options);
}
