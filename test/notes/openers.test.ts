import { expect, test } from "vitest";
import { isSound } from "../../src/notes/encoding/sound.ts";
import { grammarFinder, holdsDrill } from "../../src/notes/openers.ts";

const bytes = (text: string) => Buffer.from(text);
const find = grammarFinder([
  { grammar: "inline", openers: [["STARTI"]] },
  { grammar: "block", openers: [["START"]] },
  { grammar: "tagged", openers: [["#card", "::"], ["cards-deck"], ["żółć-𝒜-deck"]] },
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
])("which grammars %j may hold cards of: %j", (text, grammars) => {
  expect(find(bytes(text))).toEqual([...grammars, "anything"]);
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
