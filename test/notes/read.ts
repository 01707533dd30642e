import type { ParsedNote } from "../../src/model.ts";
import { parseNote } from "../../src/notes/note.ts";
import { defaultSyntax, type Syntax } from "../../src/notes/syntax.ts";

/** Parses a note that is given as text. */
export function read(text: string, syntax: Partial<Syntax> = {}, path = "a/note.md"): ParsedNote {
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
