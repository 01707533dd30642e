import type { Dialect, Field } from "../../model.ts";
import { normalised } from "./keys.ts";
import { bestPairs, candidatesAmong, similarity, type Worded, wordsOf } from "./similarity.ts";

/** A block as matching sees it; `position` is its place among the blocks of its note. */
export interface FreshBlock {
  readonly path: string;
  readonly position: number;
  readonly headings: readonly string[];
  readonly dialect: Dialect;
  readonly foreignId: string | undefined;
  readonly fields: readonly Field[];
}

export interface KnownBlock extends FreshBlock {
  readonly retired: boolean;
}

/** Why a block of the last import and one of this import are the same; strongest first. */
export type Evidence =
  | "its id"
  | "the same text in the same note"
  | "the same text in another note"
  | "similar text in the same place"
  | "similar text elsewhere";

export interface Pair {
  /** Index among the known blocks. */
  readonly known: number;
  /** Index among the fresh blocks. */
  readonly fresh: number;
  readonly evidence: Evidence;
}

export interface Matching {
  readonly pairs: readonly Pair[];
  /** Indexes of fresh blocks that could be several known ones, so are none. */
  readonly ambiguous: readonly number[];
}

/** Below these, two texts are two cards. Away from its place a text must be more alike, as a rename must be to git. */
const alikeInPlace = 0.5;
const alikeElsewhere = 0.6;
/** By how much the best must lead the next best where no place decides. */
const lead = 0.05;
/** Within a section only blocks that stand this near each other in order are compared: an import stays linear. */
const nearby = 8;

/** The working state: who is still without a partner. */
interface Draft {
  readonly known: readonly KnownBlock[];
  readonly fresh: readonly FreshBlock[];
  readonly knownLeft: Set<number>;
  readonly freshLeft: Set<number>;
  readonly pairs: Pair[];
  readonly ambiguous: Set<number>;
}

interface Group {
  readonly known: number[];
  readonly fresh: number[];
}

/** Finds, across an import, which blocks are the ones we knew. Deterministic; strongest evidence first. */
export function matchBlocks(known: readonly KnownBlock[], fresh: readonly FreshBlock[]): Matching {
  if (known.length === 0 || fresh.length === 0) return { pairs: [], ambiguous: [] };
  const draft: Draft = {
    known,
    fresh,
    knownLeft: new Set(known.keys()),
    freshLeft: new Set(fresh.keys()),
    pairs: [],
    ambiguous: new Set(),
  };
  matchIds(draft);
  matchTextsInNote(draft);
  matchTextsElsewhere(draft);
  matchPlaces(draft);
  matchSimilar(draft);
  return { pairs: draft.pairs, ambiguous: [...draft.ambiguous].filter((index) => draft.freshLeft.has(index)) };
}

function matchIds(draft: Draft): void {
  const first = new Map<string, number>();
  for (const [index, { foreignId }] of draft.fresh.entries()) {
    if (foreignId === undefined) continue;
    // An id met twice is one card: the second block takes no part.
    if (first.has(foreignId)) draft.freshLeft.delete(index);
    else first.set(foreignId, index);
  }
  for (const index of livingFirst(draft, draft.known.keys())) {
    const fresh = first.get(draft.known[index]?.foreignId ?? "");
    if (fresh !== undefined) pair(draft, index, fresh, "its id");
  }
}

function matchTextsInNote(draft: Draft): void {
  const groups = groupBy(draft, (block) => JSON.stringify([block.path, normalised(block.fields)]));
  for (const group of groups) pairInOrder(draft, group, "the same text in the same note");
}

/** A moved text keeps its card if there is one of it, or if all of it moved from one note to one other. */
function matchTextsElsewhere(draft: Draft): void {
  for (const group of groupBy(draft, (block) => normalised(block.fields))) {
    const living = group.known.filter((index) => draft.known[index]?.retired === false);
    const known = living.length > 0 ? living : group.known;
    const single = known.length === 1 && group.fresh.length === 1;
    const together =
      known.length === group.fresh.length && oneNote(draft.known, known) && oneNote(draft.fresh, group.fresh);
    if (single || together) pairInOrder(draft, { known, fresh: group.fresh }, "the same text in another note");
    else for (const index of group.fresh) draft.ambiguous.add(index);
  }
}

function matchPlaces(draft: Draft): void {
  const living = (block: FreshBlock | KnownBlock) => !("retired" in block && block.retired);
  for (const group of groupBy(draft, (block) =>
    living(block) ? JSON.stringify([block.path, block.headings]) : undefined,
  )) {
    const known = withWords(draft.known, group.known);
    const edges = withWords(draft.fresh, group.fresh).flatMap((fresh, order) =>
      known
        .slice(Math.max(0, order - nearby), order + nearby + 1)
        .filter((candidate) => mayBeOne(draft, candidate.index, fresh.index))
        .map((candidate) => ({
          known: candidate.index,
          fresh: fresh.index,
          score: similarity(candidate.words, fresh.words),
        })),
    );
    const { pairs } = bestPairs(edges, alikeInPlace, 0);
    for (const edge of pairs) pair(draft, edge.known, edge.fresh, "similar text in the same place");
  }
}

function matchSimilar(draft: Draft): void {
  const left = [...draft.knownLeft].filter((index) => draft.known[index]?.retired === false);
  const fresh = [...draft.freshLeft].filter((index) => !draft.ambiguous.has(index));
  const candidates = candidatesAmong(withWords(draft.known, left), withWords(draft.fresh, fresh));
  const edges = candidates.filter((edge) => mayBeOne(draft, edge.known, edge.fresh));
  const { pairs, ties } = bestPairs(edges, alikeElsewhere, lead);
  for (const edge of pairs) pair(draft, edge.known, edge.fresh, "similar text elsewhere");
  for (const index of ties) draft.ambiguous.add(index);
}

function pair(draft: Draft, known: number, fresh: number, evidence: Evidence): void {
  if (!draft.knownLeft.has(known) || !draft.freshLeft.has(fresh)) return;
  draft.knownLeft.delete(known);
  draft.freshLeft.delete(fresh);
  draft.pairs.push({ known, fresh, evidence });
}

/** Two different ids are two cards, whatever the text. */
function mayBeOne(draft: Draft, known: number, fresh: number): boolean {
  return draft.known[known]?.foreignId === undefined || draft.fresh[fresh]?.foreignId === undefined;
}

/** Pairs equal texts one by one; a fresh block with an id only takes a known one without. */
function pairInOrder(draft: Draft, group: Group, evidence: Evidence): void {
  const hasId = (index: number) => draft.known[index]?.foreignId !== undefined;
  const without = group.known.filter((index) => !hasId(index)).toReversed();
  const withId = group.known.filter(hasId).toReversed();
  for (const index of group.fresh) {
    const known = without.pop() ?? (draft.fresh[index]?.foreignId === undefined ? withId.pop() : undefined);
    if (known !== undefined) pair(draft, known, index, evidence);
  }
}

/** What is left, by a name that both sides may have; in order of note and place, the living first. */
function groupBy(draft: Draft, nameOf: (block: FreshBlock | KnownBlock) => string | undefined): Group[] {
  const groups = new Map<string, Group>();
  const put = (side: "known" | "fresh", index: number, block: FreshBlock | KnownBlock | undefined) => {
    const name = block === undefined ? undefined : nameOf(block);
    if (name === undefined) return;
    const group = groups.get(name) ?? { known: [], fresh: [] };
    groups.set(name, group);
    group[side].push(index);
  };
  for (const index of livingFirst(draft, draft.knownLeft)) put("known", index, draft.known[index]);
  for (const index of inOrder(draft.fresh, draft.freshLeft)) put("fresh", index, draft.fresh[index]);
  return [...groups.values()].filter((group) => group.known.length > 0 && group.fresh.length > 0);
}

function livingFirst(draft: Draft, indexes: Iterable<number>): number[] {
  const ordered = inOrder(draft.known, indexes);
  const isRetired = (index: number) => draft.known[index]?.retired === true;
  return [...ordered.filter((index) => !isRetired(index)), ...ordered.filter(isRetired)];
}

function inOrder(blocks: readonly FreshBlock[], indexes: Iterable<number>): number[] {
  const place = (index: number) => blocks[index] ?? { path: "", position: 0 };
  return [...indexes].toSorted((one, other) => {
    const [a, b] = [place(one), place(other)];
    if (a.path !== b.path) return a.path < b.path ? -1 : 1;
    return a.position - b.position || one - other;
  });
}

function oneNote(blocks: readonly FreshBlock[], indexes: readonly number[]): boolean {
  return new Set(indexes.map((index) => blocks[index]?.path)).size === 1;
}

function withWords(blocks: readonly FreshBlock[], indexes: readonly number[]): Worded[] {
  return indexes.map((index) => ({ index, words: wordsOf(blocks[index]?.fields ?? []) }));
}
