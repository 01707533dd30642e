import type { ParsedNote } from "../../src/model.ts";
import { parseNote } from "../../src/notes/note.ts";
import type { ObsidianToAnki } from "../../src/notes/settings/obsidian-to-anki.ts";
import { defaultSyntax, type Syntax } from "../../src/notes/settings/syntax.ts";

/** Parses a note that is given as text, with settings of Obsidian_to_Anki. */
export function read(text: string, words: Partial<ObsidianToAnki> = {}, path?: string): ParsedNote {
  return readWith(text, { obsidianToAnki: { ...defaultSyntax.obsidianToAnki, ...words } }, path);
}

/** Parses a note that is given as text. */
export function readWith(text: string, syntax: Partial<Syntax>, path = "a/note.md"): ParsedNote {
  return parseNote(path, new TextEncoder().encode(text), { ...defaultSyntax, ...syntax });
}

/** Problems as `line:column rule`. */
export function rules(note: ParsedNote): string[] {
  return note.problems.map(({ line, column, rule }) => `${line}:${column} ${rule}`);
}

/** Blocks as the texts of their fields. */
export function texts(note: ParsedNote): string[][] {
  return note.blocks.map(({ fields }) => fields.map(({ text }) => text));
}
