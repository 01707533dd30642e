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
  readonly line: number;
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
  readonly line: number;
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

/** Nothing; a schedule that a note told; something that happened here. */
export type Past = "none" | "told" | "lived";

export interface BlockReader {
  inNote(vault: number, path: string): BlockRow[];
  /** The block with this key, wherever it is. */
  byKey(key: string): BlockRow | undefined;
  byForeignId(foreignId: string): BlockRow[];
  byText(textHash: string): BlockRow[];
  /** What its cards have behind them, of any of them the most. */
  pastOf(row: BlockRow): Past;
  /** When the last of its cards retired, ms since 1970. */
  retiredAt(row: BlockRow): number | undefined;
  /** What a cloze card asked when it last retired, if that was kept. */
  askedWhenRetired(card: string): string | undefined;
}

export function blockReader(db: Db): BlockReader {
  const columns =
    "id, key, vault, path, line, position, headings, dialect, foreign_id, note_type, fields, tags, deck, text_hash";
  const select = (where: string) => db.prepare<unknown[], StoredBlock>(`select ${columns} from block where ${where}`);
  const cards = db.prepare<[number], { id: number; key: string; ordinal: number; retired: number }>(
    "select id, key, ordinal, retired from card where block = ? order by ordinal",
  );
  const whole = (row: StoredBlock): BlockRow => ({
    id: row.id,
    key: row.key,
    vault: row.vault,
    path: row.path,
    line: row.line,
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
  const past = db.column<[string], string>(
    "select kind from event where key = ? and kind not in ('retire', 'revive') order by kind = 'adopt' limit 1",
  );
  const asked = db.column<[string], string | null>(
    "select body ->> 'asked' from event where key = ? and kind = 'retire' order by row desc limit 1",
  );
  const retired = db.column<[string], number | null>(
    "select max(body ->> 'time') from event where key = ? and kind = 'retire'",
  );
  return {
    inNote: (vault, path) => inNote.all(vault, path).map(whole),
    byKey: (key) => (isEmpty ? undefined : byKey.all(key).map(whole)[0]),
    byForeignId: (foreignId) => (isEmpty ? [] : byForeignId.all(foreignId).map(whole)),
    byText: (textHash) => (isEmpty ? [] : byText.all(textHash).map(whole)),
    pastOf(row) {
      const kinds = row.cards.flatMap((card) => past.get(card.key) ?? []);
      return kinds.length === 0 ? "none" : kinds.every((kind) => kind === "adopt") ? "told" : "lived";
    },
    retiredAt(row) {
      const times = row.cards.map((card) => retired.get(card.key) ?? 0);
      return times.some((time) => time > 0) ? Math.max(...times) : undefined;
    },
    askedWhenRetired: (card) => asked.get(card) ?? undefined,
  };
}

export interface BlockWriter {
  insert(key: string, block: Block, placement: Placement): number;
  update(before: BlockRow, block: Block, placement: Placement): void;
  /** New cards of blocks that stand already, brought by the import event `added`; those that had a past come back with it. */
  addCards(cards: readonly NewCard[], added: string): void;
  /** `asked`: what the card asked, where its ordinal will not tell. */
  setRetired(
    card: CardRow,
    retired: boolean,
    event: { import: string; time: number; asked?: string | undefined },
  ): void;
  /** Gives cards of one block other ordinals, all at once: they may change places. */
  renumber(cards: readonly { readonly card: CardRow; readonly ordinal: number }[]): void;
  /** Puts a block where a copy of it stands. */
  takePlace(before: BlockRow, copy: BlockRow, evidence: string): void;
}

export interface NewCard {
  readonly key: string;
  readonly block: number;
  readonly ordinal: number;
}

/** What is written of a block, in the order of `valuesOf`. Bound by place: by name an import takes 7 % longer. */
const written =
  "vault, path, line, end_line, column, position, headings, dialect, foreign_id, note_type, kind, format, fields, tags, deck, drills, text_hash, evidence";
const marks = written.replace(/\w+/g, "?");

/** Where no card of a block has its ordinal. */
const outOfTheWay = 1_000_000;

export function blockWriter(db: Db): BlockWriter {
  const insert = db.prepare(`insert into block (${written}, key) values (${marks}, ?)`);
  const update = db.prepare(`update block set (${written}) = (${marks}) where id = ?`);
  const addCard = db.prepare("insert into card (key, block, ordinal, added) values (?, ?, ?, ?)");
  const newestCard = db.column<[], number>("select coalesce(max(id), 0) from card");
  // In the order of their keys, in which the table stands.
  const scheduleNew = db.prepare(
    `insert or ignore into schedule (key, queued, deck, position, phase, steps_left, reps, lapses, interval_days)
     select card.key, 1, deck, card.id, 'new', 0, 0, 0, 0 from card join block on block.id = card.block
     where card.id > ? order by card.key`,
  );
  const withPast = db.column<[number], string>(
    "select key from card where id > ? and exists (select 1 from event where key = card.key)",
  );
  const moveDeck = db.prepare("update schedule set deck = ? where key in (select key from card where block = ?)");
  const setRetired = db.prepare("update card set retired = ? where id = ?");
  const setOrdinal = db.prepare("update card set ordinal = ? where id = ?");
  const takePlace = db.prepare(
    `update block set (${written}) = (select ${written.replace("evidence", "?")} from block where id = ?) where id = ?`,
  );
  return {
    insert: (key, block, placement) => Number(insert.run(...valuesOf(block, placement), key).lastInsertRowid),
    update(before, block, placement) {
      update.run(...valuesOf(block, placement), before.id);
      if (before.deck !== block.deck) moveDeck.run(block.deck, before.id);
    },
    addCards(cards, added) {
      if (cards.length === 0) return;
      const newest = newestCard.get() ?? 0;
      for (const { key, block, ordinal } of cards) addCard.run(key, block, ordinal, added);
      scheduleNew.run(newest);
      for (const key of withPast.all(newest)) refold(db, key);
    },
    setRetired(card, retired, event) {
      setRetired.run(retired ? 1 : 0, card.id);
      const happening: Happening = {
        kind: retired ? "retire" : "revive",
        key: card.key,
        import: event.import,
        ...(event.asked === undefined ? {} : { asked: event.asked }),
      };
      record(db, happening, event.time);
    },
    renumber(cards) {
      for (const { card } of cards) setOrdinal.run(outOfTheWay + card.id, card.id);
      for (const { card, ordinal } of cards) setOrdinal.run(ordinal, card.id);
    },
    takePlace(before, copy, evidence) {
      takePlace.run(evidence, copy.id, before.id);
      if (before.deck !== copy.deck) moveDeck.run(copy.deck, before.id);
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
