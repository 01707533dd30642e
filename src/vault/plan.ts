import type { Block, Problem } from "../model.ts";
import { blockKey, cardKey, normalised } from "../notes/identity/keys.ts";
import { matchBlocks } from "../notes/identity/matching.ts";
import { digest } from "../store/events.ts";
import type { BlockReader, BlockRow, CardRow } from "../store/blocks.ts";
import type { Change } from "./report.ts";

/** A block as the notes say it now. */
export interface FreshBlock {
  readonly path: string;
  readonly position: number;
  readonly block: Block;
  readonly textHash: string;
}

export type Operation =
  | { readonly kind: "update"; readonly row: BlockRow; readonly fresh: FreshBlock; readonly evidence: string }
  | { readonly kind: "insert"; readonly key: string; readonly fresh: FreshBlock }
  | { readonly kind: "add-card"; readonly key: string; readonly block: string; readonly ordinal: number }
  | { readonly kind: "retire" | "revive"; readonly card: CardRow };

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
  readonly fresh: readonly FreshBlock[];
  readonly reader: BlockReader;
}

/** Decides which block is which, and what follows for the cards. */
export function planImport(input: PlanInput): Plan {
  const draft: Draft = { operations: [], changes: [], problems: [] };
  const retired = input.fresh.length === 0 ? [] : input.reader.retired(input.vault);
  const known = unique([...input.before, ...retired]);
  const { pairs, ambiguous } = matchBlocks(known.map(knownOf), input.fresh.map(freshOf));
  const matchedFresh = new Set(pairs.map((pair) => pair.fresh));
  const matchedKnown = new Set(pairs.map((pair) => pair.known));
  for (const pair of pairs) {
    const row = known[pair.known];
    const fresh = input.fresh[pair.fresh];
    if (row !== undefined && fresh !== undefined) planUpdate(draft, row, fresh, pair.evidence);
  }
  const taken = new Set<string>();
  input.fresh.forEach((fresh, index) => {
    if (!matchedFresh.has(index)) planInsert(draft, input, fresh, taken);
  });
  known.forEach((row, index) => {
    if (!matchedKnown.has(index)) planRetirement(draft, row);
  });
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
}

export function freshBlock(path: string, block: Block, position: number): FreshBlock {
  return { path, position, block, textHash: digest(normalised(block.fields)) };
}

function planUpdate(draft: Draft, row: BlockRow, fresh: FreshBlock, evidence: string): void {
  draft.operations.push({ kind: "update", row, fresh, evidence });
  const note = (card: string, kind: Change["kind"], reason: string): void => {
    draft.changes.push({ card, kind, reason, path: fresh.path, line: fresh.block.line });
  };
  const difference = differenceOf(row, fresh);
  for (const card of row.cards) {
    const wanted = fresh.block.ordinals.includes(card.ordinal);
    if (!wanted && !card.retired) {
      draft.operations.push({ kind: "retire", card });
      note(card.key, "retired", "its part of the block is gone");
    }
    if (!wanted) continue;
    if (card.retired) {
      draft.operations.push({ kind: "revive", card });
      note(card.key, "revived", `recognised by ${evidence}`);
    } else {
      if (row.path !== fresh.path) note(card.key, "moved", `from ${row.path}, recognised by ${evidence}`);
      if (difference !== undefined) note(card.key, "changed", `${difference}, recognised by ${evidence}`);
    }
  }
  const missing = fresh.block.ordinals.filter((ordinal) => !row.cards.some((card) => card.ordinal === ordinal));
  for (const ordinal of missing) planCard(draft, row.key, ordinal, fresh, "new in its block");
}

function planInsert(draft: Draft, input: PlanInput, fresh: FreshBlock, taken: Set<string>): void {
  const { foreignId } = fresh.block;
  let occurrence = 0;
  let key = keyOf(fresh, occurrence);
  for (;;) {
    const other = input.reader.byKey(key);
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
  taken.add(key);
  draft.operations.push({ kind: "insert", key, fresh });
  for (const ordinal of fresh.block.ordinals) planCard(draft, key, ordinal, fresh, "new");
}

function planCard(draft: Draft, block: string, ordinal: number, fresh: FreshBlock, reason: string): void {
  const key = cardKey(block, ordinal);
  draft.operations.push({ kind: "add-card", key, block, ordinal });
  draft.changes.push({ card: key, kind: "added", reason, path: fresh.path, line: fresh.block.line });
}

function planRetirement(draft: Draft, row: BlockRow): void {
  for (const card of row.cards) {
    if (card.retired) continue;
    draft.operations.push({ kind: "retire", card });
    draft.changes.push({ card: card.key, kind: "retired", reason: "its block is gone", path: row.path, line: 1 });
  }
}

function keyOf(fresh: FreshBlock, occurrence: number): string {
  return blockKey({
    foreignId: fresh.block.foreignId,
    path: fresh.path,
    dialect: fresh.block.dialect,
    fields: fresh.block.fields,
    occurrence,
  });
}

function differenceOf(row: BlockRow, { block, textHash }: FreshBlock): string | undefined {
  if (row.textHash !== textHash) return "its text";
  if (JSON.stringify(row.fields) !== JSON.stringify(block.fields)) return "its blanks";
  if (row.noteType !== block.noteType) return "its note type";
  if (row.deck !== block.deck) return "its deck";
  return JSON.stringify(row.tags) === JSON.stringify(block.tags) ? undefined : "its tags";
}

function unique(rows: readonly BlockRow[]): BlockRow[] {
  // The elder first: of two equal blocks it is the one with the history.
  return [...new Map(rows.map((row) => [row.id, row])).values()].toSorted((one, other) => one.id - other.id);
}

function knownOf(row: BlockRow) {
  const retired = row.cards.every((card) => card.retired);
  return {
    path: row.path,
    position: row.position,
    headings: row.headings,
    dialect: row.dialect,
    foreignId: row.foreignId,
    fields: row.fields,
    retired,
  };
}

function freshOf({ path, position, block }: FreshBlock) {
  return {
    path,
    position,
    headings: block.headings,
    dialect: block.dialect,
    foreignId: block.foreignId,
    fields: block.fields,
  };
}

function placed(fresh: FreshBlock) {
  return { path: fresh.path, line: fresh.block.line, column: fresh.block.column, severity: "warning" as const };
}

function duplicateId(fresh: FreshBlock, other: BlockRow | undefined): Problem {
  const id = fresh.block.foreignId?.replace(/^\w+:/, "") ?? "";
  const where = other === undefined ? "above" : `in ${other.path}`;
  return {
    ...placed(fresh),
    rule: "duplicate-id",
    message: `the id ${id} stands ${where} too; that card is kept, this one left out`,
    hint: "Remove the ID line of the copy, and it becomes a card of its own.",
  };
}

function duplicateCard(fresh: FreshBlock): Problem {
  return {
    ...placed(fresh),
    rule: "duplicate-card",
    message: "the same card stands in the same note of another vault; it is kept there",
    hint: "Nothing to do if one vault is a copy of the other.",
  };
}

function ambiguousCard(fresh: FreshBlock): Problem {
  return {
    ...placed(fresh),
    rule: "ambiguous-card",
    message: "several former cards look alike here; none was taken for this one, which starts as new",
    hint: "Give it its history with an ID line, if it had one.",
  };
}
