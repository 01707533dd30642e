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

export function blockWriter(db: Db): BlockWriter {
  const insert = db.prepare(
    `insert into block (key, vault, path, line, end_line, column, position, headings, dialect, foreign_id, note_type, kind, format,
       fields, tags, deck, drills, text_hash, evidence)
     values (@key, @vault, @path, @line, @endLine, @column, @position, @headings, @dialect, @foreignId, @noteType, @kind, @format,
       @fields, @tags, @deck, @drills, @textHash, @evidence)`,
  );
  const update = db.prepare(
    `update block set vault = @vault, path = @path, line = @line, end_line = @endLine, column = @column, position = @position,
       headings = @headings, dialect = @dialect, foreign_id = @foreignId, note_type = @noteType, kind = @kind, format = @format,
       fields = @fields, tags = @tags, deck = @deck, drills = @drills, text_hash = @textHash, evidence = @evidence
     where id = @id`,
  );
  const addCard = db.prepare("insert into card (key, block, ordinal, added) values (@key, @block, @ordinal, @added)");
  const addSchedule = db.prepare(
    `insert into schedule (key, queued, deck, position, phase, steps_left, reps, lapses, interval_days)
     values (@key, 1, @deck, @id, 'new', 0, 0, 0, 0)`,
  );
  const moveDeck = db.prepare("update schedule set deck = ? where key in (select key from card where block = ?)");
  const isYoung =
    db.prepare("select 1 from event where kind not in ('import', 'parameters', 'retire', 'revive') limit 1").get() ===
    undefined;
  const hasEvents = db.prepare<[string]>("select 1 from event where key = ? limit 1");
  const setRetired = db.prepare("update card set retired = ? where id = ?");
  return {
    insert: (key, block, placement) => Number(insert.run({ key, ...row(block, placement) }).lastInsertRowid),
    update(before, block, placement) {
      update.run({ id: before.id, ...row(block, placement) });
      if (before.deck !== block.deck) moveDeck.run(block.deck, before.id);
    },
    addCard(card) {
      const { deck, ...row } = card;
      const id = addCard.run(row).lastInsertRowid;
      // Where nothing ever happened to a card there is none to remember.
      if (isYoung || hasEvents.get(card.key) === undefined) addSchedule.run({ key: card.key, deck, id });
      else refold(db, card.key);
    },
    setRetired(card, retired, event) {
      setRetired.run(retired ? 1 : 0, card.id);
      const happening: Happening = { kind: retired ? "retire" : "revive", key: card.key, import: event.import };
      record(db, happening, event.time);
    },
  };
}

function row(block: Block, placement: Placement): Record<string, string | number | null> {
  return {
    ...placement,
    line: block.line,
    endLine: block.endLine,
    column: block.column,
    headings: JSON.stringify(block.headings),
    dialect: block.dialect,
    foreignId: block.foreignId ?? null,
    noteType: block.noteType,
    kind: block.kind,
    format: block.format,
    fields: JSON.stringify(block.fields),
    tags: JSON.stringify(block.tags),
    deck: block.deck,
    drills: JSON.stringify(block.drills),
  };
}
