import { expect, test } from "vitest";
import { decksOf } from "../../src/anki/decks.ts";
import { checksum, deckName, plainText, tagText } from "../../src/anki/field-text.ts";
import { base91, idGiver, stableId } from "../../src/anki/ids.ts";

/** Anki's own test of its base 91. */
test.each([
  [1n, "b"],
  [2n ** 64n - 1n, "Rj&Z5m[>Zp"],
])("%s in base 91 is %s", (number, text) => {
  expect(base91(number)).toBe(text);
});

test("an id is a moment of the past, and the same for ever", () => {
  expect(stableId("deck", "sockets")).toMatchInlineSnapshot(`1116902535061`);
  expect(stableId("note", "sockets")).not.toBe(stableId("deck", "sockets"));
});

test("no id is given twice", () => {
  const give = idGiver();

  expect([give(5), give(5), give(6), give(1)]).toEqual([5, 6, 7, 1]);
});

test("decks have their parents, and differ in more than case", () => {
  const { decks, idOf } = decksOf(["A::B", "a::c", "A::b", "Default"]);

  expect(decks.map((deck) => deck.name)).toEqual(["Default", "A", "A::B", "A::c"]);
  expect(idOf("A::b")).toBe(idOf("A::B"));
  expect(idOf("default")).toBe(1);
});

test.each([
  ["A :: B ", "A::B"],
  ["::A::::B:", "blank::A::blank::B"],
  ["e\u0301", "é"],
])("the deck %j is called %j", (written, name) => {
  expect(deckName(written)).toBe(name);
});

test.each([
  [[], ""],
  [["a/b", "c d", "e\u3000f"], " a::b c_d e_f "],
])("the tags %j are %j", (tags, text) => {
  expect(tagText(tags)).toBe(text);
});

test.each([
  ['<p>a &#x3C;b> &amp; <img src="x.png" alt=""></p>', "a <b> &  x.png"],
  ["plain ", "plain"],
  ["<!-- c -->a", "a"],
])("%j is sorted by %j", (html, text) => {
  expect(plainText(html)).toBe(text);
});

test("the checksum is the begin of the SHA-1", () => {
  expect(checksum("abc")).toBe(0xa9993e36);
});
