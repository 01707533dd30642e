import type { Block } from "../../../src/model.ts";
import { parseNote } from "../../../src/notes/note.ts";
import type { Syntax } from "../../../src/notes/settings/syntax.ts";

/**
 * A note cut into what stands between blocks and the blocks, each with a name of the test's own: whatever an edit does
 * to the parts, the names tell afterwards which block is which.
 */
export interface Part {
  readonly text: string;
  /** The names of the blocks on these lines, in order; empty for prose. */
  readonly names: readonly string[];
  readonly blocks: readonly Block[];
  /** The block, where it is alone on its lines. */
  readonly block: Block | undefined;
}

/** Notes by path. */
export type Sheets = ReadonlyMap<string, readonly Part[]>;

export const textOf = (parts: readonly Part[]): string => parts.map((part) => part.text).join("");
export const namesOf = (parts: readonly Part[]): string[] => parts.flatMap((part) => part.names);

export function blocksOf(path: string, text: string, syntax: Syntax): readonly Block[] {
  return parseNote(path, Buffer.from(text), syntax).blocks;
}

/** Cuts a note; the blocks get these names, in order. */
export function cut(text: string, blocks: readonly Block[], names: readonly string[]): Part[] {
  const lines = text.split(/(?<=\n)/);
  const parts: Part[] = [];
  let from = 0;
  const prose = (to: number): void => {
    if (to > from) parts.push({ text: lines.slice(from, to).join(""), names: [], blocks: [], block: undefined });
    from = Math.max(from, to);
  };
  blocks.forEach((block, index) => {
    prose(block.line - 1);
    const name = names[index] ?? "";
    const last = parts.at(-1);
    if (block.line - 1 < from && last !== undefined) {
      const more = lines.slice(from, block.endLine).join("");
      parts[parts.length - 1] = {
        text: last.text + more,
        names: [...last.names, name],
        blocks: [...last.blocks, block],
        block: undefined,
      };
    } else parts.push({ text: lines.slice(from, block.endLine).join(""), names: [name], blocks: [block], block });
    from = Math.max(from, block.endLine);
  });
  prose(lines.length);
  return parts;
}
