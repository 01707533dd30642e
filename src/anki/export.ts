/**
 * Exports cards to a package for Anki, without their schedule:
 *
 *     blocks → fields as HTML → which of them changed since the last export → collection → zip
 *
 * Anki knows a note again by its guid, and takes it over only if it is newer than its own. So a note's time is the moment
 * at which an export first saw it as it is now; that is remembered, and an export that finds nothing new changes nothing.
 */
import type { Problem } from "../model.ts";
import type { Db } from "../store/database.ts";
import { type Exported, exportedBlocks, rememberExported } from "../store/exports.ts";
import { type AnkiNote, collectionBytes } from "./collection.ts";
import { decksOf } from "./decks.ts";
import { guidOf, idGiver, stableId } from "./ids.ts";
import type { Medium } from "./media.ts";
import { type ExportBlock, type RenderedNote, renderNote } from "./note.ts";
import { writePackage } from "./package.ts";

export interface ExportReport {
  readonly file: string;
  readonly notes: number;
  readonly cards: number;
  readonly decks: number;
  readonly media: number;
  /** Notes that are new or changed since the last export. */
  readonly changed: number;
  readonly problems: readonly Problem[];
}

/** `time` in ms since 1970. Throws CardsError where the file can't be written. */
export async function exportPackage(
  db: Db,
  blocks: readonly ExportBlock[],
  media: readonly Medium[],
  { file, time }: { readonly file: string; readonly time: number },
): Promise<ExportReport> {
  const rendered = blocks.map(renderNote);
  const notes = rendered.filter((note) => note.cards.length > 0);
  const { times, changed } = timesOf(notes, exportedBlocks(db), Math.floor(time / 1000));
  const { decks, idOf } = decksOf(notes.map((note) => note.block.deck));
  const anki = toAnki(notes, times, idOf, time);
  const shown = mediaShownIn(notes, media);
  await writePackage(file, collectionBytes(anki, decks), shown);
  rememberExported(db, changed);
  return {
    file,
    notes: anki.length,
    cards: anki.reduce((sum, note) => sum + note.cards.length, 0),
    decks: new Set(notes.map((note) => idOf(note.block.deck))).size,
    media: shown.length,
    changed: changed.size,
    problems: rendered.flatMap((note) => note.problems),
  };
}

/** Each block's time (s since 1970), and what is to be remembered. A change is always later than what it changes. */
function timesOf(
  notes: readonly RenderedNote[],
  known: ReadonlyMap<string, Exported>,
  now: number,
): { times: ReadonlyMap<string, number>; changed: ReadonlyMap<string, Exported> } {
  const times = new Map<string, number>();
  const changed = new Map<string, Exported>();
  for (const { block, content } of notes) {
    const before = known.get(block.key);
    const modified = before?.content === content ? before.modified : Math.max(now, (before?.modified ?? 0) + 1);
    times.set(block.key, modified);
    if (before?.content !== content) changed.set(block.key, { content, modified });
  }
  return { times, changed };
}

function toAnki(
  notes: readonly RenderedNote[],
  times: ReadonlyMap<string, number>,
  deckId: (name: string) => number,
  now: number,
): AnkiNote[] {
  const giveNote = idGiver();
  const giveCard = idGiver();
  // Anki's own ids first: they give way to nobody.
  const ids = new Map<string, number>();
  for (const { block } of notes) {
    const own = ankiId(block.foreignId, now);
    if (own !== undefined) ids.set(block.key, giveNote(own));
  }
  return notes.map(({ block, type, fields, tags, cards }) => ({
    id: ids.get(block.key) ?? giveNote(stableId("note", block.key)),
    guid: guidOf(block.key),
    type,
    modified: times.get(block.key) ?? 0,
    tags,
    fields,
    cards: cards.map(({ key, ordinal }) => ({
      id: giveCard(stableId("card", key)),
      deck: deckId(block.deck),
      ordinal,
    })),
  }));
}

/** An id that Anki gave once, ms since 1970; one of the future would make it refuse the package. */
function ankiId(foreignId: string | undefined, now: number): number | undefined {
  const id = Number(/^anki:(\d{1,15})$/.exec(foreignId ?? "")?.[1]);
  return id > 0 && id <= now ? id : undefined;
}

/** Only what a card really shows: a picture may stand in a comment, or be named by a link. */
function mediaShownIn(notes: readonly RenderedNote[], media: readonly Medium[]): Medium[] {
  const shown = new Set(
    notes.flatMap(({ fields }) =>
      fields.flatMap((field) => [...field.matchAll(/<img src="([^"]*)"/g)].map(([, name = ""]) => name)),
    ),
  );
  return media.filter(({ name }) => shown.has(name));
}
