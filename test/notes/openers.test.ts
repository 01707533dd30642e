import { expect, test } from "vitest";
import { anyCaseFinder } from "../../src/notes/any-case.ts";
import { isSound } from "../../src/notes/encoding/sound.ts";
import { grammarFinder, holdsDrill } from "../../src/notes/openers.ts";

const bytes = (text: string) => Buffer.from(text);
const find = grammarFinder([
  { grammar: "inline", openers: [["STARTI"]] },
  { grammar: "block", openers: [["START"]] },
  { grammar: "tagged", openers: [["#card", "::"], ["cards-deck"], ["żółć-𝒜-deck"]] },
  { grammar: "head", openers: [[{ anyCase: "deck", inHead: true }]] },
  { grammar: "anything", openers: [[]] },
]);

test.each([
  ["RESTART", ["block"]],
  ["STAR T", []],
  ["STARTI", ["inline", "block"]],
  ["a::b", []],
  ["#card\n\na::b", ["tagged"]],
  ["cards-deck: a", ["tagged"]],
  ["żółć-𝒜-deck", ["tagged"]],
  ["---\ntags: [Deck]\n---\ntext", ["head"]],
  ["---\ntags: [a]\n---\ndeck", []],
  ["---\ntitle: a\n----\ntags: [deck]\n---\n", ["head"]],
  ["--- \ndeck", ["head"]],
  ["deck", []],
])("which grammars %j may hold cards of: %j", (text, grammars) => {
  expect(find(bytes(text))).toEqual([...grammars, "anything"]);
});

test.each([
  ["flashcards", "---\ntags: [a, fLaShCaRdS]\n---", true],
  ["flashcards", "#FLASHCARDS/c", true],
  ["flashcards", "a flashcard, flash cards", false],
  ["flashcards", "flashcard", false],
  ["FlashCards", "x #flashcards", true],
  ["flashcards", `${"flashcard ".repeat(1000)}#FlashcardS`, true],
  ["UL", "#uL", true],
  ["ul", "UX", false],
  ["карты", "#Карты", true],
  ["карты", "#КАРТ", false],
  ["grüße", "#GRÜẞE and #Grüße", true],
  ["a-b/c1", "#A-B/C1", true],
  ["x", "", false],
  ["", "anything", true],
])("whether %j stands in %j in any case: %s", (word, text, stands) => {
  expect(anyCaseFinder(word)(bytes(text))).toBe(stands);
});

test.each([
  ["```drill", true],
  ["- ~~~~ \t drill", true],
  ["``` x\n```drill", true],
  ["```\u00a0drill", true],
  ["```\ndrill", false],
  ["```c drill", false],
  ["[[drill:x]] ```", false],
  ["`".repeat(100_000), false],
])("whether %j may hold a drill: %s", (text, holds) => {
  expect(holdsDrill(bytes(text))).toBe(holds);
});

test.each([
  ["ASCII", bytes("a\n"), true],
  ["nothing", bytes(""), true],
  ["accents", bytes("déjà vu"), true],
  ["Cyrillic", bytes("Привет"), true],
  ["CRLF", bytes("a\r\n"), false],
  ["a NUL", bytes("a\0"), false],
  ["a byte order mark", bytes("\uFEFFa"), false],
  ["UTF-16", Buffer.from("\uFEFFa", "utf16le"), false],
  ["no UTF-8", Buffer.of(0x61, 0xe9), false],
  ["mojibake", bytes("a Ã©"), false],
])("whether %s is to be read as it stands: %s", (_, note, sound) => {
  expect(isSound(note)).toBe(sound);
});
