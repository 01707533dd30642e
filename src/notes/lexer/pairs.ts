import { firstWhere } from "../first-where.ts";
import type { Leaf } from "./leaves.ts";
import { Kind } from "./lines.ts";
import { mask } from "./mask.ts";

/**
 * Obsidian's `$$` formulas and `%%` comments, which run over lines, and may begin in the middle of one:
 *
 *     expressed as $$        prose, but a formula opens
 *     \frac{a}{b}            math
 *     $$ where a is          math
 */
const signs = [
  { sign: "$$", as: Kind.math },
  { sign: "%%", as: Kind.comment },
] as const;

/** Offsets of all signs in a note: most have none, and then no line is searched for any. */
export function pairOffsets(text: string): number[] {
  const [formulas, comments] = [offsetsOf(text, "$$"), offsetsOf(text, "%%")];
  if (formulas.length === 0) return comments;
  return comments.length === 0 ? formulas : [...formulas, ...comments].toSorted((one, other) => one - other);
}

function offsetsOf(text: string, sign: string): number[] {
  const offsets: number[] = [];
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + sign.length)) offsets.push(at);
  return offsets;
}

/** At the start of a line, and not closed on it: it opens whatever follows. */
export function pairStart(text: string, at: number, end: number): Leaf | undefined {
  const found = signs.find(({ sign }) => text.startsWith(sign, at));
  if (found === undefined || text.slice(at + 2, end).includes(found.sign)) return undefined;
  return { kind: "until", text: found.sign, as: found.as };
}

/** In the middle of a line: it opens only what is closed before the next blank line, so that a stray sign does no harm. */
export function pairInLine(text: string, offsets: readonly number[], from: number): Leaf | undefined {
  const next = offsets[firstWhere(offsets.length, (index) => (offsets[index] ?? Infinity) >= from)];
  if (next === undefined) return undefined;
  const newline = text.indexOf("\n", from);
  if (newline === -1 || next > newline) return undefined;
  const line = mask(text.slice(from, newline));
  const found = signs.find(({ sign }) => line.split(sign).length % 2 === 0);
  if (found === undefined) return undefined;
  const close = text.indexOf(found.sign, newline);
  if (close === -1 || /\n[ \t]*\n/.test(text.slice(newline, close))) return undefined;
  return { kind: "until", text: found.sign, as: found.as };
}
