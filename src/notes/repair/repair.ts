import type { Block, ParsedNote, Problem } from "../../model.ts";
import type { Rule } from "../../rules.ts";
import { idAtEnd } from "../dialects/obsidian-to-anki-lines.ts";
import { parseNote } from "../note.ts";
import { report } from "../report.ts";
import type { Syntax } from "../settings/syntax.ts";
import { encodingRepairs } from "./encoding-repairs.ts";
import { type ByteLine, byteLines, bytesOf, isLineOf, lineBytes, lineEnding, type Repair, spliced } from "./splices.ts";

/**
 * What can be mended in a note without changing what it says: the cards that are read of it stay exactly the same.
 *
 *     √© → é             text that was saved in the wrong encoding
 *     + END              below a card that has none
 *     <!--ID: 1-->       below the tags, where the plugin looks for it
 *
 * That nothing else changes is not believed but tried: the mended note is read again, and without the same cards
 * nothing is mended.
 */
export function repairsOf(path: string, bytes: Uint8Array, syntax: Syntax, only?: readonly Rule[]): readonly Repair[] {
  // UTF-16 has other line ends than those that are looked for here; it is read well as it is.
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return [];
  const note = parseNote(path, bytes, syntax);
  if (note.problems.some(({ rule }) => rule === "not-text")) return [];
  const lines = byteLines(bytes);
  // IDs first: an END that is put at the same place belongs below.
  const wanted = [
    ...encodingRepairs(bytes, lines, note),
    ...idRepairs(bytes, lines, note, syntax),
    ...endRepairs(bytes, lines, note, syntax),
  ];
  const found = wanted.filter(({ rule }) => only === undefined || only.includes(rule));
  if (found.length === 0) return [];
  const mended = parseNote(
    path,
    spliced(
      bytes,
      found.flatMap(({ splices }) => splices),
    ),
    syntax,
  );
  return JSON.stringify(mended.blocks.map(substance)) === JSON.stringify(note.blocks.map(substance)) ? found : [];
}

/** All of a block but its place: what must be the same after a note was written to. */
export function substance({ line: _line, endLine: _endLine, column: _column, ...rest }: Block): object {
  return rest;
}

function endRepairs(bytes: Uint8Array, lines: readonly ByteLine[], note: ParsedNote, syntax: Syntax): Repair[] {
  const open = new Set(note.problems.filter(({ rule }) => rule === "missing-end").map(({ line }) => line));
  return note.blocks.flatMap((block) => {
    const start = lines[block.line - 1];
    const last = lines[block.endLine - 1];
    if (!open.has(block.line) || start === undefined || last === undefined) return [];
    if (!isLineOf(bytes, start, syntax.obsidianToAnki.start)) return [];
    const written = lineBytes(bytes, start);
    const indent = written.slice(0, written.length - written.trimStart().length);
    const put = bytesOf(lineEnding(bytes, start) + indent);
    const end = new TextEncoder().encode(syntax.obsidianToAnki.end);
    const splice = { at: last.end, length: 0, bytes: Uint8Array.from([...put, ...end]) };
    const message = `${syntax.obsidianToAnki.end} put below line ${block.endLine}, the last of this card`;
    return [{ rule: "missing-end" as const, line: block.line, message, splices: [splice] }];
  });
}

function idRepairs(bytes: Uint8Array, lines: readonly ByteLine[], note: ParsedNote, syntax: Syntax): Repair[] {
  return note.blocks.flatMap((block) => {
    const found = idAboveTags(bytes, lines, block, syntax);
    if (found === undefined) return [];
    const { id, tags } = found;
    const put = bytesOf(lineEnding(bytes, id) + lineBytes(bytes, id));
    const splices = [
      { at: id.from, length: id.next - id.from, bytes: new Uint8Array() },
      { at: tags.end, length: 0, bytes: put },
    ];
    return [{ rule: "id-order" as const, line: found.line, message: "the ID put below the tags", splices }];
  });
}

/** IDs that stand above their tags, where Obsidian_to_Anki does not find them and makes a second card. */
export function idOrderProblems(path: string, bytes: Uint8Array, note: ParsedNote, syntax: Syntax): Problem[] {
  if (!note.blocks.some(({ foreignId, tags }) => foreignId !== undefined && tags.length > 0)) return [];
  const lines = byteLines(bytes);
  return note.blocks.flatMap((block) => {
    const found = idAboveTags(bytes, lines, block, syntax);
    if (found === undefined) return [];
    const message = "the ID stands above the tags: Obsidian_to_Anki does not find it there, and makes a second card";
    const hint = "Put it below the tags; cards fix does so.";
    return [report({ path, line: found.line, column: 1 }, "id-order", "warning", message, hint)];
  });
}

interface IdAboveTags {
  readonly id: ByteLine;
  readonly tags: ByteLine;
  readonly line: number;
}

function idAboveTags(
  bytes: Uint8Array,
  lines: readonly ByteLine[],
  block: Block,
  syntax: Syntax,
): IdAboveTags | undefined {
  if (block.foreignId === undefined || block.line === block.endLine) return undefined;
  const lineAt = (line: number) => lines[line - 1] ?? { from: 0, end: 0, next: 0 };
  const textAt = (line: number) => lineBytes(bytes, lineAt(line)).trim();
  const lastText = (from: number) => {
    let line = from;
    while (line > block.line && textAt(line) === "") line--;
    return line;
  };
  const isClosed = isLineOf(bytes, lineAt(block.endLine), syntax.obsidianToAnki.end);
  const tagsLine = lastText(isClosed ? block.endLine - 1 : block.endLine);
  if (!textAt(tagsLine).startsWith("Tags:")) return undefined;
  const idLine = lastText(tagsLine - 1);
  const found = idAtEnd(textAt(idLine));
  const [id, tags] = [lines[idLine - 1], lines[tagsLine - 1]];
  if (found?.before !== "" || `anki:${found.id}` !== block.foreignId) return undefined;
  return id === undefined || tags === undefined ? undefined : { id, tags, line: idLine };
}
