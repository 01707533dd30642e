import fc from "fast-check";
import { expect, test } from "vitest";
import { blockKey, cardKey, normalised } from "../../src/notes/identity/keys.ts";
import type { FreshBlock, KnownBlock } from "../../src/notes/identity/draft.ts";
import { matchBlocks } from "../../src/notes/identity/matching.ts";

const fields = (front: string, back = "") => [
  { name: "Front", text: front },
  { name: "Back", text: back },
];
const block = {
  foreignId: undefined,
  path: "a.md",
  dialect: "obsidian-to-anki" as const,
  fields: fields("q", "a"),
  occurrence: 0,
};

test.each([
  ["white space", fields("a  b\n\tc"), fields("a b c ")],
  ["the form of accents", fields("e\u0301"), fields("é")],
  ["empty fields", fields("a", " "), [{ name: "Front", text: "a" }]],
])("%s makes no other text", (_, one, other) => {
  expect(normalised(one)).toBe(normalised(other));
});

test("texts of two fields are no text of one", () => {
  expect(normalised(fields("a", "b"))).not.toBe(normalised(fields('a","b')));
  expect(normalised(fields("a b"))).not.toBe(normalised(fields("a", "b")));
});

test("keys are 32 hex digits and never change", () => {
  expect(blockKey(block)).toBe(blockKey({ ...block, fields: fields("q ", " a") }));
  expect(blockKey(block)).toMatch(/^[0-9a-f]{32}$/);
  // SHA-256 of ["block","anki:1708329969701"] and of ["card",<that>,0]: these may never come out otherwise.
  const known = blockKey({ ...block, foreignId: "anki:1708329969701" });
  expect([known, cardKey(known, 0)]).toMatchInlineSnapshot(`
    [
      "896ab1242a648b095233a918d7eb7c29",
      "2013da544819ce7a662a758434d4247e",
    ]
  `);
});

test.each([
  ["path", { path: "b.md" }],
  ["dialect", { dialect: "native" as const }],
  ["text", { fields: fields("q", "b") }],
  ["occurrence", { occurrence: 1 }],
  ["foreign id", { foreignId: "anki:1" }],
])("another %s is another key", (_, other) => {
  expect(blockKey({ ...block, ...other })).not.toBe(blockKey(block));
});

test("a foreign id is the whole identity", () => {
  const one = { ...block, foreignId: "anki:1" };

  expect(blockKey({ ...one, path: "b.md", fields: fields("other") })).toBe(blockKey(one));
});

let position = 0;
const known = (text: string, more: Partial<KnownBlock> = {}): KnownBlock => ({
  ...fresh(text, more),
  retired: false,
  ...more,
});
const fresh = (text: string, more: Partial<FreshBlock> = {}): FreshBlock => ({
  path: "a.md",
  position: position++,
  headings: [],
  foreignId: undefined,
  fields: fields(text),
  text: normalised(fields(text)),
  ...more,
});
const id = (foreignId: string) => ({ foreignId });
const socket = "What does socket return when it succeeds? A file descriptor that is free";
const socket2 = "What does socket return when it succeeds? The lowest file descriptor that is free";

test.each<[string, KnownBlock[], FreshBlock[], string[]]>([
  ["nothing new", [known("a")], [fresh("a")], ["0=0 the same text in the same note"]],
  [
    "an id wins over text",
    [known("a", id("1")), known("b", id("2"))],
    [fresh("b", id("1")), fresh("a", id("2"))],
    ["0=0 its id", "1=1 its id"],
  ],
  ["an id wins over a move", [known("a", id("1"))], [fresh("z", { ...id("1"), path: "b.md" })], ["0=0 its id"]],
  [
    "an id met twice is one card",
    [known("a", id("1"))],
    [fresh("a", id("1")), fresh("a", { ...id("1"), path: "b.md" })],
    ["0=0 its id"],
  ],
  ["an id that has just been written", [known("a")], [fresh("a", id("1"))], ["0=0 the same text in the same note"]],
  ["an id that was taken away", [known("a", id("1"))], [fresh("a")], ["0=0 the same text in the same note"]],
  ["two different ids are two cards", [known("a", id("1"))], [fresh("a", id("2"))], []],
  [
    "equal texts keep their order",
    [known("a"), known("a")],
    [fresh("a"), fresh("a")],
    ["0=0 the same text in the same note", "1=1 the same text in the same note"],
  ],
  [
    "a move to another note",
    [known("a"), known("b")],
    [fresh("b"), fresh("a", { path: "b.md" })],
    ["1=0 the same text in the same note", "0=1 the same text in another note"],
  ],
  [
    "a renamed note with equal texts",
    [known("a"), known("a")],
    [fresh("a", { path: "b.md" }), fresh("a", { path: "b.md" })],
    ["0=0 the same text in another note", "1=1 the same text in another note"],
  ],
  [
    "a copy is a new card",
    [known("a")],
    [fresh("a", { path: "b.md" }), fresh("a")],
    ["0=1 the same text in the same note"],
  ],
  [
    "two copies of a text that is gone",
    [known("a")],
    [fresh("a", { path: "b.md" }), fresh("a", { path: "c.md" })],
    ["?0", "?1"],
  ],
  ["a text that comes back", [known("a", { retired: true })], [fresh("a")], ["0=0 the same text in the same note"]],
  [
    "a living card is preferred",
    [known("a", { retired: true }), known("a")],
    [fresh("a")],
    ["1=0 the same text in the same note"],
  ],
  [
    "of all that went, what went last comes back",
    [
      known("a", { retired: true, retiredAt: 2, path: "b.md" }),
      known("a", { retired: true, retiredAt: 3, path: "c.md" }),
      known("a", { retired: true, retiredAt: 1, path: "d.md" }),
    ],
    [fresh("a")],
    ["1=0 the same text in another note"],
  ],
  [
    "of what went at once, nobody can say which is back",
    [
      known("a", { retired: true, retiredAt: 2, path: "b.md" }),
      known("a", { retired: true, retiredAt: 2, path: "c.md" }),
    ],
    [fresh("a")],
    ["?0"],
  ],
  [
    "what went last can't be in two notes at once",
    [
      known("a", { retired: true, retiredAt: 2, path: "b.md" }),
      known("a", { retired: true, retiredAt: 3, path: "c.md" }),
    ],
    [fresh("a"), fresh("a", { path: "e.md" })],
    ["?0", "?1"],
  ],
  [
    "two cards of one text leave a note, and one comes to another: it is one of them",
    [known("a", { position: 1 }), known("a", { position: 2 })],
    [fresh("a", { path: "b.md", position: 2 })],
    ["1=0 the same text in another note"],
  ],
  ["an edit", [known(socket)], [fresh(socket2)], ["0=0 similar text in the same place"]],
  [
    "an edit under another heading",
    [known(socket)],
    [fresh(socket2, { headings: ["A"] })],
    ["0=0 similar text elsewhere"],
  ],
  ["an edit and a move", [known(socket)], [fresh(socket2, { path: "b.md" })], ["0=0 similar text elsewhere"]],
  ["a replaced card", [known("What is TCP? A stream")], [fresh("Where do gulls nest in winter")], []],
  ["an edit does not bring back a retired card", [known(socket, { retired: true })], [fresh(socket2)], []],
  [
    "a slip makes a text that a retired card had: it is still the card that stands there",
    [known(socket, { position: 1 }), known(socket.replace("return", "retrun"), { position: 1, retired: true })],
    [fresh(socket.replace("return", "retrun"), { position: 1 }), fresh(socket, { path: "a.conflict.md" })],
    ["0=0 similar text in the same place"],
  ],
  [
    "a card that comes to say what one of another note said, which retired, is still itself",
    [known(socket), known(socket2, { path: "a.conflict.md", retired: true })],
    [fresh(socket2)],
    ["0=0 similar text in the same place"],
  ],
  [
    "another text that a retired card had brings that back",
    [known("Where do gulls nest?", { position: 1 }), known(socket, { position: 1, retired: true })],
    [fresh(socket, { position: 1 })],
    ["1=0 the same text in the same note"],
  ],
  [
    "what went last has an id, and what came has another",
    [
      known("a", { retired: true, retiredAt: 2, path: "b.md" }),
      known("a", { retired: true, retiredAt: 3, path: "c.md", ...id("1") }),
    ],
    [fresh("a", id("2"))],
    ["0=0 the same text in another note"],
  ],
  [
    "two edits that could be one card",
    [known(socket)],
    [fresh(`${socket} x`, { path: "b.md" }), fresh(`${socket} y`, { path: "c.md" })],
    ["?0", "?1"],
  ],
])("%s", (_, before, after, expected) => {
  const { pairs, ambiguous } = matchBlocks(before, after);

  const found = pairs.map((pair) => `${pair.known}=${pair.fresh} ${pair.evidence}`);
  expect([...found, ...ambiguous.map((index) => `?${index}`)]).toEqual(expected);
});

const pair = (front: string, back: string, path = "a.md") => ({
  fields: fields(front, back),
  text: normalised(fields(front, back)),
  path,
});

test.each<[string, KnownBlock[], FreshBlock[], string[]]>([
  [
    "who writes one card over another has copied it, though a field is the same",
    [
      known("", pair("Which port has telnet?", "a small one")),
      known("", pair("Which port has finger?", "a small one")),
    ],
    [
      fresh("", pair("Which port has finger?", "a small one")),
      fresh("", pair("Which port has finger?", "a small one")),
    ],
    ["1=0 the same text in the same note", "?1"],
  ],
  [
    "a slip that is mended makes a card equal to another one",
    [known("", pair(socket, "yes", "a.md")), known("", pair(socket.replace("return", "retrun"), "yes", "b.md"))],
    [fresh("", pair(socket, "yes", "a.md")), fresh("", pair(socket, "yes", "b.md"))],
    ["0=0 the same text in the same note", "1=1 similar text in the same place"],
  ],
])("%s", (_, before, after, expected) => {
  const { pairs, ambiguous } = matchBlocks(before, after);

  const found = pairs.map((pair) => `${pair.known}=${pair.fresh} ${pair.evidence}`);
  expect([...found, ...ambiguous.map((index) => `?${index}`)]).toEqual(expected);
});

test("a text that still stands in a note that was not read is copied, too", () => {
  const before = [known("", pair("Which port has telnet?", "the 23rd of all"))];
  const after = [fresh("", pair("Which port has finger?", "the 23rd of all"))];

  expect(matchBlocks(before, after).pairs).toHaveLength(1);
  expect(matchBlocks(before, after, undefined, () => true)).toEqual({ pairs: [], ambiguous: [0] });
});

test("no block is paired twice, and a second import pairs everything by text", () => {
  const text = fc.constantFrom("a b c d", "a b c e", "a b", "x y z", "a  b", "q");
  const place = fc.record({
    path: fc.constantFrom("a.md", "b.md"),
    foreignId: fc.constantFrom(undefined, undefined, "1", "2"),
  });
  const blocks = fc.array(fc.tuple(text, place), { maxLength: 8 });
  fc.assert(
    fc.property(blocks, blocks, (before, after) => {
      const old = before.map(([words, more], index) => known(words, { ...more, position: index }));
      const now = after.map(([words, more], index) => fresh(words, { ...more, position: index }));
      const { pairs, ambiguous } = matchBlocks(old, now);
      expect(new Set(pairs.map((pair) => pair.known)).size).toBe(pairs.length);
      expect(new Set([...pairs.map((pair) => pair.fresh), ...ambiguous]).size).toBe(pairs.length + ambiguous.length);
      const again = matchBlocks(
        now.map((one) => ({ ...one, retired: false })),
        now,
      );
      const twice = now.filter(
        (one, index) =>
          one.foreignId !== undefined && now.findIndex((other) => other.foreignId === one.foreignId) < index,
      );
      expect(again.pairs.length).toBe(now.length - twice.length);
      expect(again.ambiguous).toEqual([]);
    }),
  );
});

test("thousands of edits are matched in one go", () => {
  const text = (index: number, end: string) =>
    `Question ${index} about word${index} and thing${index} in chapter ${index % 7} ${end}`;
  const before = Array.from({ length: 3000 }, (_, index) =>
    known(text(index, "old"), { path: `${index % 50}.md`, position: index }),
  );
  const after = Array.from({ length: 3000 }, (_, index) =>
    fresh(text(index, "new"), { path: `moved/${index % 40}.md`, position: index }),
  );

  const { pairs } = matchBlocks(before, after);

  expect(pairs.filter((pair) => pair.known === pair.fresh)).toHaveLength(3000);
});
