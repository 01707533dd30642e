import { join } from "node:path";
import type { Block } from "../src/model.ts";
import { dayNumber } from "../src/schedule/day.ts";
import { databaseFile } from "../src/settings/home.ts";
import { blockWriter, type NewCard } from "../src/store/write-blocks.ts";
import { type Db, immediately, openDatabase } from "../src/store/database.ts";
import { digest } from "../src/store/events.ts";
import { record } from "../src/store/state.ts";
import { vaultAt } from "../src/store/vaults.ts";
import { type Chance, chanceOf } from "./chance.ts";

export const utc = (): number => 0;
export const noon = Date.parse("2026-11-20T12:00:00Z");

/** Cards are found by it again; real keys are hashes too, so rows land all over the indexes. */
export const cardKeyOf = (index: number): string => digest(`card ${index}`);

/** Forty decks with one preset, and one that has its own (decks/sockets.toml), as has everybody who took in the course. */
export const deckOf = (index: number): string => (index % 100 === 0 ? "Sockets" : `Systems::${index % 40}`);

const cardsPerNote = 8;

/**
 * A home in use: of ten cards four are new, and of the others every hundredth is due. Schedules are written as they
 * would follow from events; the events are left out, since neither dealing nor rating looks back at them.
 */
export function makeHome(folder: string, cards: number): string {
  const db = openDatabase(databaseFile(folder));
  // Only to fill it faster; it is not kept in the file.
  db.pragma("cache_size = -400000");
  immediately(db, () => fill(db, join(folder, "vault"), cards));
  db.close();
  return folder;
}

function fill(db: Db, root: string, cards: number): void {
  const chance = chanceOf(cards);
  const vault = vaultAt(db, root, false);
  const writer = blockWriter(db);
  const today = dayNumber(noon, utc);
  const review = db.prepare(
    `update schedule set phase = 'review', due_day = @due, stability = @interval, difficulty = 5, reps = 3,
       last_time = @time, last_day = @last, interval_days = @interval where key = @key`,
  );
  const event = record(db, { kind: "import", vault: root, added: cards, changed: 0, retired: 0, revived: 0 }, noon);
  const made: NewCard[] = [];
  for (let index = 1; index <= cards; index += 1) {
    const block = writer.insert(digest(`block ${index}`), blockOf(index), {
      vault: vault.id,
      path: `${Math.floor(index / cardsPerNote)}.md`,
      position: index % cardsPerNote,
      textHash: digest(`text ${index}`),
      evidence: "first sight",
    });
    made.push({ key: cardKeyOf(index), block, ordinal: 0 });
  }
  writer.addCards(made, event.id);
  for (const { key } of made) if (chance.happens(0.6)) review.run({ key, ...inReview(chance, today) });
}

function blockOf(index: number): Block {
  return {
    line: 10 * (index % cardsPerNote) + 1,
    endLine: 10 * (index % cardsPerNote) + 8,
    column: 1,
    headings: ["Sockets", "Streams"],
    dialect: "obsidian-to-anki",
    foreignId: undefined,
    noteType: "Basic",
    kind: "basic",
    fields: [
      { name: "Front", text: `${index}: what does \`bind\` do with a **stream** socket?` },
      { name: "Back", text: "It gives the socket its address.\n\n```c\nbind(fd, &address, sizeof address);\n```" },
    ],
    format: "markdown",
    tags: ["linux", "sockets"],
    deck: deckOf(index),
    ordinals: [0],
    drills: [],
  };
}

function inReview(chance: Chance, today: number) {
  const interval = 1 + chance.below(100);
  const last = today - (chance.happens(0.01) ? interval : chance.below(interval));
  return { interval, last, due: last + interval, time: last * 86_400_000 + 43_200_000 };
}
