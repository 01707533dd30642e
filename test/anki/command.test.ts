import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { home } from "../cli/run.ts";

const note = "TARGET DECK: Net\nSTART\nBasic\nq\nBack: ![[gone.png]]\nEND\n\nSTART\nCloze\n{{c1::a}} {{c2::b}}\nEND\n";

test("cards export writes a package, replaces one that is there, and tells what is missing with its place", () => {
  using h = home();
  mkdirSync(join(h.folder, "vault"));
  writeFileSync(join(h.folder, "vault/a.md"), note);
  h.json("import", join(h.folder, "vault"));
  const file = join(h.folder, "deck.apkg");
  writeFileSync(file, "old");

  const told = h.cards(["export", file]);
  const first = readFileSync(file);
  const report = h.json("export", file);

  expect([told.code, told.out]).toEqual([
    0,
    `${file}\n  2 notes, 3 cards, 1 deck, 0 pictures\n  2 notes new or changed since the last export\n`,
  ]);
  expect(told.err).toMatch(/^a\.md:2:1: missing-picture: gone\.png is not in the vault\n {4}Put/);
  expect(report).toMatchObject({ version: 1, file, notes: 2, cards: 3, decks: 1, media: 0, changed: 0 });
  expect(readFileSync(file).equals(first)).toBe(true);
});

test.each([
  [["deck.csv"], 2, "deck.csv: only packages for Anki can be written yet\n"],
  [["deck"], 2, "deck: not the name of a package\n"],
  [["deck.apkg", "deck:Nowhere"], 1, "no card to export\n"],
  [["deck.apkg", "("], 2, ""],
  [[], 2, "missing required argument"],
])("cards export %j: exit %i", (words, code, message) => {
  using h = home();

  const ran = h.cards(["export", ...words], { env: { PWD: h.folder } });

  expect(ran.code).toBe(code);
  expect(ran.err).toContain(message);
  expect(existsSync("deck.apkg")).toBe(false);
});
