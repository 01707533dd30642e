import type { Block } from "../../model.ts";
import type { Syntax } from "../settings/syntax.ts";
import { type ByteLine, bytesOf, isLineOf, lineBytes, lineEnding, type Splice } from "./splices.ts";

/** A note as it is stored, and where its lines are. */
export interface NoteBytes {
  readonly bytes: Uint8Array;
  readonly lines: readonly ByteLine[];
}

/**
 * Where an id is put into a block of Obsidian_to_Anki: below all of it, as the plugin does itself.
 *
 *     Tags: linux                        STARTI [Basic] Q Back: A <!--ID: 17--> ENDI
 *     <!--ID: 17-->
 *     END                                Q: a card of a style
 *                                        A: its id is on the next line
 *                                        <!--ID: 17-->
 *
 * Undefined where that place can't be told, as in a block without END.
 */
export function idSplice(note: NoteBytes, block: Block, id: number, syntax: Syntax): Splice | undefined {
  const { bytes, lines } = note;
  const [last, before] = [lines[block.endLine - 1], lines[block.endLine - 2]];
  if (last === undefined) return undefined;
  if (isStyled(note, block, syntax))
    return { at: last.end, length: 0, bytes: bytesOf(lineEnding(bytes, before ?? last) + comment(id)) };
  if (block.line === block.endLine) {
    const at = inlineEnd(bytes, last, block, syntax);
    return at === undefined ? undefined : { at, length: 0, bytes: bytesOf(` ${comment(id)}`) };
  }
  if (before === undefined || !isLineOf(bytes, last, syntax.obsidianToAnki.end)) return undefined;
  const end = lineBytes(bytes, last);
  const indent = end.slice(0, end.length - end.trimStart().length);
  return { at: last.from, length: 0, bytes: bytesOf(indent + comment(id) + lineEnding(bytes, before)) };
}

/** Takes out again what `idSplice` put in, and nothing else; undefined where it is not there just so. */
export function idRemoval(note: NoteBytes, block: Block, id: number, syntax: Syntax): Splice | undefined {
  const { bytes, lines } = note;
  if (isStyled(note, block, syntax)) {
    const [line, above] = [lines[block.endLine - 1], lines[block.endLine - 2]];
    if (line === undefined || above === undefined || lineBytes(bytes, line) !== comment(id)) return undefined;
    return { at: above.end, length: line.end - above.end, bytes: bytesOf("") };
  }
  if (block.line === block.endLine) {
    const line = lines[block.endLine - 1];
    const put = ` ${comment(id)}`;
    const at = line === undefined ? -1 : lineBytes(bytes, line).indexOf(put);
    return line === undefined || at === -1 ? undefined : { at: line.from + at, length: put.length, bytes: bytesOf("") };
  }
  const line = lines[block.endLine - 2];
  if (line === undefined || lineBytes(bytes, line).trim() !== comment(id)) return undefined;
  return { at: line.from, length: line.next - line.from, bytes: bytesOf("") };
}

/** Whether the words of no block stand where this one begins. */
function isStyled({ bytes, lines }: NoteBytes, block: Block, { obsidianToAnki: words }: Syntax): boolean {
  const first = lines[block.line - 1];
  if (first === undefined) return false;
  const text = new TextDecoder().decode(bytes.subarray(first.from, first.end));
  return !isLineOf(bytes, first, words.start) && !text.includes(words.startInline);
}

function comment(id: number): string {
  return `<!--ID: ${id}-->`;
}

/** Offset of the blank before ENDI, the first that stands as a word behind the block's own STARTI. */
function inlineEnd(bytes: Uint8Array, line: ByteLine, block: Block, syntax: Syntax): number | undefined {
  const { startInline, endInline } = syntax.obsidianToAnki;
  const text = new TextDecoder().decode(bytes.subarray(line.from, line.end));
  const start =
    Array.from(text)
      .slice(0, block.column - 1)
      .join("").length + startInline.length;
  for (let at = text.indexOf(endInline, start); at !== -1; at = text.indexOf(endInline, at + 1)) {
    if (!/\s/.test(text.charAt(at - 1)) || !/^\s?$/.test(text.charAt(at + endInline.length))) continue;
    return line.from + new TextEncoder().encode(text.slice(0, at).trimEnd()).length;
  }
  return undefined;
}
