/** Looks for what is wrong in notes, without a database: nothing is imported, nothing is kept. */
import type { Block, Drill, Problem } from "../model.ts";
import { parseNote } from "../notes/note.ts";
import { idOrderProblems } from "../notes/repair/repair.ts";
import type { Syntax } from "../notes/settings/syntax.ts";
import { linker } from "../vault/embeds.ts";
import { freshBlock } from "../vault/fresh-block.ts";
import { noteReader } from "../vault/note-reader.ts";
import { duplicateId } from "../vault/plan-problems.ts";
import { duplicateDrill } from "../vault/apply.ts";
import { readVaultSyntax } from "../vault/read.ts";
import type { Target } from "../vault/root.ts";
import { trouble } from "../vault/trouble.ts";
import { walk } from "../vault/walk.ts";

export interface Checked {
  readonly root: string;
  readonly notes: number;
  /** By note, then by place. */
  readonly problems: readonly Problem[];
}

/** All that an import and an export would say of the notes of a vault, or of a part of it. */
export function checkNotes({ root, start, gate }: Target): Checked {
  const { syntax, problems: settings } = readVaultSyntax(root, gate);
  const seen = walk(root, start);
  const read = noteReader(root);
  const between = betweenNotes(root);
  const inNotes = seen.paths.flatMap((path) => {
    const result = read(path);
    return "problem" in result ? [result.problem] : checkNote(path, result.bytes, syntax, between);
  });
  const problems = [...settings, ...seen.problems, ...inNotes].toSorted(byPlace);
  return { root, notes: seen.paths.length, problems };
}

/** A vault that was imported once and is not there now. */
export function goneVault(root: string): Checked {
  const hint = "Is its disk mounted? cards forget takes it off the list.";
  return { root, notes: 0, problems: [trouble("", "unreadable", "error", "this vault is not there", hint)] };
}

function checkNote(path: string, bytes: Uint8Array, syntax: Syntax, between: BetweenNotes): Problem[] {
  const note = parseNote(path, bytes, syntax);
  let lines: readonly string[] | undefined;
  return [
    ...note.problems,
    ...idOrderProblems(path, bytes, note, syntax),
    ...note.blocks.flatMap((block, position) => [
      ...between.twice(path, block, position),
      ...between.missing(path, block, () => (lines ??= linesOf(bytes))),
    ]),
    ...note.drills.flatMap((drill) => between.ofDrill(path, drill)),
  ];
}

interface BetweenNotes {
  twice(path: string, block: Block, position: number): Problem[];
  missing(path: string, block: Block, lines: () => readonly string[]): Problem[];
  ofDrill(path: string, drill: Drill): Problem[];
}

/** What only shows where notes are seen together: ids that stand twice, embeds that lead nowhere. */
function betweenNotes(root: string): BetweenNotes {
  const ids = new Map<string, string>();
  const drills = new Map<string, string>();
  const files = linker(root);
  return {
    twice(path, block, position) {
      const { foreignId } = block;
      const other = foreignId === undefined ? undefined : ids.get(foreignId);
      if (foreignId !== undefined && other === undefined) ids.set(foreignId, path);
      if (other === undefined) return [];
      return [duplicateId(freshBlock(path, block, position), other === path ? undefined : { path: other })];
    },
    missing(path, block, lines) {
      return block.fields
        .filter(({ text }) => text.includes("![")) // Only embeds and pictures: parsing is slow, and links may lead nowhere.
        .flatMap(({ text }) => files.linksOf(text, { path, line: block.line }))
        .flatMap(({ links, problems }) =>
          problems.map((problem) => ({ ...problem, ...placeIn(block, lines(), [...links.keys()], problem.message) })),
        );
    },
    ofDrill(path, drill) {
      const other = drills.get(drill.id);
      if (other === undefined) drills.set(drill.id, path);
      return duplicateDrill(path, drill, other);
    },
  };
}

/** Where in the block the reference stands that a message begins with; an embed within an embed stands elsewhere. */
function placeIn(block: Block, lines: readonly string[], references: readonly string[], message: string) {
  const written = references.find((each) => message.startsWith(`${each} `));
  const { line, column } = block;
  if (written === undefined) return { line, column };
  const found = lines.slice(line - 1, block.endLine).findIndex((text) => text.includes(written));
  if (found === -1) return { line, column };
  const [before = ""] = (lines[line - 1 + found] ?? "").split(written, 1);
  return { line: line + found, column: Array.from(before).length + 1 };
}

function linesOf(bytes: Uint8Array): readonly string[] {
  return new TextDecoder().decode(bytes).split(/\r\n?|\n/);
}

function byPlace(one: Problem, other: Problem): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}

/** The lines of a note as they are stored, in which the places of problems are counted; none where it can't be read. */
export function storedLines(root: string, path: string): readonly string[] {
  const result = noteReader(root)(path);
  return "problem" in result ? [] : linesOf(result.bytes);
}
