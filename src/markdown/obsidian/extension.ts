import { blockIdSyntax, blockIdTree } from "./block-id.ts";
import { calloutTransform } from "./callout.ts";
import { commentSyntax, commentTree } from "./comment.ts";
import { footnoteSyntax, footnoteTree } from "./footnote.ts";
import { highlightSyntax, highlightTree } from "./highlight.ts";
import { mathFlowSyntax, mathTree } from "./math-flow.ts";
import { mathSyntax } from "./math.ts";
import { taskTransform } from "./task.ts";
import { wikilinkSyntax, wikilinkTree } from "./wikilink.ts";

/** Obsidian's syntax for micromark: see https://help.obsidian.md/obsidian-flavored-markdown. Tags stay text. */
export const obsidianSyntax = [
  wikilinkSyntax,
  highlightSyntax,
  footnoteSyntax,
  commentSyntax,
  blockIdSyntax,
  mathSyntax,
  mathFlowSyntax,
];

/** What becomes of it in mdast. */
export const obsidianTree = [
  wikilinkTree,
  highlightTree,
  footnoteTree,
  commentTree,
  blockIdTree,
  mathTree,
  { transforms: [calloutTransform, taskTransform] },
];
