import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { read } from "./read.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/cards.md"), "utf8");
const listings = [...page.matchAll(/^```markdown\n([^]*?)^```$/gm)].map((match) => match[1] ?? "");

/** The cards of each listing, in their order on the page. */
const expected = [
  ["native basic 1"],
  ["native basic 1"],
  ["native cloze 2"],
  ["native reversed 2", "native typed 1"],
  ["spaced-repetition basic 1", "spaced-repetition basic 1"],
  ["flashcards basic 1"],
  ["hashcards basic 1", "hashcards cloze 2"],
];

test("the listings on the page of cards make the cards that it says", () => {
  const notes = listings.map((listing) => read(listing));

  expect(notes.flatMap(({ problems }) => problems)).toEqual([]);
  expect(
    notes.map(({ blocks }) => blocks.map(({ dialect, kind, ordinals }) => `${dialect} ${kind} ${ordinals.length}`)),
  ).toEqual(expected);
});
