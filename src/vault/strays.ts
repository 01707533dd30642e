import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BlockReader, BlockRow } from "../store/blocks.ts";
import type { FreshBlock } from "./fresh-block.ts";
import { isWithin } from "./look.ts";
import { readNotes, readVaultSyntax } from "./read.ts";
import type { Target } from "./root.ts";

/** A text that stands in more notes than this is not looked for. */
const mostAlike = 20;

/** Blocks of notes outside of the part that is imported, which stand there no more: they may have come here. */
export function strayBlocks(
  { root, start, gate }: Target,
  vault: number,
  fresh: readonly FreshBlock[],
  reader: BlockReader,
): BlockRow[] {
  const alike = fresh.flatMap(({ textHash, block }) => {
    const rows = [
      ...reader.byText(textHash),
      ...(block.foreignId === undefined ? [] : reader.byForeignId(block.foreignId)),
    ];
    return rows.length > mostAlike ? [] : rows;
  });
  const outside = alike.filter((row) => row.vault === vault && !isWithin(row.path, start));
  const textsOf = noteTexts(root, gate);
  return outside.filter((row) => !existsSync(join(root, row.path)) || !textsOf(row.path).has(row.textHash));
}

/** The texts that stand in a note now, each note read once; in one that can't be read, whatever was there is there still. */
function noteTexts(root: string, gate: Target["gate"]): (path: string) => Pick<Set<string>, "has"> {
  const known = new Map<string, Pick<Set<string>, "has">>();
  const { syntax } = readVaultSyntax(root, gate);
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const [note] = readNotes(root, [{ path, hash: "" }], syntax).notes;
    const texts = note === undefined ? { has: () => true } : new Set(note.blocks.map((block) => block.textHash));
    known.set(path, texts);
    return texts;
  };
}

/**
 * Where a block that is gone stands now, in a note that did not change: it was copied there, taken in as new, and is
 * only now deleted where it was. Nothing may have happened to the copy yet, for then it has a history of its own; and of
 * two that only know what the note told, the elder is no copy.
 */
export function copyOf(row: BlockRow, reader: BlockReader, isTaken: (id: number) => boolean): BlockRow | undefined {
  const isCopy = (other: BlockRow): boolean => {
    const past = reader.pastOf(other);
    return past === "none" || (past === "told" && (row.id < other.id || reader.pastOf(row) === "lived"));
  };
  return reader
    .byText(row.textHash)
    .find(
      (other) =>
        other.id !== row.id &&
        other.vault === row.vault &&
        !isTaken(other.id) &&
        (other.foreignId === undefined || row.foreignId === undefined) &&
        other.cards.every((card) => !card.retired) &&
        isCopy(other),
    );
}
