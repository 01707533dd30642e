/** What Obsidian adds to mdast: the nodes, and how a link is called where it has no alias. */
import type { BlockContent, DefinitionContent, Node, Parent, PhrasingContent, RootContent } from "mdast";

/** `[[path#fragment|alias]]`; with `!` before it an embed. The fragment is `H1#H2`, or `^id` of a block. */
export interface Wikilink extends Node {
  readonly type: "wikilink";
  readonly embed: boolean;
  readonly path: string;
  readonly fragment: string | undefined;
  readonly alias: string | undefined;
  /** In pixels: `![[x.png|100]]`, `![[x.png|640x480]]`. */
  readonly size: { readonly width: number; readonly height: number | undefined } | undefined;
}

/** `==text==` */
export interface Highlight extends Parent {
  readonly type: "highlight";
  children: PhrasingContent[];
}

/** `^[text]`: a footnote and its text in one; among the others once the tree is whole (obsidian/footnote.ts). */
export interface InlineFootnote extends Parent {
  readonly type: "inlineFootnote";
  children: PhrasingContent[];
}

/** `%%text%%`, inline and around blocks: for the author's eyes only. */
export interface Comment extends Node {
  readonly type: "comment";
  readonly value: string;
}

/** ` ^id` at the end of a line: the name of the block before it. */
export interface BlockId extends Node {
  readonly type: "blockId";
  readonly id: string;
}

/** `> [!kind]- title`: a block quote with a heading. */
export interface Callout extends Parent {
  readonly type: "callout";
  /** One of Obsidian's kinds where it is known, else the word as written, in lower case. */
  readonly kind: string;
  readonly fold: "open" | "closed" | undefined;
  readonly title: readonly PhrasingContent[];
  children: (BlockContent | DefinitionContent)[];
}

/** The text that stands behind `![[path]]` (markdown/embedded.ts). */
export interface Embedded extends Parent {
  readonly type: "embedded";
  readonly title: string;
  children: RootContent[];
}

declare module "mdast" {
  interface PhrasingContentMap {
    wikilink: Wikilink;
    highlight: Highlight;
    inlineFootnote: InlineFootnote;
    comment: Comment;
    blockId: BlockId;
  }
  interface BlockContentMap {
    callout: Callout;
    comment: Comment;
  }
  interface RootContentMap {
    embedded: Embedded;
    wikilink: Wikilink;
    highlight: Highlight;
    inlineFootnote: InlineFootnote;
    comment: Comment;
    blockId: BlockId;
    callout: Callout;
  }
}

declare module "micromark-util-types" {
  interface TokenTypeMap {
    wikilink: "wikilink";
    highlight: "highlight";
    highlightSequence: "highlightSequence";
    inlineFootnote: "inlineFootnote";
    inlineFootnoteMarker: "inlineFootnoteMarker";
    comment: "comment";
    commentFlow: "commentFlow";
    commentLine: "commentLine";
    commentTail: "commentTail";
    blockId: "blockId";
    mathText: "mathText";
    mathTextData: "mathTextData";
    mathTextSequence: "mathTextSequence";
  }
}

/** `alias`, else the last part of the path; headings after ` > `. */
export function linkText({ path, fragment, alias }: Wikilink): string {
  if (alias) return alias;
  const name = (path.split("/").at(-1) ?? "").replace(/\.md$/i, "");
  const headings = (fragment ?? "").split("#").filter((part) => part !== "" && !(name && part.startsWith("^")));
  return [name, ...headings].filter(Boolean).join(" > ");
}
