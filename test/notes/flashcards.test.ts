import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { defaultFlashcards, readFlashcards } from "../../src/notes/settings/flashcards.ts";
import { defaultSyntax } from "../../src/notes/settings/syntax.ts";
import { read, readWith, rules, texts } from "./read.ts";
import { readVault, vaults } from "./shared.ts";

const id = "^1622730000000";
const inLines = { flashcards: { ...defaultFlashcards, isConfigured: true, inlineIds: true } };
const deck = "---\ncards-deck: A\n---\n";

test("the tag is left to Spaced Repetition where that vault has it for its gate", () => {
  const text = "## Q #card\nprose\n\nR #card\n?\nB";
  const spacedRepetition = { ...defaultSyntax.spacedRepetition, tags: ["Card"] };
  const both = { spacedRepetition, flashcards: { ...defaultFlashcards, isConfigured: true } };

  expect(readWith(text, { spacedRepetition }).blocks.map(({ dialect }) => dialect)).toEqual(["spaced-repetition"]);
  expect(readWith(text, both).blocks[0]).toMatchObject({ dialect: "flashcards", fields: [{ text: "Q" }, {}] });
});

/** Its second version, as the settings show it, or what it wrote into the note's head. */
const second = { flashcards: readFlashcards({ hashtag: { enabled: true, basicTag: "card" }, folderBasedDecks: true }) };
const numbers =
  "flashcards:\n  q-7dk2: { nid: 1788465159739, hash: scj3jvxe }\n  q-ab3d:\n    hash: x\n    nid: 1788465159765\n";

test.each<[name: string, note: string, cards: [string[], string?][]]>([
  ["a name at the end of a line", "a::b ^q-7dk2", [[["a", "b"], "anki:1788465159739"]]],
  ["a name below a line", "a::b\n^q-ab3d", [[["a", "b"], "anki:1788465159765"]]],
  ["a name that nobody numbered", "a::b ^q-zzzz", [[["a", "b"]]]],
  [
    "a heading's section",
    "## Q #card\n\nA\n\n### H\n\n- B ^q-7dk2\n\n## I\n\nx",
    [[["Q", "A\n\n### H\n\n- B"], "anki:1788465159739"]],
  ],
  ["a tag alone below a heading", "## Q\n\n#card\n\nA\n\nB\n^q-ab3d", [[["Q", "A\n\nB"], "anki:1788465159765"]]],
  [
    "sections one below the other",
    "# Q #card\nA\n\nB\n## R #card\nC\n## S\n\n#card\nD",
    [[["Q", "A\n\nB"]], [["R", "C"]], [["S", "D"]]],
  ],
  [
    "an item with what is below it",
    "- Q:: A\n\n  x\n  - y\n^q-7dk2\n- R::B\nz",
    [[["Q", "A\n\n  x\n  - y"], "anki:1788465159739"], [["R", "B"]]],
  ],
  ["lines of a paragraph", "Q::A\nx ^q-ab3d\n\ny", [[["Q", "A\nx"], "anki:1788465159765"]]],
  [
    "a card in each line",
    "Q::A\nR::B ^q-7dk2\n- S::C\n  - T::D",
    [[["Q", "A"]], [["R", "B"], "anki:1788465159739"], [["S", "C"]], [["T", "D"]]],
  ],
  ["a paragraph's answer", "Q #card\nA\n\nx", [[["Q", "A"]]]],
  ["a reminder", "Q #card-reminder ^q-7dk2\n\nx", [[["Q", ""], "anki:1788465159739"]]],
  [
    "highlights count from 1",
    "==a== {b} ==c== {4:d} ^q-7dk2",
    [[["{{c1::a}} {b} {{c2::c}} {{c4::d}}", ""], "anki:1788465159739"]],
  ],
  ["a fence", "```flashcard\nback: A\n\nB\nfront: Q\n```\n^q-7dk2", [[["Q", "A\n\nB"], "anki:1788465159739"]]],
  ["a fence for clozes", "~~~flashcard\nfront: a {2:b}\ntype: cloze\nback: x\n~~~", [[["a {{c2::b}}", "x"]]]],
  ["a fence that reminds", "```flashcard\ntype: reminder\ncontent: Q\n```", [[["Q", ""]]]],
  ["a fence of another tool", "```flashcard\n[x]\n```\n\n```flashcards\nfront: Q\nback: A\n```", []],
  ["a callout", "> [!CARD]- : Q\n> A\n^q-7dk2\n\nx", [[["Q", "A"], "anki:1788465159739"]]],
])("flashcards-obsidian 2: %s", (_, text, expected) => {
  const note = readWith(`---\n${numbers}---\n${text}\n`, second);
  const found = note.blocks.map(({ fields, foreignId }) => [fields.map((field) => field.text), foreignId]);

  expect(found).toEqual(expected.map(([fields, id]) => [fields, id]));
  expect(note.problems).toEqual([]);
});

test("what the second version wrote into the head tells it from the first", () => {
  const text = "## Q #card\nA\n\nB";

  expect(texts(read(text))).toEqual([["Q", "A"]]);
  expect(texts(read(`---\n${numbers}---\n${text}`))).toEqual([["Q", "A\n\nB"]]);
});

test("a fence without answer or question is told", () => {
  const note = readWith("```flashcard\nfront: Q\n```\n\n```flashcard\nback: A\n```", second);

  expect([note.blocks, rules(note)]).toEqual([[], ["1:1 missing-answer", "5:1 empty-front"]]);
});

test.each<[name: string, head: string, cards: [string, string[]][]]>([
  ["its name", "test: title", [["basic", ["note", "a ==b== c"]]]],
  [
    "both",
    "test:\n  - reversed\n  - Why a?",
    [
      ["reversed", ["note", "a ==b== c"]],
      ["basic", ["Why a?", "a ==b== c"]],
    ],
  ],
  ["what is highlighted", "test: [cloze]", [["cloze", ["a {{c1::b}} c", "note"]]]],
  ["nothing", "test:", []],
])("a note may be a card by its head, which asks for %s", (_, head, expected) => {
  const note = readWith(`---\n${head}\n---\n# H\n\n- x\n\na ==b== c\n\nd::e\n`, second);
  const found = note.blocks.map(({ kind, fields }) => [kind, fields.map(({ text }) => text)]);

  expect(found).toEqual(expected.length === 0 ? [["basic", ["d", "e"]]] : expected);
});

test("the settings of the second version are read", () => {
  const settings = {
    hashtag: { enabled: false, basicTag: "anki" },
    inlineReverseSeparator: ";;;",
    defaultDeck: "D",
    folderBasedDecks: false,
    defaultTags: ["x", "y"],
  };

  expect(readFlashcards(settings)).toEqual({
    ...defaultFlashcards,
    isConfigured: true,
    isSecond: true,
    tag: "",
    reversedSeparator: ";;;",
    defaultDeck: "D",
    folderDecks: false,
    defaultTags: ["x", "y"],
  });
  expect(readWith("Q #card\nA", { flashcards: readFlashcards(settings) }).blocks).toEqual([]);
});

test.each<[name: string, note: string, cards: string[][]]>([
  ["the tag behind the question", "Question #card\nAnswer", [["Question", "Answer"]]],
  ["the tag on the next line", "Question\n#card\nAnswer", [["Question", "Answer"]]],
  ["a heading and a tag below", "## Q\n#card\nA", [["Q", "A"]]],
  ["a heading with the tag", "# T\n## Q #card\nA", [["Q", "A"]]],
  ["blank lines before the answer", "Q #card\n\n\nA\n\nprose", [["Q", "A"]]],
  ["a comment before the answer", "# Q #card\n<!-- 17 a1 -->\n\n- A\n- B\n\nprose", [["Q", "- A\n- B"]]],
  ["a comment of several lines before the answer", "Q #card\n%%\nnot\n%%\nA", [["Q", "A"]]],
  [
    "properties of Logseq before the answer",
    "- Q #card\n  id:: 62f-1\n  collapsed:: true\n\t- A\n- R #card\n  card-repeats:: 2\n\t- B",
    [
      ["Q", "- A"],
      ["R", "- B"],
    ],
  ],
  ["lines of both", "Q1\nQ2 #card\nA1\nA2\n\nprose", [["Q1\nQ2", "A1\nA2"]]],
  ["an answer ends at a blank line", `# T\n## Q #card\nA1\n\nA2\n${id}`, [["Q", "A1"]]],
  ["an answer with headings", "#### Q #card\nA1\n#### H\nA2\n\nprose", [["Q", "A1\n#### H\nA2"]]],
  ["an answer that begins with a heading", "Q #card\n# H\nA\n\nprose", [["Q", "# H\nA"]]],
  ["a heading below an answer that heads what is below", "Q #card\nA\n## H\n\nprose", [["Q", "A"]]],
  [
    "a heading between two cards",
    "Q #card\nA\n# H\n## R #card\nB\n# I\nS\n#card\nC",
    [
      ["Q", "A"],
      ["R", "B"],
      ["S", "C"],
    ],
  ],
  ["a heading within a question", "# T\nQ\n###### Hint\nx\n#card\nA", [["Q\n###### Hint\nx", "A"]]],
  ["a heading above a question", "# T\nQ\n#card\nA", [["Q", "A"]]],
  ["any case", "Q #Card\nA", [["Q", "A"]]],
  ["a mixed case", "Q #cARd\nA", [["Q", "A"]]],
  ["tags behind it", "Q #card #t1 #a/b\nA", [["Q", "A"]]],
  ["a heading above is no question", "# T\nQ #card\nA", [["Q", "A"]]],
  [
    "a fence in the answer keeps its blank lines",
    "Q #card\n```c\nint a;\n\nint b;\n```\n\nprose",
    [["Q", "```c\nint a;\n\nint b;\n```"]],
  ],
  [
    "a fence in the question",
    "```c\nint a;\n```\nWhat is a? #card\nA number",
    [["```c\nint a;\n```\nWhat is a?", "A number"]],
  ],
  ["a list as answer", "Q #card\n- a\n- b", [["Q", "- a\n- b"]]],
  ["a list as question", "Which?\n- a\n- b\n#card\nA", [["Which?\n- a\n- b", "A"]]],
  ["an item by itself", "- x\n- Q #card\n  A1\n  A2\n- y", [["Q", "A1\nA2"]]],
  ["items as answers of an item", "- Q #card\n- A1\n- A2", [["Q", "- A1\n- A2"]]],
  ["a task", "- [ ] Q #card\n\n  A", [["Q", "A"]]],
  [
    "cards without a blank line between",
    "Q #card\nA\nR #card\nB",
    [
      ["Q", "A"],
      ["R", "B"],
    ],
  ],
  [
    "cards with their tags below",
    "Q\n#card\nA\nR\n#card\nB",
    [
      ["Q", "A"],
      ["R", "B"],
    ],
  ],
  ["another tag", "Q #cards\nA\n\nQ #cardinal\nA\n\nQ#card\nA\n\nC#card", []],
  ["a tag in the middle of a line", "Q #card is a tag\nA", []],
  ["a tag by itself", "#card\n\nA\n\ntags: #card #b\n\nA\n\n#net #card\n\nA", []],
  ["in a quote", "> Q #card\n> A\n> B\n\nprose", [["Q", "A\nB"]]],
  [
    "a table or a formula as answer",
    "Q #card\n| a |\n|---|\n\nR #card\n$$\nx\n\ny\n$$",
    [
      ["Q", "| a |\n|---|"],
      ["R", "$$\nx\n\ny\n$$"],
    ],
  ],
  ["in code", "`Q #card`\nA\n\n```\nQ #card\nA\n```\n\n    Q #card\n    A", []],
  ["in a comment or formula", "%%\nQ #card\nA\n%%\n\n<!--\nQ #card\nA\n-->\n\n$$\nQ #card\nA\n$$", []],
  ["in the head", "---\ntags: a #card\nx: y\n---\nA", []],
])("cards by tag: %s", (_, note, cards) => {
  const found = read(note);

  expect(texts(found)).toEqual(cards);
  expect(found.problems).toEqual([]);
});

test.each<[tag: string, kind: string, ordinals: number[], back: string]>([
  ["#card", "basic", [0], "A"],
  ["#card-reverse", "reversed", [0, 1], "A"],
  ["#card/reverse", "reversed", [0, 1], "A"],
  ["#card-spaced", "basic", [0], ""],
  ["#card/spaced", "basic", [0], ""],
])("what %s asks for", (tag, kind, ordinals, back) => {
  const [block] = read(`Q ${tag}\nA`).blocks;

  expect(block).toMatchObject({ dialect: "flashcards", kind, ordinals });
  expect(block?.fields[1]?.text).toBe(back);
});

test.each<[name: string, note: string, endLine: number, found: boolean]>([
  ["below the answer", `Q #card\nA\n${id}\n`, 3, true],
  ["below a blank line", `Q #card\nA\n\n${id}\n\nprose`, 4, true],
  ["at the end of the answer", `Q #card\nA ${id}\nprose`, 2, true],
  ["below a longer answer", `Q #card\nA\n\nA2\nA3\n${id}`, 6, true],
  ["on the line of the tag", `Q #card ${id}\nA`, 2, true],
  ["below a prompt", `Q #card-spaced\n${id}`, 2, true],
  ["far below", `Q #card\nA\n\n\n${id}`, 2, false],
  ["of the next card", `Q #card\nA\n\nx ==y==\n${id}`, 2, false],
  ["of a longer name", "Q #card\nA\n^16227300000001", 3, false],
])("the id of a card by tag: %s", (_, note, endLine, found) => {
  expect(read(note).blocks[0]).toMatchObject({ endLine, foreignId: found ? "anki:1622730000000" : undefined });
});

test("a question without an answer is told of", () => {
  const note = read("Q #card\n\n## R #card\nA\n\nS #card");

  expect(texts(note)).toEqual([["R", "A"]]);
  expect(rules(note)).toEqual(["1:1 missing-answer", "6:1 missing-answer"]);
});

test.each<[name: string, line: string, cards: string[][]]>([
  ["a pair", "Q::A", [["Q", "A"]]],
  ["blanks", "Q :: A", [["Q", "A"]]],
  ["an item", "- Q::A", [["Q", "A"]]],
  ["a numbered item", "  12. Q :: A", [["Q", "A"]]],
  ["a heading", "## Q :: A", [["Q", "A"]]],
  ["a quote", "> - Q :: A", [["Q", "A"]]],
  ["both directions", "Q:::A", [["Q", "A"]]],
  ["tags at the end", "Q :: A #t #a/b", [["Q", "A"]]],
  ["more colons", "Q::A::B", [["Q", "A::B"]]],
  ["one side", "Q::\n\n::A\n\nQ :: #tag", []],
  ["in code", "x `a::b` y", []],
  ["in a fence", "```\na::b\n```", []],
  ["in a formula", "$a::b$\n\n$$\na :: b\n$$", []],
  ["in a comment", "%%a::b%%\n\n<!-- a::b -->", []],
  ["a name of C++", "std::vector is a class\n\nUse `x` and std::cout << a", []],
  ["a name of C++ in the question", "What is std::move?::A cast", [["What is std::move?", "A cast"]]],
  ["a link as question", "[docs](https://x.example)::here", [["[docs](https://x.example)", "here"]]],
  ["an address", "Loopback is ::1\n\nfe80::1 is local\n\nUse [::1]:80 or 2001:db8::/32", []],
  [
    "a link or picture before it",
    "Q ![p](https://x.y/z.png)::<https://x.y>",
    [["Q ![p](https://x.y/z.png)", "<https://x.y>"]],
  ],
  ["in a link", "Q [p](https://x.y/a::b)", []],
  ["an address beside a pair", "Loopback :: ::1", [["Loopback", "::1"]]],
  ["a row of a table", "| a::b | c |\n|---|---|\n| d::e | f |", []],
  ["a property of Dataview in brackets", "x [due:: today] y (a:: b)", []],
  ["a schedule of Spaced Repetition", "Q::A\n<!--SR:!2024-08-16,51,230-->\n\n==a==\n<!--SR:!2024-08-16,51,230-->", []],
  ["the plugin's own lines", "cards-deck: A::B\n\ntags: x::y", []],
])("pairs on one line: %s", (_, line, cards) => {
  expect(texts(read(`${deck}${line}`))).toEqual(cards);
  expect(texts(read(line)), "not without a gate").toEqual([]);
});

test("a separator that is none is told of where the plugin was run", () => {
  const note = read(`${deck}- std::vector is a class\n\n| a::b |\n\n{a} in std::b`);

  expect(rules(note)).toEqual(["4:1 unread-separator", "6:1 unread-separator"]);
  expect(texts(note)).toEqual([["{{c1::a}} in std::b", ""]]);
  expect(readWith("std::vector is a class", inLines).problems).toEqual([]);
});

test.each<[line: string, text: string, ordinals: number[]]>([
  ["This ==is== a {cloze} and {2:two}", "This {{c1::is}} a {{c1::cloze}} and {{c2::two}}", [0, 1]],
  ["* {1:Noi} {2:siamo} x", "{{c1::Noi}} {{c2::siamo}} x", [0, 1]],
  ["a ==b== #tag", "a {{c1::b}}", [0]],
  ["{{c3::a::b}} ==c==", "{{c3::a::b}} {{c1::c}}", [0, 2]],
  ["==std::vector== and {`a::b`}", "{{c1::std\\:\\:vector}} and {{c1::`a::b`}}", [0]],
  ["$\\frac{1}{2}$ and {b}", "$\\frac{1}{2}$ and {{c1::b}}", [0]],
])("clozes on one line: %s", (line, text, ordinals) => {
  const [block] = read(`${deck}${line}`).blocks;

  expect(block).toMatchObject({ kind: "cloze", ordinals });
  expect(block?.fields[0]?.text).toBe(text);
  expect(read(line).blocks, "not without a gate").toEqual([]);
});

test.each([
  "$\\frac{1}{2}$",
  "x `==` y `==`",
  "a == b == c",
  "{{title}} ${x}",
  "\\{x\\}",
  "| ==a== | b |",
  "```\n==a==\n```",
])("no cloze: %s", (line) => {
  expect(read(`${deck}${line}`).blocks).toEqual([]);
});

test.each<[name: string, note: string, configured: boolean, cards: string[][]]>([
  ["an id on the line opens", `a::b ${id}\nc::d\n==e==`, false, [["a", "b"]]],
  [
    "an id below opens",
    `a::b\n${id}\n\n==c==\n^1622730000001`,
    false,
    [
      ["a", "b"],
      ["{{c1::c}}", ""],
    ],
  ],
  ["settings open for pairs only", "a::b\n\n==c== {d}", true, [["a", "b"]]],
  ["settings and an id", `==c== {d}\n${id}`, true, [["{{c1::c}} {{c1::d}}", ""]]],
  ["an id alone asks for a deletion, and is no card", `a :: b\n\n\n${id}\n\nx`, true, [["a", "b"]]],
])("what opens the gate: %s", (_, text, configured, cards) => {
  const note = readWith(text, configured ? inLines : {});

  expect(texts(note)).toEqual(cards);
});

test.each<[note: string, inline: boolean, foreignId: string | undefined]>([
  [`${deck}a::b ${id}`, false, "anki:1622730000000"],
  [`${deck}a::b\n${id}`, false, "anki:1622730000000"],
  [`${deck}a::b\n\n${id}`, false, undefined],
  [`${deck}a::b\n\n${id}`, true, "anki:1622730000000"],
  [`${deck}a::b #x ${id}`, false, "anki:1622730000000"],
  [`${deck}a::b ^abc`, false, undefined],
])("the id of a card on one line: %j, ids in lines: %s", (text, inline, foreignId) => {
  const note = readWith(text, inline ? inLines : {});

  expect(note.blocks).toMatchObject([{ foreignId }]);
});

test.each<[head: string, path: string, settings: object, found: string]>([
  ["cards-deck: A :: B\n", "x/y/note.md", {}, "A::B"],
  ["", "x/y/note.md", {}, "x::y"],
  ["", "note.md", {}, "Default"],
  ["", "x/note.md", { folderBasedDeck: false, deck: "Mine" }, "Mine"],
])("the deck of head %j in %s", (head, path, settings, found) => {
  const syntax = { ...defaultSyntax, flashcards: readFlashcards({ ...settings }) };

  expect(readWith(`---\nid: 1\n${head}---\nQ #card\nA`, syntax, path).blocks).toMatchObject([{ deck: found }]);
});

test("tags are those of the card, of the head and of the settings", () => {
  const syntax = { flashcards: readFlashcards({ defaultAnkiTag: "obsidian" }) };
  const note = readWith("---\ntags:\n- harry potter\n- x\n---\nQ #card #t1 #a/b\nA", syntax);

  expect(note.blocks).toMatchObject([{ tags: ["t1", "a/b", "harry", "potter", "x", "obsidian"] }]);
});

test("the vault's own words count", () => {
  const syntax = {
    flashcards: readFlashcards({ flashcardsTag: "anki", inlineSeparator: ";;", inlineSeparatorReverse: ";;;" }),
  };
  const note = readWith("Q #anki\nA\n\nR #card\nB\n\na ;; b\n\nc;;;d\n\ne::f", syntax);

  expect(note.blocks.map(({ kind }) => kind)).toEqual(["basic", "basic", "reversed"]);
  expect(texts(note)).toEqual([
    ["Q", "A"],
    ["a", "b"],
    ["c", "d"],
  ]);
});

test.each(["my-card", "flash_card", "a/b", "c++", "карта"])("the tag #%s may be set", (tag) => {
  expect(texts(readWith(`Q #${tag}\nA`, { flashcards: readFlashcards({ flashcardsTag: tag }) }))).toEqual([["Q", "A"]]);
});

test("a card knows its place and the headings above; a heading that asks is not above itself", () => {
  const note = read("# A\n## B\nx\n\nQ1\nQ2 #card\nA\n\n## C #card\nD\n\nE #card\nF");

  expect(note.blocks).toMatchObject([
    { line: 5, endLine: 7, column: 1, headings: ["A", "B"] },
    { line: 9, endLine: 10, column: 1, headings: ["A"] },
    { line: 12, endLine: 13, column: 1, headings: ["A", "C #card"] },
  ]);
});

test("a START block keeps its lines", () => {
  const note = read(`${deck}START\nBasic\nx #card\nBack: a::b ${id}\nEND`);

  expect(note.blocks).toMatchObject([{ dialect: "obsidian-to-anki" }]);
});

/** The plugin makes 104 notes of it, all with an id: 80 with one card, 19 with two, and 5 clozes with 9 deletions. */
test.skipIf(!existsSync(vaults))("brachetti reads as the plugin reads it", () => {
  const blocks = readVault("brachetti").flatMap(({ note }) => note.blocks);
  const of = (kind: string) => blocks.filter((block) => block.kind === kind);

  expect([of("basic").length, of("reversed").length, of("cloze").length]).toEqual([80, 19, 5]);
  expect(blocks.flatMap(({ ordinals }) => ordinals)).toHaveLength(127);
  expect(new Set(blocks.map(({ foreignId }) => foreignId)).size).toBe(104);
  expect(blocks.every(({ foreignId }) => /^anki:\d{13}$/.test(foreignId ?? ""))).toBe(true);
});

test("a bar far before the separator makes no table", () => {
  const link = `[[a|${"b ".repeat(47)}b]]`;

  expect(texts(read(`${deck}${link} :: c`))).toEqual([[link, "c"]]);
});
