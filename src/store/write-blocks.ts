import type { Block } from "../model.ts";
import type { BlockRow, CardRow } from "./blocks.ts";
import type { Db } from "./database.ts";
import type { Happening } from "./events.ts";
import { record, refold } from "./state.ts";

/** Where a block stands and how it was recognised. */
export interface Placement {
  readonly vault: number;
  readonly path: string;
  readonly position: number;
  readonly textHash: string;
  readonly evidence: string;
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
