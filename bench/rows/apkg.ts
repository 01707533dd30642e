import { DatabaseSync } from "node:sqlite";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { type AnkiNote, collectionBytes } from "../../src/anki/collection.ts";
import { decksOf } from "../../src/anki/decks.ts";
import { guidOf, stableId } from "../../src/anki/ids.ts";
import { writePackage } from "../../src/anki/package.ts";
import { cardKeyOf, deckOf } from "../home.ts";
import { type Row, timed } from "../row.ts";

export const row: Row = {
  what: ".apkg / minimal insert of the same notes and cards into a database in memory",
  ratio: "time",
  reach: 2.2,
  aim: 1.7,
  prepare(bench) {
    const size = bench.full ? 100_000 : 10_000;
    const { decks, idOf } = decksOf(Array.from({ length: size }, (_, index) => deckOf(index)));
    const notes = Array.from({ length: size }, (_, index) => noteOf(index, idOf(deckOf(index))));
    const file = join(bench.folder, "deck.apkg");
    return {
      rounds: 9,
      note: `${size} notes whose HTML is ready → file`,
      async ours() {
        const start = performance.now();
        await writePackage(file, collectionBytes(notes, decks), []);
        const ms = performance.now() - start;
        rmSync(file);
        return ms;
      },
      yardstick: () => timed(() => insert(notes)),
    };
  },
};

/** Two tables without an index, one transaction, every value at hand. */
function insert(notes: readonly AnkiNote[]): void {
  const db = new DatabaseSync(":memory:");
  db.exec(
    `create table notes (id integer primary key, guid text, mid integer, mod integer, usn integer, tags text, flds text,
       sfld integer, csum integer, flags integer, data text);
     create table cards (id integer primary key, nid integer, did integer, ord integer, mod integer, usn integer, type integer,
       queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer, left integer, odue integer,
       odid integer, flags integer, data text);`,
  );
  const note = db.prepare("insert into notes values (?, ?, 1, ?, -1, ?, ?, ?, 0, 0, '')");
  const card = db.prepare("insert into cards values (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')");
  db.exec("begin");
  for (const [due, { id, guid, modified, tags, fields, cards }] of notes.entries()) {
    note.run(id, guid, modified, tags, fields.join("\x1f"), fields[0] ?? "");
    for (const each of cards) card.run(each.id, id, each.deck, each.ordinal, modified, due);
  }
  db.exec("commit");
  db.close();
}

function noteOf(index: number, deck: number): AnkiNote {
  const key = cardKeyOf(index);
  return {
    id: stableId("note", key),
    guid: guidOf(key),
    type: "basic",
    modified: 1_800_000_000,
    tags: " linux sockets ",
    fields: [
      `<p>${index}: what does <code>bind</code> do with a <strong>stream</strong> socket?</p>`,
      '<p>It gives the socket its address.</p>\n<pre><code class="language-c"><span class="hljs-built_in">bind</span>(fd, &amp;address, <span class="hljs-keyword">sizeof</span> address);</code></pre>',
      "",
      `<a href="obsidian://open?vault=notes&amp;file=Streams%2F${index}">${index} › Sockets › Streams</a>`,
      "",
    ],
    cards: [{ id: stableId("card", key), deck, ordinal: 0 }],
  };
}
