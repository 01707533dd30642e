import type { Chance } from "./chance.ts";
import type { Part, Sheets } from "./sheets.ts";

/** What somebody does to a vault. Blocks that the last state no longer names are gone, names it did not have are new. */
export interface Edit {
  /** States of the vault, each imported; the last is judged. */
  readonly states: readonly Sheets[];
  /** Cards whose number in their block changes: name → ordinal before → after; what is not named is gone. */
  readonly ordinals?: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** Notes or folders of the last state that are imported alone before the rest. */
  readonly first?: readonly string[];
  /** The vault's folder itself goes elsewhere. */
  readonly elsewhere?: boolean;
}

/** One kind of edit; undefined where the vault has nothing that it could be done to. */
export type Kind = (sheets: Sheets, dice: Chance) => Edit | undefined;

/** A block that stands alone on its lines, and where. */
export interface Spot {
  readonly path: string;
  readonly index: number;
  readonly part: Part;
}

export function spots(sheets: Sheets, wanted: (part: Part) => boolean = () => true): Spot[] {
  return [...sheets].flatMap(([path, parts]) =>
    parts.flatMap((part, index) => (part.block !== undefined && wanted(part) ? [{ path, index, part }] : [])),
  );
}

/** The vault with other parts in some notes; a note without parts is deleted. */
export function changed(
  sheets: Sheets,
  ...notes: readonly (readonly [path: string, parts: readonly Part[]])[]
): Sheets {
  const all = new Map(sheets);
  for (const [path, parts] of notes) {
    if (parts.length === 0) all.delete(path);
    else all.set(path, parts);
  }
  return all;
}

/** One block's text changed. */
export function rewritten(sheets: Sheets, spot: Spot, text: string): Sheets {
  return replaced(sheets, spot, [{ ...spot.part, text }]);
}

/** One block replaced by these parts. */
export function replaced(sheets: Sheets, { path, index }: Spot, parts: readonly Part[]): Sheets {
  return changed(sheets, [path, (sheets.get(path) ?? []).toSpliced(index, 1, ...parts)]);
}

export const prose = (text: string): Part => ({ text, names: [], blocks: [], block: undefined });

/** Parts at the end of a note, set off by blank lines. */
export function appended(parts: readonly Part[], more: readonly Part[]): Part[] {
  return [...parts, ...more.flatMap((part) => [prose("\n\n"), ended(part)])];
}

export const ended = (part: Part): Part => (part.text.endsWith("\n") ? part : { ...part, text: `${part.text}\n` });

/** The text with two letters of one of its longer words exchanged. */
export function misspelt(text: string, within: string, dice: Chance): string | undefined {
  const words = within.match(/\p{L}{4,}/gu) ?? [];
  const word = dice.of(words.filter((each) => !/^(?:Basic|Cloze|START|Back|Front)/.test(each)));
  const field = text.indexOf(within.split("\n")[0] ?? "");
  const at = word === undefined ? -1 : text.indexOf(word, Math.max(0, field));
  if (word === undefined || at === -1) return undefined;
  const turn = 1 + dice.below(word.length - 2);
  const wrong = `${word.slice(0, turn)}${word[turn + 1]}${word[turn]}${word.slice(turn + 2)}`;
  return wrong === word ? undefined : text.slice(0, at) + wrong + text.slice(at + word.length);
}
