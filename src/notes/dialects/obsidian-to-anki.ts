import type { Place, Problem } from "../../model.ts";
import { isShielded, kindOf, Kind, type Lines, lineText, type Span } from "../lexer/lines.ts";
import { report } from "../report.ts";
import type { DialectReader, Found, FoundBlock, Source } from "./dialect.ts";
import { deletedCard, makeBlock, missingType } from "./obsidian-to-anki-block.ts";
import {
  type Content,
  contentOfTexts,
  fieldCaseProblems,
  linesBeginWith,
  readFields,
  readTail,
} from "./obsidian-to-anki-lines.ts";
import { deletionOn } from "./obsidian-to-anki-marks.ts";
import { noteSettings, type NoteSettings, unlessLeftOut } from "./obsidian-to-anki-note.ts";
import { namedFields, typeNamed } from "./obsidian-to-anki-types.ts";

/**
 * The blocks of Obsidian_to_Anki:
 *
 *     START                      opens a block (lex.ts finds where it ends)
 *     Basic                      the note type
 *     What is a socket?          the first field, up to the line that begins with the name of another
 *     Back: An endpoint.
 *     Tags: linux c
 *     <!--ID: 1566052191670-->   the plugin's id, in any order with the tags
 *     END
 */
export const obsidianToAnki: DialectReader = {
  openers: ({ obsidianToAnki }) => [[obsidianToAnki.start]],
  read: (source) => unlessLeftOut(source, readBlocks(source)),
};

function readBlocks(source: Source): Found {
  const problems = source.lines.hidden.flatMap((line) => hiddenBlock(source, line));
  if (source.lines.spans.length === 0) return { blocks: [], problems };
  const settings = noteSettings(source);
  const blocks: FoundBlock[] = [];
  for (const span of source.lines.spans) {
    const found = readSpan(source, span, settings);
    problems.push(...found.problems);
    blocks.push(...found.blocks);
  }
  return { blocks, problems };
}

function readSpan(source: Source, span: Span, settings: NoteSettings): Found {
  const { lines, path } = source;
  const syntax = source.syntax.obsidianToAnki;
  const start = lineText(lines, span.first);
  const indent = start.length - start.trimStart().length;
  const place = { path, line: span.first + 1, column: indent + 1 };
  const problems: Problem[] = [];
  if (indent > 0) problems.push(indentedBlock(place, "info", "the block is read as part of its list item"));
  if (!span.closed) problems.push(missingEnd(place, syntax.start, syntax.end));
  const deletion = deletionOn(settings.deletions, span.first + 1, span.last);
  if (deletion !== undefined) return { blocks: [], problems: [...problems, deletedCard(place, deletion)] };
  const content = contentOf(lines, span, start.slice(0, indent));
  const named = firstWritten(content);
  const name = named < content.to ? lineText(content, named).trim() : "";
  const found = typeNamed(syntax, name);
  if (found === undefined) return { blocks: [], problems: [...problems, missingType(place, name)] };
  const { id, tags, rest } = readTail({ ...content, from: named + 1 });
  const type = found.isKnown ? found : namedFields(found, (word) => linesBeginWith(rest, word));
  const fields = readFields(type, rest);
  problems.push(...fieldCaseProblems(path, fields, rest));
  const endLine = span.closed ? span.last + 1 : lastLineOf(content);
  const made = makeBlock(syntax, settings, { place, endLine, type, fields, tags, id });
  return { blocks: made.blocks, problems: [...problems, ...made.problems] };
}

/** The first line that is not blank; the one behind the last if all are. */
function firstWritten(content: Content): number {
  let line = content.from;
  while (line < content.to && lineText(content, line).trim() === "") line++;
  return line;
}

/** 1-based line of the note: the last that is not blank. */
function lastLineOf(content: Content): number {
  let line = content.to - 1;
  while (line >= content.from && lineText(content, line).trim() === "") line--;
  return line < content.from ? 1 : line + content.shift + 1;
}

/** The lines of a block without the indent of its START. One without END ends with its id, if it has one. */
function contentOf(lines: Lines, span: Span, indent: string): Content {
  const from = span.first + 1;
  const to = span.closed ? span.last : lastOfOpen(lines, span) + 1;
  const { text, starts, marks } = lines;
  if (indent === "") return { text, starts, marks, from, to, shift: 0 };
  const texts = Array.from({ length: to - from }, (_, index) => {
    const raw = lineText(lines, from + index);
    return raw.startsWith(indent) ? raw.slice(indent.length) : raw.trimStart();
  });
  return contentOfTexts(texts, marks.slice(from, to), from);
}

function lastOfOpen(lines: Lines, { first, last }: Span): number {
  let line = first + 1;
  while (line < last && !/^\s*<!--ID: \d+-->\s*$/.test(lineText(lines, line))) line++;
  return Math.min(line, last);
}

/** A START that makes no card is worth a word if a note type stands below it: else it is any text. */
function hiddenBlock({ lines, path, syntax }: Source, line: number): Problem[] {
  let next = line + 1;
  while (next < lines.starts.length && lineText(lines, next).trim() === "") next++;
  const name = next < lines.starts.length ? lineText(lines, next).trim() : "";
  if (!Object.hasOwn(syntax.obsidianToAnki.fields, name)) return [];
  const start = lineText(lines, line);
  const place = { path, line: line + 1, column: start.length - start.trimStart().length + 1 };
  if (!isShielded(kindOf(lines, line)))
    return [indentedBlock(place, "warning", "outside of a list that makes no card")];
  // What is never closed is told once, where it opens.
  if (lines.unclosed.some((open) => open.line <= line)) return [];
  const where = kindOf(lines, line) === Kind.fence ? "a fence" : "a comment or formula";
  const message = `this block stands in ${where}, so it makes no card`;
  return [report(place, "block-in-fence", "info", message, "Take it out of there if it is meant to be a card.")];
}

function indentedBlock(place: Place, severity: "info" | "warning", consequence: string): Problem {
  const message = `blanks stand before START: ${consequence}`;
  return report(
    place,
    "indented-block",
    severity,
    message,
    "Let START begin its line, or indent it within a list item.",
  );
}

function missingEnd(place: Place, start: string, end: string): Problem {
  const message = `${start} without ${end}: the card reaches to the next block or the end of the note`;
  return report(place, "missing-end", "warning", message, `Add a line ${end} after the last line of the card.`);
}
