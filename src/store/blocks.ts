import type { Block, Field } from "../model.ts";
import type { Db } from "./database.ts";

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

/** Nothing; a schedule that a note told; something that happened here. */
export type Past = "none" | "told" | "lived";

export interface BlockReader {
  inNote(vault: number, path: string): BlockRow[];
  /** The block with this key, wherever it is. */
  byKey(key: string): BlockRow | undefined;
  byForeignId(foreignId: string): BlockRow[];
  byText(textHash: string): readonly BlockRow[];
  /** What its cards have behind them, of any of them the most. */
  pastOf(row: BlockRow): Past;
  /** When the last of its cards retired, ms since 1970. */
  retiredAt(row: BlockRow): number | undefined;
  /** What a cloze card asked when it last retired, if that was kept. */
  askedWhenRetired(card: string): string | undefined;
}

/** The notes of a vault that living cards stand in. */
export function notesWithCards(db: Db, vault: number): string[] {
  return db
    .column<[number], string>(
      `select distinct path from block
       where vault = ? and exists (select 1 from card where card.block = block.id and retired = 0)`,
    )
    .all(vault);
}

/** What is asked for by its text is remembered, since equal blocks may be many: a reader serves until something is written. */
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
  const texts = new Map<string, readonly BlockRow[]>();
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
    byText(textHash) {
      const rows = texts.get(textHash) ?? (isEmpty ? [] : byText.all(textHash).map(whole));
      texts.set(textHash, rows);
      return rows;
    },
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
