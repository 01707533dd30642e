import { connect, type Db } from "../store/sqlite.ts";
import { checksum, plainText } from "./field-text.ts";
import { noteTypeJson, noteTypes, type NoteTypeName } from "./note-types.ts";

/** A note as it goes into a package. */
export interface AnkiNote {
  readonly id: number;
  readonly guid: string;
  readonly type: NoteTypeName;
  /** s since 1970 */
  readonly modified: number;
  /** ` a b::c `, or nothing. */
  readonly tags: string;
  /** HTML, as many as the type has. */
  readonly fields: readonly string[];
  readonly cards: readonly { readonly id: number; readonly deck: number; readonly ordinal: number }[];
}

export interface Deck {
  readonly id: number;
  readonly name: string;
}

/** Day 0: 4:00 on 1 January 2020, UTC. Any day will do where nothing is scheduled, as long as it is always the same. */
const dayZero = Date.UTC(2020, 0, 1, 4) / 1000;
/** Anki's check complains of a larger position. */
const lastPosition = 999_999;

const tables = `
  create table col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
    ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
    models text not null, decks text not null, dconf text not null, tags text not null);
  create table notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
    usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
    flags integer not null, data text not null);
  create table cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
    mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
    ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
    odue integer not null, odid integer not null, flags integer not null, data text not null);
  create table revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
    ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
  create table graves (usn integer not null, oid integer not null, type integer not null);`;

const indexes = `
  create index ix_notes_usn on notes (usn);
  create index ix_cards_usn on cards (usn);
  create index ix_revlog_usn on revlog (usn);
  create index ix_cards_nid on cards (nid);
  create index ix_cards_sched on cards (did, queue, due);
  create index ix_revlog_cid on revlog (cid);
  create index ix_notes_csum on notes (csum);`;

/**
 * A collection in Anki's schema 11, which every version since 2.0 reads, as the bytes of its database. All cards are new,
 * in the order of the notes. The same notes give the same bytes.
 */
export function collectionBytes(notes: readonly AnkiNote[], decks: readonly Deck[]): Buffer {
  const db = connect(":memory:");
  try {
    db.exec(tables);
    db.exec("begin");
    writeHead(db, notes, decks);
    writeNotes(db, notes);
    db.exec("commit");
    db.exec(indexes);
    return db.bytes();
  } finally {
    db.close();
  }
}

function writeNotes(db: Db, notes: readonly AnkiNote[]): void {
  const addNote = db.prepare("insert into notes values (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')");
  const addCard = db.prepare("insert into cards values (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')");
  for (const [index, note] of notes.entries()) {
    const sort = plainText(note.fields[0] ?? "");
    const { id } = noteTypes[note.type];
    addNote.run(note.id, note.guid, id, note.modified, note.tags, note.fields.join("\x1f"), sort, checksum(sort));
    const due = Math.min(index + 1, lastPosition);
    for (const card of note.cards) addCard.run(card.id, note.id, card.deck, card.ordinal, note.modified, due);
  }
}

function writeHead(db: Db, notes: readonly AnkiNote[], decks: readonly Deck[]): void {
  const modified = notes.reduce((latest, note) => Math.max(latest, note.modified), dayZero);
  const used = [...new Set(notes.map((note) => note.type))].toSorted();
  const models = used.map((type) => [noteTypes[type].id, noteTypeJson(type, 1)]);
  const all = [{ id: 1, name: "Default" }, ...decks.filter((deck) => deck.id !== 1)];
  db.prepare("insert into col values (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')").run(
    dayZero,
    modified * 1000,
    modified * 1000,
    JSON.stringify({ ...settings, nextPos: notes.length + 1 }),
    JSON.stringify(Object.fromEntries(models)),
    JSON.stringify(Object.fromEntries(all.map((deck) => [deck.id, deckJson(deck, modified)]))),
    JSON.stringify({ 1: preset }),
  );
}

/** Without `schedVer` Anki would take the package for one of its first scheduler. */
const settings = {
  schedVer: 2,
  sched2021: true,
  creationOffset: 0,
  rollover: 4,
  curDeck: 1,
  activeDecks: [1],
  curModel: null,
  collapseTime: 1200,
  timeLim: 0,
  estTimes: true,
  dueCounts: true,
  newSpread: 0,
  addToCur: true,
  sortType: "noteFld",
  sortBackwards: false,
  dayLearnFirst: false,
};

const preset = {
  id: 1,
  mod: 0,
  name: "Default",
  usn: 0,
  maxTaken: 60,
  autoplay: true,
  timer: 0,
  replayq: true,
  dyn: false,
  new: { bury: false, delays: [1, 10], initialFactor: 2500, ints: [1, 4, 0], order: 1, perDay: 20 },
  rev: { bury: false, ease4: 1.3, ivlFct: 1, maxIvl: 36500, perDay: 200, hardFactor: 1.2 },
  lapse: { delays: [10], leechAction: 1, leechFails: 8, minInt: 1, mult: 0 },
};

function deckJson({ id, name }: Deck, mod: number): object {
  return {
    id,
    name,
    mod,
    usn: -1,
    conf: 1,
    dyn: 0,
    desc: "",
    collapsed: false,
    browserCollapsed: false,
    extendNew: 0,
    extendRev: 0,
    newToday: [0, 0],
    revToday: [0, 0],
    lrnToday: [0, 0],
    timeToday: [0, 0],
  };
}
