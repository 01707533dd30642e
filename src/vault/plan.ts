import type { Problem } from "../model.ts";
import { askedIn } from "../notes/identity/clozes.ts";
import { cardKey } from "../notes/identity/keys.ts";
import { matchBlocks } from "../notes/identity/matching.ts";
import type { BlockReader, BlockRow, CardRow } from "../store/blocks.ts";
import { type FreshBlock, keyOf } from "./fresh-block.ts";
import { planCards } from "./plan-cards.ts";
import { ambiguousCard, ambiguousCloze, duplicateCard, duplicateId } from "./plan-problems.ts";
import type { Change } from "./report.ts";
import { freshOf, holdersOf, type Holders, knownOf, retiredAlike, standingTexts, unique } from "./plan-known.ts";
import { copyOf } from "./strays.ts";

export type Operation =
  | { readonly kind: "update"; readonly row: BlockRow; readonly fresh: FreshBlock; readonly evidence: string }
  | { readonly kind: "insert"; readonly key: string; readonly fresh: FreshBlock }
  | { readonly kind: "add-card"; readonly key: string; readonly block: string; readonly ordinal: number }
  | { readonly kind: "renumber"; readonly cards: readonly { readonly card: CardRow; readonly ordinal: number }[] }
  /** A block goes to where a copy of it stands. */
  | { readonly kind: "take-place"; readonly row: BlockRow; readonly copy: BlockRow; readonly evidence: string }
  /** With what a cloze asked: its number may be another's when it comes back. */
  | { readonly kind: "retire"; readonly card: CardRow; readonly asked: string | undefined }
  | { readonly kind: "revive"; readonly card: CardRow };

/** All that an import is going to do to cards, decided before anything is written. */
export interface Plan {
  readonly operations: readonly Operation[];
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}

export interface PlanInput {
  readonly vault: number;
  /** Blocks of notes that changed or went, as they were. */
  readonly before: readonly BlockRow[];
  /** Blocks of notes outside of what is imported, that may have come here; if not, they stay what they are. */
  readonly strays: readonly BlockRow[];
  readonly fresh: readonly FreshBlock[];
  readonly reader: BlockReader;
}

/** Decides which block is which, and what follows for the cards. */
export function planImport(input: PlanInput): Plan {
  const { reader, before, strays } = input;
  const draft: Draft = { operations: [], changes: [], problems: [], reader };
  const known = unique([...before, ...strays, ...retiredAlike(input)]);
  const pastOf = (index: number) => {
    const row = known[index];
    return row === undefined ? "none" : reader.pastOf(row);
  };
  const holders = holdersOf(input, known);
  const seen = input.fresh.map((fresh) => ({ ...freshOf(fresh), isCopy: holders.has(fresh.block.foreignId ?? "") }));
  const standsElsewhere = standingTexts(input, known);
  const { pairs, ambiguous } = matchBlocks(
    known.map((row) => knownOf(row, reader)),
    seen,
    pastOf,
    standsElsewhere,
  );
  const matchedFresh = new Set(pairs.map((pair) => pair.fresh));
  const matchedKnown = new Set(pairs.map((pair) => pair.known));
  for (const pair of pairs) {
    const row = known[pair.known];
    const fresh = input.fresh[pair.fresh];
    if (row === undefined || fresh === undefined) continue;
    planUpdate(draft, row, fresh, pair.evidence);
    if (fresh.block.foreignId !== undefined) holders.set(fresh.block.foreignId, fresh.path);
  }
  const taken: Taken = new Map();
  input.fresh.forEach((fresh, index) => {
    if (!matchedFresh.has(index)) planInsert(draft, { ...input, holders }, fresh, taken);
  });
  const staying = new Set(strays.map((row) => row.id));
  const gone = known.filter((row, index) => !matchedKnown.has(index) && !staying.has(row.id));
  planGoing(draft, gone, new Set(known.map((row) => row.id)));
  for (const index of ambiguous) {
    const fresh = input.fresh[index];
    if (fresh !== undefined) draft.problems.push(ambiguousCard(fresh));
  }
  return draft;
}

interface Draft {
  readonly operations: Operation[];
  readonly changes: Change[];
  readonly problems: Problem[];
  readonly reader: BlockReader;
}

function planUpdate(draft: Draft, row: BlockRow, fresh: FreshBlock, evidence: string): void {
  draft.operations.push({ kind: "update", row, fresh, evidence });
  const note = (card: string, kind: Change["kind"], reason: string): void => {
    draft.changes.push({ card, kind, reason, path: fresh.path, line: fresh.block.line });
  };
  const difference = differenceOf(row, fresh);
  const { standing, gone, added, renumbered, unsure } = planCards(row, fresh, draft.reader);
  for (const card of gone) {
    if (card.retired) continue;
    retire(draft, row, card);
    note(card.key, "retired", "its part of the block is gone");
  }
  if (renumbered.length > 0) draft.operations.push({ kind: "renumber", cards: renumbered });
  for (const { card, ordinal } of standing) {
    const number = card.ordinal === ordinal ? "" : `; was c${card.ordinal + 1}, is c${ordinal + 1}`;
    if (card.retired) {
      draft.operations.push({ kind: "revive", card });
      note(card.key, "revived", `recognised by ${evidence}${number}`);
    } else {
      if (row.path !== fresh.path) note(card.key, "moved", `from ${row.path}, recognised by ${evidence}`);
      if (difference !== undefined) note(card.key, "changed", `${difference}, recognised by ${evidence}${number}`);
    }
  }
  for (const { key, ordinal } of added) planCard(draft, { key, block: row.key, ordinal }, fresh, "new in its block");
  if (unsure) draft.problems.push(ambiguousCloze(fresh));
}

/** Keys that this import gives away; of a text's first key, the occurrence to go on with: equal blocks may be many. */
type Taken = Map<string, number>;

function planInsert(draft: Draft, input: PlanInput & { holders: Holders }, fresh: FreshBlock, taken: Taken): void {
  const { foreignId } = fresh.block;
  const holder = input.holders.get(foreignId ?? "");
  if (holder !== undefined) {
    draft.problems.push(duplicateId(fresh, holder === fresh.path ? undefined : { path: holder }));
    return;
  }
  let occurrence = taken.get(fresh.key) ?? 0;
  let key = keyOf(fresh, occurrence);
  for (;;) {
    const other = input.reader.byKey(key);
    if (
      other !== undefined &&
      other.vault !== input.vault &&
      !taken.has(key) &&
      other.cards.every((card) => card.retired)
    ) {
      take(taken, fresh, { key, occurrence });
      planUpdate(draft, other, fresh, "itself in a vault that has it no more");
      return;
    }
    if (foreignId !== undefined && (taken.has(key) || other !== undefined)) {
      draft.problems.push(duplicateId(fresh, other));
      return;
    }
    if (
      other !== undefined &&
      other.vault !== input.vault &&
      other.path === fresh.path &&
      other.textHash === fresh.textHash
    ) {
      draft.problems.push(duplicateCard(fresh));
      return;
    }
    if (other === undefined && !taken.has(key)) break;
    occurrence += 1;
    key = keyOf(fresh, occurrence);
  }
  take(taken, fresh, { key, occurrence });
  draft.operations.push({ kind: "insert", key, fresh });
  for (const ordinal of fresh.block.ordinals) {
    planCard(draft, { key: cardKey(key, ordinal), block: key, ordinal }, fresh, "new");
  }
}

function take(taken: Taken, fresh: FreshBlock, { key, occurrence }: { key: string; occurrence: number }): void {
  taken.set(key, 0);
  taken.set(fresh.key, occurrence + 1);
}

function planCard(
  draft: Draft,
  card: { key: string; block: string; ordinal: number },
  fresh: FreshBlock,
  reason: string,
): void {
  draft.operations.push({ kind: "add-card", ...card });
  draft.changes.push({ card: card.key, kind: "added", reason, path: fresh.path, line: fresh.block.line });
}

/** What stands nowhere in the changed notes retires, unless a copy of it that stands elsewhere can take it over. */
function planGoing(draft: Draft, gone: readonly BlockRow[], known: Set<number>): void {
  const evidence = "the same text in another note";
  for (const row of gone) {
    const isLiving = row.cards.some((card) => !card.retired);
    const copy =
      isLiving && draft.reader.pastOf(row) !== "none" ? copyOf(row, draft.reader, (id) => known.has(id)) : undefined;
    if (copy === undefined) retireAll(draft, row, "its block is gone");
    else {
      known.add(copy.id);
      draft.operations.push({ kind: "take-place", row, copy, evidence });
      retireAll(draft, copy, `gave way to the card that it was a copy of, from ${row.path}`);
      for (const { key } of row.cards.filter((card) => !card.retired)) {
        const reason = `from ${row.path}, recognised by ${evidence}`;
        draft.changes.push({ card: key, kind: "moved", reason, path: copy.path, line: copy.line });
      }
    }
  }
}

function retireAll(draft: Draft, row: BlockRow, reason: string): void {
  for (const card of row.cards) {
    if (card.retired) continue;
    retire(draft, row, card);
    draft.changes.push({ card: card.key, kind: "retired", reason, path: row.path, line: row.line });
  }
}

function retire(draft: Draft, row: BlockRow, card: CardRow): void {
  draft.operations.push({ kind: "retire", card, asked: askedIn(row.fields).get(card.ordinal)?.answer });
}

function differenceOf(row: BlockRow, { block, textHash }: FreshBlock): string | undefined {
  if (row.textHash !== textHash) return "its text";
  if (JSON.stringify(row.fields) !== JSON.stringify(block.fields)) return "its blanks";
  if (row.noteType !== block.noteType) return "its note type";
  if (row.deck !== block.deck) return "its deck";
  return JSON.stringify(row.tags) === JSON.stringify(block.tags) ? undefined : "its tags";
}
