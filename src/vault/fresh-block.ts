import type { Block } from "../model.ts";
import { blockKeyOf, normalised } from "../notes/identity/keys.ts";
import { digest } from "../store/events.ts";

/** A block as the notes say it now. */
export interface FreshBlock {
  readonly path: string;
  /** Its place among the blocks of its note. */
  readonly position: number;
  readonly block: Block;
  readonly textHash: string;
  /** The key it gets if nobody knows it, and it is the first of its text in the note. */
  readonly key: string;
}

export function freshBlock(path: string, block: Block, position: number): FreshBlock {
  const text = normalised(block.fields);
  const { foreignId, dialect } = block;
  return {
    path,
    position,
    block,
    textHash: digest(text),
    key: blockKeyOf({ foreignId, path, dialect, occurrence: 0 }, text),
  };
}

/** Its key where equal blocks stand before it. */
export function keyOf({ path, block, key }: FreshBlock, occurrence: number): string {
  if (occurrence === 0) return key;
  const { foreignId, dialect } = block;
  return blockKeyOf({ foreignId, path, dialect, occurrence }, normalised(block.fields));
}
