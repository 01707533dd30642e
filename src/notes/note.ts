import type { ParsedNote } from "../model.ts";
import type { DialectReader, Found, Source } from "./dialects/dialect.ts";
import { flashcards } from "./dialects/flashcards.ts";
import { hashcards } from "./dialects/hashcards.ts";
import { native } from "./dialects/native.ts";
import { obsidianToAnkiInline } from "./dialects/obsidian-to-anki-inline.ts";
import { obsidianToAnki } from "./dialects/obsidian-to-anki.ts";
import { obsidianToAnkiStyles } from "./dialects/obsidian-to-anki-styles.ts";
import { spacedRepetition } from "./dialects/spaced-repetition.ts";
import { unreadIds } from "./dialects/unread-ids.ts";
import { findDrills } from "./drill/drills.ts";
import { decodeNote } from "./encoding/encoding.ts";
import { asBuffer, isSound } from "./encoding/sound.ts";
import { readHead } from "./head/front-matter.ts";
import { hasNoHeadButPlain } from "./head/plain-head.ts";
import { lex } from "./lexer/lex.ts";
import { unclosedProblems } from "./lexer/unclosed.ts";
import { grammarFinder, holdsDrill } from "./openers.ts";
import { headingsAround } from "./sections.ts";
import { withSurroundings } from "./surroundings.ts";
import type { Syntax } from "./settings/syntax.ts";

/** The grammars for cards, in the order in which a note is searched by them. */
const dialects: readonly DialectReader[] = [
  obsidianToAnki,
  obsidianToAnkiInline,
  obsidianToAnkiStyles,
  native,
  flashcards,
  spacedRepetition,
  hashcards,
  unreadIds,
];

/**
 * Reads one note: bytes → text → head → lines → blocks and drills. Never throws: what is wrong is among the problems.
 * `path` is relative to the vault, `/` between its parts.
 */
export function parseNote(path: string, bytes: Uint8Array, syntax: Syntax): ParsedNote {
  const buffer = asBuffer(bytes);
  if (isSound(buffer)) return readSound(path, buffer, syntax);
  const { text, repairedFrom, problems } = decodeNote(path, buffer);
  if (text === undefined) return { ...emptyNote, problems };
  const note = readSound(path, Buffer.from(text), syntax);
  return { ...note, repairedFrom, problems: inOrder([...problems, ...note.problems]) };
}

/** Most notes hold neither card nor problem, and are let go before they become a text. */
function readSound(path: string, bytes: Buffer, syntax: Syntax): ParsedNote {
  const grammars = finderFor(syntax)(bytes);
  const mayHold = grammars.length > 0 || holdsDrill(bytes);
  if (!mayHold && hasNoHeadButPlain(bytes)) return emptyNote;
  const text = bytes.toString("utf8");
  const head = readHead(path, text);
  if (!mayHold) return { ...emptyNote, problems: head.problems };
  const lines = lex(text, head.lines, syntax.obsidianToAnki);
  return readLines({ path, lines, head, syntax, taken: new Uint8Array(lines.starts.length) }, grammars);
}

const emptyNote: ParsedNote = { blocks: [], drills: [], repairedFrom: undefined, problems: [] };

const knownFinders = new WeakMap<Syntax, ReturnType<typeof grammarFinder<DialectReader>>>();

/** Of all dialects; made once for a vault. */
function finderFor(syntax: Syntax): (bytes: Buffer) => readonly DialectReader[] {
  const known = knownFinders.get(syntax);
  if (known !== undefined) return known;
  const finder = grammarFinder(dialects.map((grammar) => ({ grammar, openers: grammar.openers(syntax) })));
  knownFinders.set(syntax, finder);
  return finder;
}

function readLines(source: Source & { readonly taken: Uint8Array }, grammars: readonly DialectReader[]): ParsedNote {
  const { path, lines, head, taken } = source;
  const found = readAll(source, grammars);
  const blocks = found.flatMap((one) => one.blocks);
  const headings = headingsAround(lines, taken, blocks);
  const drills = findDrills(path, lines, headings);
  const told = [head.problems, unclosedProblems(path, lines), ...found.map((one) => one.problems), drills.problems];
  return {
    blocks: inOrder(withSurroundings(blocks, headings, drills)),
    drills: drills.drills,
    repairedFrom: undefined,
    problems: inOrder(told.flat()),
  };
}

/** Each dialect whose cards the note may hold, in turn: the lines of what it found are taken for those after it. */
function readAll(
  source: Source & { readonly taken: Uint8Array },
  grammars: readonly DialectReader[],
): readonly Found[] {
  const { taken, lines } = source;
  for (const { first, last } of lines.spans) taken.fill(1, first, last + 1);
  return grammars.map(({ read }) => {
    const found = read(source);
    for (const { line, endLine } of found.blocks) taken.fill(1, line - 1, endLine);
    return found;
  });
}

function inOrder<Placed extends { line: number; column: number }>(placed: readonly Placed[]): readonly Placed[] {
  return placed.length < 2 ? placed : placed.toSorted(byPlace);
}

function byPlace(one: { line: number; column: number }, other: { line: number; column: number }): number {
  return one.line - other.line || one.column - other.column;
}
