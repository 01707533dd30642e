import type { Field } from "../../model.ts";
import { type Worded, wordsOf } from "./similarity.ts";

/** A block as matching sees it; `position` is its place among the blocks of its note. */
export interface FreshBlock {
  readonly path: string;
  readonly position: number;
  readonly headings: readonly string[];
  readonly foreignId: string | undefined;
  readonly fields: readonly Field[];
  /** The same for equal texts: the normalised text of keys.ts, or a hash of it. */
  readonly text: string;
  /** Whether its id is that of a card that stands where it stood: a copy, and no known block. */
  readonly isCopy?: boolean;
}

export interface KnownBlock extends FreshBlock {
  readonly retired: boolean;
  /** When it retired, ms since 1970, where that is known. */
  readonly retiredAt?: number | undefined;
}

/** Why a block of the last import and one of this import are the same; strongest first. */
export type Evidence =
  | "its id"
  | "the same text in the same note"
  | "the same text in another note"
  | "the same question in the same note"
  | "the same answer in the same note"
  | "similar text in the same place"
  | "similar text elsewhere";

export interface Pair {
  /** Index among the known blocks. */
  readonly known: number;
  /** Index among the fresh blocks. */
  readonly fresh: number;
  readonly evidence: Evidence;
}

/** The working state: who is still without a partner. */
export interface Draft {
  readonly known: readonly KnownBlock[];
  readonly fresh: readonly FreshBlock[];
  readonly knownLeft: Set<number>;
  readonly freshLeft: Set<number>;
  readonly pairs: Pair[];
  /** Fresh blocks that say what a card that stands says already. */
  readonly copies: Set<number>;
  /** Fresh blocks that could be any of several known ones, with these. */
  readonly ambiguous: Map<number, readonly number[]>;
  /** Fresh blocks that are like known ones, but not enough to be one of them, with these. */
  readonly doubts: Map<number, readonly number[]>;
}

export interface Group {
  readonly known: number[];
  readonly fresh: number[];
}

export function newDraft(known: readonly KnownBlock[], fresh: readonly FreshBlock[]): Draft {
  const knownLeft = new Set(inOrder(known, known.keys()));
  const freshLeft = new Set(inOrder(fresh, fresh.keys()).filter((index) => fresh[index]?.isCopy !== true));
  return { known, fresh, knownLeft, freshLeft, pairs: [], copies: new Set(), ambiguous: new Map(), doubts: new Map() };
}

export function pair(draft: Draft, known: number, fresh: number, evidence: Evidence): void {
  if (!draft.knownLeft.has(known) || !draft.freshLeft.has(fresh)) return;
  draft.knownLeft.delete(known);
  draft.freshLeft.delete(fresh);
  draft.ambiguous.delete(fresh);
  draft.pairs.push({ known, fresh, evidence });
}

/** Two different ids are two cards, whatever the text. */
export function mayBeOne(draft: Draft, known: number, fresh: number): boolean {
  return draft.known[known]?.foreignId === undefined || draft.fresh[fresh]?.foreignId === undefined;
}

/**
 * Pairs equal texts one by one: such as have their number in the note as before, then the others in order. A fresh block
 * with an id only takes a known one without.
 */
export function pairInOrder(draft: Draft, group: Group, evidence: Evidence): void {
  const { known, fresh } = group;
  if (known.length !== fresh.length) {
    const places = new Map(fresh.map((index) => [draft.fresh[index]?.position, index]));
    for (const index of known) {
      const same = places.get(draft.known[index]?.position);
      if (same !== undefined && mayBeOne(draft, index, same)) pair(draft, index, same, evidence);
    }
    const left = {
      known: known.filter((index) => draft.knownLeft.has(index)),
      fresh: fresh.filter((index) => draft.freshLeft.has(index)),
    };
    pairOneByOne(draft, left, evidence);
  } else pairOneByOne(draft, group, evidence);
}

function pairOneByOne(draft: Draft, group: Group, evidence: Evidence): void {
  const hasId = (index: number) => draft.known[index]?.foreignId !== undefined;
  const without = group.known.filter((index) => !hasId(index)).toReversed();
  const withId = group.known.filter(hasId).toReversed();
  for (const index of group.fresh) {
    const known = without.pop() ?? (draft.fresh[index]?.foreignId === undefined ? withId.pop() : undefined);
    if (known !== undefined) pair(draft, known, index, evidence);
  }
}

/** What is left, by a name that both sides may have; in order of note and place, the living first. */
export function groupBy(draft: Draft, nameOf: (block: FreshBlock, side: keyof Group) => string | undefined): Group[] {
  const groups = new Map<string, Group>();
  const put = (side: keyof Group, index: number, block: FreshBlock | undefined) => {
    const name = block === undefined ? undefined : nameOf(block, side);
    if (name === undefined) return;
    const group = groups.get(name) ?? { known: [], fresh: [] };
    groups.set(name, group);
    group[side].push(index);
  };
  for (const index of livingFirst(draft, draft.knownLeft)) put("known", index, draft.known[index]);
  for (const index of draft.freshLeft) put("fresh", index, draft.fresh[index]);
  return [...groups.values()].filter((group) => group.known.length > 0 && group.fresh.length > 0);
}

export function livingFirst({ known }: Draft, indexes: Iterable<number>): number[] {
  const all = [...indexes];
  const isRetired = (index: number) => known[index]?.retired === true;
  return [...all.filter((index) => !isRetired(index)), ...all.filter(isRetired)];
}

/** By note and place. */
function inOrder(blocks: readonly FreshBlock[], indexes: Iterable<number>): number[] {
  const place = (index: number) => blocks[index] ?? { path: "", position: 0 };
  return [...indexes].toSorted((one, other) => {
    const [a, b] = [place(one), place(other)];
    if (a.path !== b.path) return a.path < b.path ? -1 : 1;
    return a.position - b.position || one - other;
  });
}

export function withWords(blocks: readonly FreshBlock[], indexes: readonly number[]): Worded[] {
  return indexes.map((index) => ({ index, words: wordsOf(blocks[index]?.fields ?? []) }));
}
