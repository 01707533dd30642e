import type { Block, Problem } from "../../model.ts";
import type { AnyCase } from "../any-case.ts";
import type { Head } from "../head/front-matter.ts";
import type { Lines } from "../lexer/lines.ts";
import type { Syntax } from "../settings/syntax.ts";

/** One note, decoded and lexed: what every dialect reads. */
export interface Source {
  readonly path: string;
  readonly lines: Lines;
  readonly head: Head;
  readonly syntax: Syntax;
  /** For each line (0-based) 1 where it belongs to a START…END block, or to a card of an earlier dialect: no line makes two. */
  readonly taken: Readonly<Uint8Array>;
}

/** A block as a dialect sees it; the headings above it and its drills are the same for all, and added in note.ts. */
export type FoundBlock = Omit<Block, "headings" | "drills">;

export interface Found {
  readonly blocks: readonly FoundBlock[];
  readonly problems: readonly Problem[];
}

/** A grammar for cards. One file each in this folder; `dialects` in note.ts lists them. */
export interface DialectReader {
  readonly openers: (syntax: Syntax) => readonly Opener[];
  /** Asked only where one of the openers stands. */
  readonly read: (source: Source) => Found;
}

/**
 * Words that all stand in a note in which such a card begins, none beyond a line. They are looked for in its bytes, and
 * most notes are let go by that: so words that are rare are worth more than words that are certain.
 */
export type Opener = readonly (string | AnyCase)[];
