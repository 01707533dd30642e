import type { Block, Problem } from "../../model.ts";
import type { FrontMatter } from "../head/front-matter.ts";
import type { Lines } from "../lexer/lines.ts";
import type { Syntax } from "../syntax.ts";

/** One note, decoded and lexed: what every dialect reads. */
export interface Source {
  readonly path: string;
  readonly lines: Lines;
  readonly frontMatter: FrontMatter;
  readonly syntax: Syntax;
}

/** A block as a dialect sees it; the headings above it and its drills are the same for all, and added in note.ts. */
export type FoundBlock = Omit<Block, "headings" | "drills">;

export interface Found {
  readonly blocks: readonly FoundBlock[];
  readonly problems: readonly Problem[];
}

/** A grammar for cards. One file each in this folder; `dialects` in note.ts lists them. */
export type DialectReader = (source: Source) => Found;
