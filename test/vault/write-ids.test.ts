import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stableId } from "../../src/anki/ids.ts";
import { writeIds } from "../../src/vault/write-ids.ts";
import { type World, world } from "./world.ts";

function change(w: World, task: "write" | "erase") {
  const done = writeIds(w.db, { root: w.vault, start: "" }, { task, idOf: (key) => stableId("note", key) });
  return { ...done, report: w.take({ allowRemovals: true }) };
}

const read = (w: World) => readFileSync(join(w.vault, "a.md"));
const written = /[ \t]*<!--ID: \d+-->(?:\r\n?|\n)?(?= ENDI)|(?<=^|[\r\n])[ \t]*<!--ID: (?!17-->)\d+-->(?:\r\n?|\n)/g;

test.each<[name: string, note: string, expected: RegExp]>([
  [
    "above END",
    "START\nBasic\nQ\nBack: A\nTags: a\nEND\nprose",
    /^START\nBasic\nQ\nBack: A\nTags: a\n<!--ID: \d{12,13}-->\nEND\nprose$/,
  ],
  [
    "with the line ends of the note",
    "\uFEFFSTART\r\nBasic\r\nQ\r\nEND",
    /^\uFEFFSTART\r\nBasic\r\nQ\r\n<!--ID: \d+-->\r\nEND$/,
  ],
  ["as far in as the END of a list", "- x\n  START\n  Basic\n  Q\n  END\n", /\n {2}<!--ID: \d+-->\n {2}END\n$/],
  [
    "before ENDI, each card its own",
    "é STARTI [Basic] Q Back: `ENDI` ENDI and STARTI [Basic] Q Back: x ENDI",
    /^é STARTI \[Basic\] Q Back: `ENDI` <!--ID: \d+--> ENDI and STARTI \[Basic\] Q Back: x <!--ID: \d+--> ENDI$/,
  ],
])("an id is written %s, and taken out again byte for byte", (_, note, expected) => {
  using w = world();
  w.write("a.md", note);
  w.take();
  const cards = w.cards();

  expect(change(w, "write")).toMatchObject({
    notes: 1,
    refused: [],
    report: { cards: { added: 0, changed: 0, retired: 0 } },
  });
  expect(read(w).toString()).toMatch(expected);
  expect(change(w, "write")).toMatchObject({ notes: 0, ids: 0 });
  expect(w.cards()).toEqual(cards);

  expect(change(w, "erase")).toMatchObject({
    notes: 1,
    refused: [],
    report: { cards: { added: 0, changed: 0, retired: 0 } },
  });
  expect(read(w).toString()).toBe(note);
  expect(w.cards()).toEqual(cards);
});

test("ids that Anki gave stay, and a card without END waits for it", () => {
  using w = world();
  const note = "START\nBasic\nQ\n<!--ID: 17-->\nEND\nSTART\nBasic\nR\n";
  w.write("a.md", note);
  w.take();
  expect(change(w, "write")).toMatchObject({ notes: 0, ids: 0, without: 1, refused: [] });
  expect(change(w, "erase")).toMatchObject({ notes: 0, ids: 0, refused: [] });
  expect(read(w).toString()).toBe(note);
});

test("blocks that can hold no id are counted, so that nobody thinks they have one", () => {
  using w = world();
  w.write("a.md", "START\nBasic\nQ\nBack: A\nEND\n\nAsked? #card\nAnswered.\n\n> [!card] Asked too?\n> Answered.\n");
  w.take();
  expect(change(w, "write")).toMatchObject({ notes: 1, ids: 1, without: 2 });
  expect(change(w, "write")).toMatchObject({ notes: 0, ids: 0, without: 2 });
  expect(change(w, "erase")).toMatchObject({ notes: 1, ids: 1, without: 0 });
});

test("a card with its id keeps its key through any edit", () => {
  using w = world();
  w.write("a.md", "START\nBasic\nQ\nBack: A\nEND\n");
  w.take();
  const [key] = Object.keys(w.cards());
  change(w, "write");
  const id = /<!--ID: \d+-->/.exec(read(w).toString())?.[0] ?? "";
  w.remove("a.md");
  w.write("b/c.md", `START\nBasic\nEvery word of it another\nBack: truly\n${id}\nEND\n`);
  w.take({ allowRemovals: true });
  expect(Object.keys(w.cards())).toEqual([key]);
});

test("a note that was edited since it was imported gets ids only for the cards that are still the same", () => {
  using w = world();
  w.write("a.md", "START\nBasic\nQ\nEND\n\nSTART\nBasic\nR\nEND\n");
  w.take();
  w.write("a.md", "START\nBasic\nQ\nEND\n\nSTART\nBasic\nchanged\nEND\n");
  const { ids } = writeIds(w.db, { root: w.vault, start: "" }, { task: "write", idOf: (key) => stableId("note", key) });
  expect(ids).toBe(1);
  expect(read(w).toString()).toMatch(/Q\n<!--ID: \d+-->\nEND\n\nSTART\nBasic\nchanged\nEND\n$/);
});

const piece = fc.constantFrom(
  "START\n",
  "START\r\n",
  "END\n",
  "END\r\n",
  "END",
  "Basic\n",
  "Basic\r\n",
  "Q é\n",
  "Back: A\n",
  "Tags: a b\n",
  "<!--ID: 17-->\n",
  "```c\n",
  "```\n",
  "\n",
  "- x\n",
  "  START\n",
  "  Basic\n",
  "  END\n",
  "%%\n",
  "---\n",
  "日本 STARTI [Basic] x ENDI\n",
  "STARTI [Basic] y Back: `ENDI` z ENDI STARTI [Basic] y ENDI\r\n",
  "START\nBasic\nR\nBack: A\nEND\n",
  "\r",
  "\uFEFF",
);

test("whatever a note holds: nothing but ids is put in, and taking them out gives the very same bytes", () => {
  using w = world();
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const note = pieces.join("");
      w.write("a.md", note);
      w.take({ allowRemovals: true });
      const cards = w.cards();
      const after = change(w, "write");
      const text = read(w).toString();
      expect(text.replace(written, "")).toBe(note.replace(written, ""));
      expect(Buffer.byteLength(text) >= Buffer.byteLength(note)).toBe(true);
      expect(w.cards()).toEqual(cards);
      expect(after.report.cards).toMatchObject({ added: 0, changed: 0, retired: 0 });
      change(w, "erase");
      expect(read(w).toString()).toBe(note);
    }),
    { numRuns: process.env["CARDS_LONG"] === undefined ? 40 : 5000 },
  );
});
