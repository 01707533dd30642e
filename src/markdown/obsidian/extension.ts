import { blockIdSyntax, blockIdTree } from "./block-id.ts";
import { calloutTransform } from "./callout.ts";
import { commentSyntax, commentTree } from "./comment.ts";
import { highlightSyntax, highlightTree } from "./highlight.ts";
import { mathSyntax } from "./math.ts";
import { wikilinkSyntax, wikilinkTree } from "./wikilink.ts";

/** Obsidian's syntax for micromark: see https://help.obsidian.md/obsidian-flavored-markdown. Tags stay text. */
export const obsidianSyntax = [wikilinkSyntax, highlightSyntax, commentSyntax, blockIdSyntax, mathSyntax];

/** What becomes of it in mdast. */
export const obsidianTree = [wikilinkTree, highlightTree, commentTree, blockIdTree, { transforms: [calloutTransform] }];
