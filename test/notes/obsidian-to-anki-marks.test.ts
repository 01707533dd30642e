import { expect, test } from "vitest";
import { deletionOn } from "../../src/notes/dialects/obsidian-to-anki-marks.ts";
import { read, rules, texts } from "./read.ts";

const id = "<!--ID: 1566052191670-->";
const card = (front: string, ...last: string[]) => ["START", "Basic", front, "Back: a", ...last, "END"].join("\n");

test.each([
  ["its fields get it below", `FROZEN - Basic:\nFront: of it?\n\n${card("q")}`, [["q\nof it?", "a"]]],
  ["without a name it is the first field", `FROZEN - Basic:\nof it?\n\n${card("q")}`, [["q\nof it?", "a"]]],
  ["wherever it stands", `${card("q")}\n\nFROZEN - Basic:\nBack: b`, [["q", "a\nb"]]],
  ["only cards of its type", `FROZEN - Cloze:\nText: x\n\n${card("q")}`, [["q", "a"]]],
  [
    "the last of a type counts",
    `FROZEN - Basic:\nBack: b\n\nFROZEN - Basic:\nBack: c\n\n${card("q")}`,
    [["q", "a\nc"]],
  ],
  ["up to the next of its kind", `FROZEN - Cloze:\nText: x\nFROZEN - Basic:\nBack: b\n\n${card("q")}`, [["q", "a\nb"]]],
  ["up to the next blank line", `FROZEN - Basic:\nBack: b\nc\n\nd\n\n${card("q")}`, [["q", "a\nb\nc"]]],
  ["on one line, too", "FROZEN - Basic:\nBack: b\n\nSTARTI [Basic] q Back: a ENDI", [["q", "a\nb"]]],
  ["not in a fence", `\`\`\`\nFROZEN - Basic:\nBack: b\n\`\`\`\n\n${card("q")}`, [["q", "a"]]],
  ["not in a card", card("q", "FROZEN - Basic:", "x"), [["q", "a\nFROZEN - Basic:\nx"]]],
  ["not as any word", `FROZEN peas:\nx\n\n${card("q")}`, [["q", "a"]]],
])("frozen fields: %s", (_, text, fields) => {
  expect(texts(read(text))).toEqual(fields);
});

test("frozen fields belong to the cards of styles as well, and are none themselves", () => {
  const note = read("FROZEN - Basic:\nBack: x::y\n\nq::a", { styles: { Basic: "^(.+)::(.+)$" } });

  expect(texts(note)).toEqual([["q", "a\nx::y"]]);
});

test("the word for frozen fields may be another", () => {
  expect(texts(read(`ICE - Basic:\nBack: b\n\n${card("q")}`, { frozenFields: "ICE" }))).toEqual([["q", "a\nb"]]);
});

test.each([
  ["an id alone in its block", `START\nDELETE\n${id}\nEND`],
  ["a whole block", card("q", "DELETE", id)],
  ["a block, its id in the old form", card("q", "DELETE", "ID: 1566052191670")],
  ["the id of a block in the same note", `DELETE\n${id}\n\n${card("q", id)}`],
  ["the card above on one line", `STARTI [Basic] q Back: a ENDI\nDELETE\n${id}`],
])("a card that is to be deleted is none: %s", (_, text) => {
  const note = read(text);

  expect(note.blocks).toEqual([]);
  expect(note.problems.map(({ rule, severity }) => [rule, severity])).toEqual([["deleted-card", "info"]]);
  expect(note.problems[0]?.message).toContain("1566052191670");
});

test("a card of a style that is to be deleted is none", () => {
  const styles = { Basic: "^(.+)::(.+)$" };

  expect(rules(read(`q::a\nDELETE\n${id}\n\nr::b`, { styles }))).toEqual(["1:1 deleted-card"]);
  expect(texts(read(`q::a\nDELETE\n${id}\n\nr::b`, { styles }))).toEqual([["r", "b"]]);
});

test.each([
  ["a bare word", `PUT\nDELETE\n\n${card("q", id)}`, 1],
  ["a bare word in a card", card("q", "DELETE", "", id), 1],
  ["the answer of a card", `START\nBasic\nWhich verb removes?\nBack:\nDELETE\n${id}\nEND`, 1],
  ["part of a line", `DELETE /users\n${id}\n\n${card("q", id)}`, 1],
  ["in a fence", `\`\`\`\nDELETE\n${id}\n\`\`\`\n\n${card("q", id)}`, 1],
  ["for another card", `DELETE\n<!--ID: 1-->\n\n${card("q", id)}`, 1],
])("DELETE is nothing: %s", (_, text, blocks) => {
  const note = read(text);

  expect(note.blocks).toHaveLength(blocks);
  expect(note.problems.filter(({ rule }) => rule !== "unread-id")).toEqual([]);
});

test("tags in the text are moved to the tags of the card, where the vault has it so", () => {
  const text = "START\nBasic\nq #one #été\nBack: #a/b a C# #42 `#no` [[x#y]] # h\n#last\nTags: own\nEND";
  const note = read(text, { movesTags: true });

  expect(texts(note)).toEqual([["q", "a C# #42 `#no` [[x#y]] # h"]]);
  expect(note.blocks[0]?.tags).toEqual(["own", "one", "été", "a/b", "last"]);
  expect(texts(read(text))[0]?.[0]).toBe("q #one #été");
});

test("what looks like a tag in fenced or indented code stays there", () => {
  const code = "~~~c\n#include <a.h>\n~~~\n\n    #define B\n\ntext #tag";
  const note = read(`START\nBasic\na\nBack: ${code}\nEND`, { movesTags: true });
  expect(note.blocks[0]).toMatchObject({ tags: ["tag"], fields: [{}, { text: code.replace(" #tag", "") }] });
});

test("a question that is all tags asks nothing when they are moved", () => {
  const note = read("START\nBasic\n#one #two\nBack: a\nEND", { movesTags: true });

  expect(note.blocks).toEqual([]);
  expect(rules(note)).toEqual(["1:1 empty-front"]);
});

test("a field tells where its card stands, where the vault has it so", () => {
  const settings = { contextFields: { Basic: "Back", Cloze: "None" } };
  const note = read(`# A\n## B\n${card("q")}\n# C\nSTART\nCloze\n{{c1::x}}\nEND`, settings);

  expect(texts(note)).toEqual([
    ["q", "a\na/note.md > A > B"],
    ["{{c1::x}}", ""],
  ]);
});

test.each([
  ["a folder that is not looked into", { scanFolder: "b" }],
  ["a folder whose name begins alike", { scanFolder: "a/no" }],
  ["a pattern", { ignored: ["a/*.md"] }],
])("a note is left out by %s, and that is told", (_, settings) => {
  for (const text of [card("q"), "STARTI [Basic] q Back: a ENDI"]) {
    const note = read(text, settings);

    expect(note.blocks).toEqual([]);
    expect(rules(note)).toEqual(["1:1 left-out"]);
  }
  expect(read("q::a", { ...settings, styles: { Basic: "^(.+)::(.+)$" } }).blocks).toEqual([]);
});

test.each([{ scanFolder: "a" }, { scanFolder: "/a/" }, { ignored: ["*.md"] }, { ignored: ["**", "!a/**"] }])(
  "a note is read with %j",
  (settings) => {
    expect(read(card("q"), settings).blocks).toHaveLength(1);
  },
);

test("drawings are left out by themselves", () => {
  expect(rules(read(card("q"), {}, "x/drawing.excalidraw.md"))).toEqual(["1:1 left-out"]);
});

test("of a thousand deletions few are looked at for each card", () => {
  let looked = 0;
  const deletion = (line: number) => ({
    id: String(line),
    get line() {
      looked++;
      return line;
    },
  });
  const all = Array.from({ length: 1000 }, (_, index) => deletion(3 * index));
  const on = (first: number, last: number) => deletionOn(all, first, last)?.id;

  expect([on(0, 0), on(1, 2), on(1, 3), on(2997, 3000), on(2998, 3000)]).toEqual([
    "0",
    undefined,
    "3",
    "2997",
    undefined,
  ]);
  expect(looked).toBeLessThan(5 * 13);
});
