import type { Field } from "../../model.ts";
import { firstWhere } from "../first-where.ts";
import { isInSpan, isShielded, kindOf, type Lines, lineOf, lineText } from "../lexer/lines.ts";
import type { ObsidianToAnki } from "../settings/obsidian-to-anki.ts";
import { typeNamed } from "./obsidian-to-anki-types.ts";
import { idAtEnd, readFields } from "./obsidian-to-anki-lines.ts";

/** What is put into the fields of all cards of a type in the note: first and last line, 0-based. */
export interface Frozen {
  readonly noteType: string;
  readonly fields: readonly Field[];
  readonly first: number;
  readonly last: number;
}

/**
 *     FROZEN - Basic:
 *     Front: What is the capital?     each Basic card of the note asks that, too
 */
export function frozenFields(lines: Lines, words: ObsidianToAnki): Frozen[] {
  const heads = linesWith(lines, words.frozenFields).flatMap((first) => {
    const [, noteType] = /^-\s*(\S.*):$/.exec(lineText(lines, first).slice(words.frozenFields.length).trim()) ?? [];
    const isHead = noteType !== undefined && !isShielded(kindOf(lines, first)) && !isInSpan(lines, first);
    return isHead ? [{ first, noteType }] : [];
  });
  return heads.flatMap(({ first, noteType }, index) => {
    const end = heads[index + 1]?.first ?? lines.starts.length;
    let to = first + 1;
    while (to < end && lineText(lines, to).trim() !== "" && !isInSpan(lines, to)) to++;
    const type = typeNamed(words, noteType);
    if (type === undefined) return [];
    const { text, starts, marks } = lines;
    const fields = readFields(type, { text, starts, marks, from: first + 1, to, shift: 0 });
    return [{ noteType, fields, first, last: to - 1 }];
  });
}

/** A card that the plugin was told to delete. */
export interface Deletion {
  readonly id: string;
  /** 0-based line of the word; the id is on the next. */
  readonly line: number;
}

/**
 *     DELETE
 *     <!--ID: 1566052191670-->
 *
 * The word alone means nothing: it may be a verb of HTTP. So it may as the whole answer above a card's id.
 */
export function deletions(lines: Lines, { deleteNote }: ObsidianToAnki): Deletion[] {
  return linesWith(lines, deleteNote).flatMap((line) => {
    if (lineText(lines, line).trim() !== deleteNote || line + 1 >= lines.starts.length) return [];
    const found = idAtEnd(lineText(lines, line + 1).trim());
    const isAnswer = isInSpan(lines, line) && /^\S.*:\s*$/.test(lineText(lines, line - 1));
    return found?.before !== "" || isAnswer || isShielded(kindOf(lines, line)) ? [] : [{ id: found.id, line }];
  });
}

/** The first of some deletions, in order, that stands on one of these lines (0-based, both included). */
export function deletionOn(deletions: readonly Deletion[], first: number, last: number): Deletion | undefined {
  const found = deletions[firstWhere(deletions.length, (index) => (deletions[index]?.line ?? Infinity) >= first)];
  return found !== undefined && found.line <= last ? found : undefined;
}

/** The lines that begin with a word. */
function linesWith(lines: Lines, word: string): number[] {
  const found: number[] = [];
  for (let at = lines.text.indexOf(word); at !== -1; at = lines.text.indexOf(word, at + word.length)) {
    const line = lineOf(lines, at);
    if (lineText(lines, line).trimStart().startsWith(word) && found.at(-1) !== line) found.push(line);
  }
  return found;
}
