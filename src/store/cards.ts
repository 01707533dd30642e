import type { Block, CardKind, Field, Phase } from "../model.ts";
import { type Db, prepared } from "./database.ts";
import { type ScheduleRow, type State, stateOf } from "./schedule-row.ts";

/** One card with its block and its state: what is shown, listed, scheduled. */
export interface Card {
  readonly key: string;
  readonly vault: string;
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly headings: readonly string[];
  readonly block: string;
  readonly ordinal: number;
  readonly deck: string;
  readonly dialect: Block["dialect"];
  readonly foreignId: string | undefined;
  readonly kind: CardKind;
  readonly noteType: string;
  readonly format: Block["format"];
  readonly fields: readonly Field[];
  readonly tags: readonly string[];
  readonly drills: Block["drills"];
  readonly evidence: string;
  readonly retired: boolean;
  readonly added: string;
  readonly state: State;
}

type Row = ScheduleRow & {
  readonly card_key: string;
  readonly root: string;
  readonly path: string;
  readonly line: number;
  readonly end_line: number;
  readonly headings: string;
  readonly block_key: string;
  readonly ordinal: number;
  readonly deck: string;
  readonly dialect: Block["dialect"];
  readonly foreign_id: string | null;
  readonly kind: CardKind;
  readonly note_type: string;
  readonly format: Block["format"];
  readonly fields: string;
  readonly tags: string;
  readonly drills: string;
  readonly evidence: string;
  readonly retired: number;
  readonly added: string;
  readonly phase: Phase;
};

const selection = `
  select card.key as card_key, card.ordinal, card.retired, card.added, block.key as block_key, block.*, vault.root, schedule.*
  from card
  join block on block.id = card.block
  join vault on vault.id = block.vault
  join schedule on schedule.key = card.key`;

export function cardByKey(db: Db, key: string): Card | undefined {
  const row = prepared<[string], Row>(db, `${selection} where card.key = ?`).get(key);
  return row === undefined ? undefined : cardOf(row);
}

/** At most `most` cards whose key begins with the prefix. */
export function cardsByPrefix(db: Db, prefix: string, most: number): Card[] {
  const rows = prepared<[string, string, number], Row>(
    db,
    `${selection} where card.key >= ? and card.key < ? order by card.key limit ?`,
  );
  return rows.all(prefix, `${prefix}g`, most).map(cardOf);
}

/** Cards that fulfil a condition of store/search.ts, in the order of their notes. */
export function cardsWhere(db: Db, condition: { sql: string; values: readonly (string | number)[] }): Card[] {
  const rows = prepared<unknown[], Row>(
    db,
    `${selection} where ${condition.sql} order by block.vault, block.path, block.position, card.ordinal`,
  );
  return rows.all(...condition.values).map(cardOf);
}

function cardOf(row: Row): Card {
  return {
    key: row.card_key,
    vault: row.root,
    path: row.path,
    line: row.line,
    endLine: row.end_line,
    headings: JSON.parse(row.headings),
    block: row.block_key,
    ordinal: row.ordinal,
    deck: row.deck,
    dialect: row.dialect,
    foreignId: row.foreign_id ?? undefined,
    kind: row.kind,
    noteType: row.note_type,
    format: row.format,
    fields: JSON.parse(row.fields),
    tags: JSON.parse(row.tags),
    drills: JSON.parse(row.drills),
    evidence: row.evidence,
    retired: row.retired === 1,
    added: row.added,
    state: stateOf(row),
  };
}
