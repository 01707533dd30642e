import type { Field, Place, Problem } from "../../model.ts";
import { type Lines, lineOf } from "../lexer/lines.ts";
import { report } from "../report.ts";
import { type ObsidianToAnki, readsNote } from "../settings/obsidian-to-anki.ts";
import type { DialectReader, Found, FoundBlock, Source } from "./dialect.ts";
import { makeBlock } from "./obsidian-to-anki-block.ts";
import { noteSettings, type NoteSettings } from "./obsidian-to-anki-note.ts";
import { compileStyle, searchStyle, type Style, type StyleMatch } from "./obsidian-to-anki-search.ts";
import { type Range, rangeOf, searchableText, takenRanges } from "./obsidian-to-anki-searchable.ts";
import { typeNamed } from "./obsidian-to-anki-types.ts";
import { patternWords } from "./pattern-words.ts";

/**
 * The styles of Obsidian_to_Anki: a vault's settings give regular expressions for the cards of some note types.
 *
 *     "Basic": "^Q: (.+)\nA: (.+)"        Q: What is a socket?
 *                                         A: An endpoint.
 *                                         <!--ID: 1566052191670-->
 */
export const obsidianToAnkiStyles: DialectReader = {
  openers: ({ obsidianToAnki }) => stylesOf(obsidianToAnki).map(({ words }) => words),
  read: readStyles,
};

interface KnownStyle extends Style {
  /** What every text holds that it matches. */
  readonly words: readonly string[];
}

const compiled = new WeakMap<ObsidianToAnki, readonly KnownStyle[]>();

function stylesOf(syntax: ObsidianToAnki): readonly KnownStyle[] {
  const known = compiled.get(syntax);
  if (known !== undefined) return known;
  const styles = Object.entries(syntax.styles).flatMap(([noteType, pattern]) => {
    const style = compileStyle(noteType, pattern);
    return style === undefined ? [] : [{ ...style, words: patternWords(pattern) }];
  });
  compiled.set(syntax, styles);
  return styles;
}

function readStyles(source: Source): Found {
  const { lines, path } = source;
  const syntax = source.syntax.obsidianToAnki;
  const styles = stylesOf(syntax).filter(({ words }) => words.every((word) => lines.text.includes(word)));
  if (styles.length === 0 || !readsNote(syntax, path)) return { blocks: [], problems: [] };
  const settings = noteSettings(source);
  const taken = takenRanges(source, marksOf(lines, settings));
  const blocks: FoundBlock[] = [];
  const problems: Problem[] = [];
  for (const style of styles) {
    const text = searchableText(lines, style.readsComments ? "shown" : "blotted");
    if (!style.words.every((word) => text.includes(word))) continue;
    const matches = syntax.withinTime(style.noteType, () => searchStyle(style, text, taken));
    if (matches === undefined) problems.push(slowStyle(path, style.noteType));
    for (const match of matches ?? []) {
      taken.push(match);
      const found = readMatch(source, settings, style, match);
      blocks.push(...found.blocks);
      problems.push(...found.problems);
    }
  }
  return { blocks, problems };
}

/** Where the note says something of its cards. */
function marksOf(lines: Lines, { frozen, deletions }: NoteSettings): Range[] {
  return [
    ...frozen.map(({ first, last }) => rangeOf(lines, first, last)),
    ...deletions.map(({ line }) => rangeOf(lines, line, line + 1)),
  ];
}

function readMatch({ path, lines, syntax }: Source, settings: NoteSettings, style: Style, match: StyleMatch): Found {
  const type = typeNamed(syntax.obsidianToAnki, style.noteType);
  if (type === undefined) return { blocks: [], problems: [] };
  const fields = type.fields.map((name, index): Field => {
    const group = match.groups[index];
    return { name, text: group === undefined ? "" : lines.text.slice(group.from, group.to).trim() };
  });
  const whole = lines.text.slice(match.from, match.to);
  const from = match.from + whole.length - whole.trimStart().length;
  const endLine = lineOf(lines, match.from + whole.trimEnd().length) + 1;
  const note = { place: placeOf(path, lines, from), endLine, type, fields, tags: match.tags, id: match.id };
  const { blocks, problems } = makeBlock(syntax.obsidianToAnki, settings, note);
  // A style for clozes is any paragraph with a brace, say: many match that are none.
  return { blocks, problems: problems.filter(({ rule }) => rule !== "no-cloze") };
}

function placeOf(path: string, lines: Lines, offset: number): Place {
  const line = lineOf(lines, offset);
  return { path, line: line + 1, column: Array.from(lines.text.slice(lines.starts[line], offset)).length + 1 };
}

function slowStyle(path: string, noteType: string): Problem {
  const message = `the regular expression for ${noteType} takes too long here, so its cards were not read`;
  const hint = `Simplify it in the settings of Obsidian_to_Anki (repeated groups within repeated groups are slow), or add the note to IGNORED_FILE_GLOBS.`;
  return report({ path, line: 1, column: 1 }, "slow-style", "error", message, hint);
}
