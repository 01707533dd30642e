import { hash } from "node:crypto";
import type { Dialect, Field } from "../../model.ts";

/**
 * The text of fields as identity sees it: NFC, all white space one blank, empty fields left out. Their names do not
 * count: they come from settings that another machine may not have, and change when a card changes its dialect.
 */
export function normalised(fields: readonly Field[]): string {
  // Single blanks, nearly all of the white space there is, are left as they stand.
  const texts = fields.map(({ text }) =>
    text
      .normalize("NFC")
      .replace(/\s{2,}|[^\S ]/gu, " ")
      .trim(),
  );
  return JSON.stringify(texts.filter((text) => text !== ""));
}

/**
 * The key of a block when it is first seen: 32 hex digits, the first 128 bits of a SHA-256. It never changes afterwards.
 * A foreign id alone is enough; else it is where and what the block is, `occurrence` counting equal ones in a note from 0.
 */
export function blockKey(block: {
  readonly foreignId: string | undefined;
  readonly path: string;
  readonly dialect: Dialect;
  readonly fields: readonly Field[];
  readonly occurrence: number;
}): string {
  return blockKeyOf(block, block.foreignId === undefined ? normalised(block.fields) : "");
}

/** The same where the normalised text is at hand already. */
export function blockKeyOf(
  block: {
    readonly foreignId: string | undefined;
    readonly path: string;
    readonly dialect: Dialect;
    readonly occurrence: number;
  },
  text: string,
): string {
  const { foreignId, path, dialect, occurrence } = block;
  if (foreignId !== undefined) return key(["block", foreignId]);
  return key(["block", path.normalize("NFC"), dialect, text, occurrence]);
}

/** The key of one card of a block; `ordinal` as Anki counts templates and clozes. */
export function cardKey(block: string, ordinal: number): string {
  return key(["card", block, ordinal]);
}

function key(parts: readonly (string | number)[]): string {
  return hash("sha256", JSON.stringify(parts)).slice(0, 32);
}
