import type { FreshBlock as Matched, KnownBlock } from "../notes/identity/draft.ts";
import type { BlockReader, BlockRow } from "../store/blocks.ts";
import type { FreshBlock } from "./fresh-block.ts";

/** What is asked of the store before it is decided which block is which. */
interface Asking {
  readonly vault: number;
  readonly before: readonly BlockRow[];
  readonly fresh: readonly FreshBlock[];
  readonly reader: BlockReader;
}

/** Retired blocks that may come back: only their text or their id brings them. */
export function retiredAlike({ vault, before, fresh, reader }: Asking): BlockRow[] {
  const nameOf = (path: string, textHash: string): string => `${path}\0${textHash}`;
  const standing = Map.groupBy(before, (row) => nameOf(row.path, row.textHash));
  const isGone = (row: BlockRow): boolean => row.vault === vault && row.cards.every((card) => card.retired);
  const asked = new Set<string>();
  const found = fresh.flatMap(({ path, textHash, key, block }) => {
    const stands = standing.get(nameOf(path, textHash))?.pop() !== undefined;
    const byText = stands || asked.has(textHash) ? [] : reader.byText(textHash);
    if (!stands) asked.add(textHash);
    if (block.foreignId === undefined) return byText;
    // By its key too: it may have lost its id before it retired.
    const byKey = reader.byKey(key);
    return [...byText, ...reader.byForeignId(block.foreignId), ...(byKey === undefined ? [] : [byKey])];
  });
  return found.filter(isGone);
}

/** Id → the note of its card. */
export type Holders = Map<string, string>;

/** Ids of living cards in notes that are as they were: whoever else has one of them is a copy. */
export function holdersOf({ vault, fresh, reader }: Asking, known: readonly BlockRow[]): Holders {
  const changing = new Set(known.map((row) => row.id));
  const rows = fresh.flatMap(({ block }) => (block.foreignId === undefined ? [] : reader.byForeignId(block.foreignId)));
  const standing = rows.filter(
    (row) => row.vault === vault && !changing.has(row.id) && row.cards.some((card) => !card.retired),
  );
  return new Map(standing.map((row) => [row.foreignId ?? "", row.path]));
}

/** Tells whether the text of a fresh block is that of a living card in a note that is as it was. */
export function standingTexts(
  { vault, fresh, reader }: Asking,
  known: readonly BlockRow[],
): (index: number) => boolean {
  const changing = new Set(known.map((row) => row.id));
  return (index) =>
    reader
      .byText(fresh[index]?.textHash ?? "")
      .some((row) => row.vault === vault && !changing.has(row.id) && row.cards.some((card) => !card.retired));
}

export function unique(rows: readonly BlockRow[]): BlockRow[] {
  // The elder first: of two equal blocks it is the one with the history.
  return [...new Map(rows.map((row) => [row.id, row])).values()].toSorted((one, other) => one.id - other.id);
}

export function knownOf(row: BlockRow, reader: BlockReader): KnownBlock {
  const retired = row.cards.every((card) => card.retired);
  return { ...row, text: row.textHash, retired, retiredAt: retired ? reader.retiredAt(row) : undefined };
}

export function freshOf({ path, position, block, textHash }: FreshBlock): Matched {
  const { headings, foreignId, fields } = block;
  return { path, position, headings, foreignId, fields, text: textHash };
}
