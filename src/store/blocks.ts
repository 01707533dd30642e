import type { Block, Field } from "../model.ts";
import type { Db } from "./database.ts";
import type { Happening } from "./events.ts";
import { record, refold } from "./state.ts";

/** A block as it is kept, with the cards that were made of it. */
export interface BlockRow {
  readonly id: number;
  readonly key: string;
  readonly vault: number;
  readonly path: string;
  readonly position: number;
  readonly headings: readonly string[];
  readonly dialect: Block["dialect"];
  readonly foreignId: string | undefined;
  readonly noteType: string;
  readonly fields: readonly Field[];
  readonly tags: readonly string[];
  readonly deck: string;
  readonly textHash: string;
  readonly cards: readonly CardRow[];
}

export interface CardRow {
  readonly id: number;
  readonly key: string;
  readonly ordinal: number;
  readonly retired: boolean;
}

interface StoredBlock {
  readonly id: number;
  readonly key: string;
  readonly vault: number;
  readonly path: string;
  readonly position: number;
  readonly headings: string;
  readonly dialect: Block["dialect"];
  readonly foreign_id: string | null;
  readonly note_type: string;
  readonly fields: string;
  readonly tags: string;
  readonly deck: string;
  readonly text_hash: string;
}

/** Where a block stands and how it was recognised. */
export interface Placement {
  readonly vault: number;
  readonly path: string;
  readonly position: number;
  readonly textHash: string;
  readonly evidence: string;
}

export interface BlockReader {
  inNote(vault: number, path: string): BlockRow[];
  /** The block with this key, wherever it is. */
  byKey(key: string): BlockRow | undefined;
  byForeignId(foreignId: string): BlockRow[];
  byText(textHash: string): BlockRow[];
  /** Blocks of a vault none of whose cards is live. */
  retired(vault: number): BlockRow[];
}

export function blockReader(db: Db): BlockReader {
  const columns =
    "id, key, vault, path, position, headings, dialect, foreign_id, note_type, fields, tags, deck, text_hash";
  const select = (where: string) => db.prepare<unknown[], StoredBlock>(`select ${columns} from block where ${where}`);
  const cards = db.prepare<[number], { id: number; key: string; ordinal: number; retired: number }>(
    "select id, key, ordinal, retired from card where block = ? order by ordinal",
  );
  const whole = (row: StoredBlock): BlockRow => ({
    id: row.id,
    key: row.key,
    vault: row.vault,
    path: row.path,
    position: row.position,
    headings: JSON.parse(row.headings),
    dialect: row.dialect,
    foreignId: row.foreign_id ?? undefined,
    noteType: row.note_type,
    fields: JSON.parse(row.fields),
    tags: JSON.parse(row.tags),
    deck: row.deck,
    textHash: row.text_hash,
    cards: cards.all(row.id).map((card) => ({ ...card, retired: card.retired === 1 })),
  });
  const isEmpty = db.prepare("select 1 from block limit 1").get() === undefined;
  const inNote = select("vault = ? and path = ? order by position");
  const byKey = select("key = ?");
  const byForeignId = select("foreign_id = ?");
  const byText = select("text_hash = ?");
  const retired = select(
    "vault = ? and not exists (select 1 from card where card.block = block.id and card.retired = 0)",
  );
  return {
    inNote: (vault, path) => inNote.all(vault, path).map(whole),
    byKey: (key) => (isEmpty ? undefined : byKey.all(key).map(whole)[0]),
    byForeignId: (foreignId) => byForeignId.all(foreignId).map(whole),
    byText: (textHash) => byText.all(textHash).map(whole),
    retired: (vault) => retired.all(vault).map(whole),
  };
}

export interface BlockWriter {
  insert(key: string, block: Block, placement: Placement): number;
  update(before: BlockRow, block: Block, placement: Placement): void;
  addCard(card: { key: string; block: number; ordinal: number; deck: string; added: string }): void;
  setRetired(card: CardRow, retired: boolean, event: { import: string; time: number }): void;
}

/** What is written of a block, in the order of `valuesOf`. Bound by place: by name an import takes 7 % longer. */
const written =
  "vault, path, line, end_line, column, position, headings, dialect, foreign_id, note_type, kind, format, fields, tags, deck, drills, text_hash, evidence";
const marks = written.replace(/\w+/g, "?");

export function blockWriter(db: Db): BlockWriter {
  const insert = db.prepare(`insert into block (${written}, key) values (${marks}, ?)`);
  const update = db.prepare(`update block set (${written}) = (${marks}) where id = ?`);
  const addCard = db.prepare("insert into card (key, block, ordinal, added) values (?, ?, ?, ?)");
  const addSchedule = db.prepare(
    `insert into schedule (key, queued, deck, position, phase, steps_left, reps, lapses, interval_days)
     values (?, 1, ?, ?, 'new', 0, 0, 0, 0)`,
  );
  const moveDeck = db.prepare("update schedule set deck = ? where key in (select key from card where block = ?)");
  const isYoung =
    db.prepare("select 1 from event where kind not in ('import', 'parameters', 'retire', 'revive') limit 1").get() ===
    undefined;
  const hasEvents = db.prepare<[string]>("select 1 from event where key = ? limit 1");
  const setRetired = db.prepare("update card set retired = ? where id = ?");
  return {
    insert: (key, block, placement) => Number(insert.run(...valuesOf(block, placement), key).lastInsertRowid),
    update(before, block, placement) {
      update.run(...valuesOf(block, placement), before.id);
      if (before.deck !== block.deck) moveDeck.run(block.deck, before.id);
    },
    addCard({ key, block, ordinal, deck, added }) {
      const id = addCard.run(key, block, ordinal, added).lastInsertRowid;
      // Where nothing ever happened to a card there is none to remember.
      if (isYoung || hasEvents.get(key) === undefined) addSchedule.run(key, deck, id);
      else refold(db, key);
    },
    setRetired(card, retired, event) {
      setRetired.run(retired ? 1 : 0, card.id);
      const happening: Happening = { kind: retired ? "retire" : "revive", key: card.key, import: event.import };
      record(db, happening, event.time);
    },
  };
}

function valuesOf(block: Block, place: Placement): (string | number | null)[] {
  return [
    place.vault,
    place.path,
    block.line,
    block.endLine,
    block.column,
    place.position,
    listText(block.headings),
    block.dialect,
    block.foreignId ?? null,
    block.noteType,
    block.kind,
    block.format,
    JSON.stringify(block.fields),
    listText(block.tags),
    block.deck,
    listText(block.drills),
    place.textHash,
    place.evidence,
  ];
}

/** Most lists are empty, and JSON.stringify is slow to say so. */
function listText(list: readonly unknown[]): string {
  return list.length === 0 ? "[]" : JSON.stringify(list);
}
