import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block, ParsedNote } from "../../src/model.ts";
import { tagsAt } from "../../src/notes/dialects/spaced-repetition-decks.ts";
import { defaultSpacedRepetition, type SpacedRepetition } from "../../src/notes/settings/spaced-repetition.ts";
import { defaultSyntax, readSyntax } from "../../src/notes/settings/syntax.ts";
import { leastCost } from "../cost.ts";
import { readWith, rules } from "./read.ts";

function note(text: string, settings: Partial<SpacedRepetition> = {}, path?: string): ParsedNote {
  return readWith(text, { spacedRepetition: { ...defaultSpacedRepetition, ...settings } }, path);
}

/** In a note that is tagged. */
function tagged(text: string, settings: Partial<SpacedRepetition> = {}): ParsedNote {
  return note(`#flashcards\n\n${text}`, settings);
}

/** Each card: its block's fields, as `front|back` or the cloze's text, and how many cards it makes. */
function cards({ blocks }: ParsedNote): string[] {
  return blocks.map(({ fields, ordinals }: Block) => {
    const [first, second] = fields.map(({ text }) => text);
    return `${ordinals.length} ${first}${second === "" ? "" : `|${second}`}`;
  });
}

test.each([
  ["Q::A", ["1 Q|A"]],
  ["a:::b", ["2 a|b"]],
  ["Q :: A", ["1 Q|A"]],
  ["What does `<!--SR:` begin?::A schedule", ["1 What does `<!--SR:` begin?|A schedule"]],
  ["`<!--SR:` and `<!--SR:!2024-08-16,51,230-->`::a", ["1 `<!--SR:` and `<!--SR:!2024-08-16,51,230-->`|a"]],
  ["What does `std::move` do;;A cast\n<!--SR:!2024-08-16,51,230-->", ["1 What does `std::move` do|A cast"]],
  ["```\nx\n?\n```\ny;;z\n<!--SR:!2024-08-16,51,230-->", ["1 y|z"]],
  ["`<!--SR:`::a <!--SR:!2024-08-16,51,230-->", ["1 `<!--SR:`|a"]],
  ["As per\nthe def\n?\nsame\nfor", ["1 As per\nthe def|same\nfor"]],
  ["As per\nthe def\n??\nsame\nfor", ["2 As per\nthe def|same\nfor"]],
  ["Q\n  ?  \nA", ["1 Q|A"]],
  ["a::b::c", ["1 a|b::c"]],
  ["a::::b", ["2 a|:b"]],
  ["- Q::A", ["1 Q|A"]],
  ["1. Q::A\n2. R::B", ["1 Q|A", "1 R|B"]],
  ["- [ ] Q::A", ["1 Q|A"]],
  ["\t- Q::A", []],
  ["- x\n\t- Q::A", ["1 Q|A"]],
  ["> [!note] Q::A", ["1 Q|A"]],
  ["# T\nQ\n?\nA", ["1 Q|A"]],
  ["## Q\n?\nA", ["1 Q|A"]],
  ["## Q::A", ["1 Q|A"]],
  ["Q::A ^abc1", ["1 Q|A"]],
  ["Q\n?\nA\n^abc1", ["1 Q|A"]],
  ["Q\n?\n- a\n\t- b", ["1 Q|- a\n\t- b"]],
  ["- Q\n  ?\n  A\n  B", ["1 Q|A\nB"]],
  ["Q\n?\nA\n\nnot of it", ["1 Q|A"]],
  ["Q\n?\n```c\na\n\nb\n```\nB", ["1 Q|```c\na\n\nb\n```\nB"]],
  ["- Q\n  ?\n  ```c\n  a\n\n  b\n  ```\n\nR::S", ["1 Q|```c\na\n\nb\n```", "1 R|S"]],
  ["Q\n::\nA", ["1 Q|A"]],
  ["Q\r\n?\r\nA\r\n\r\nR::S\r\n", ["1 Q|A", "1 R|S"]],
  ["Q1\n?\nA1\nQ2::A2", ["1 Q1|A1", "1 Q2|A2"]],
  ["---\nQ\n?\nA\n---", ["1 Q|A"]],
  ["a ==b== c ==d==", ["2 a {{c1::b}} c {{c2::d}}"]],
  ["==1;;b;;h== c ==2;;d== ==1;;e==", ["2 {{c1::b::h}} c {{c2::d}} {{c1::e}}"]],
  ["==a;;b;;c==", ["1 {{c1::b::c}}"]],
  ["==ash;;a== ==saa;;b==", ["3 {{c1::a}} {{c2,3::b}}"]],
  ["# T\na ==b==\nc", ["1 a {{c1::b}}\nc"]],
  ["a ==b ==, ==c==", ["2 a {{c1::b }}, {{c2::c}}"]],
  ["a== b==. ==c==d", ["2 a{{c1:: b}}. {{c2::c}}d"]],
  ["if a ==b then ==c==", ["1 if a ==b then {{c1::c}}"]],
  ["==std::vector==", ["1 {{c1::std\\:\\:vector}}"]],
])("%j makes %j", (text, expected) => {
  expect(cards(tagged(text))).toEqual(expected);
  expect(tagged(text).blocks.every(({ dialect }) => dialect === "spaced-repetition")).toBe(true);
});

test.each([
  ["use `a::b` here", []],
  ["```\na::b\n```", []],
  ["~~~\na::b\n~~~", []],
  ["$a::b$", []],
  ["%% a::b %%", []],
  ["<!-- a::b -->", []],
  ["`a\nb::c`", []],
  ["std::vector is a class", ["3:1 unread-separator"]],
  ["Use `x` or std::vector<int>", ["3:1 unread-separator"]],
  ["vec::at(0) is checked", ["3:1 unread-separator"]],
  ["http://x::y", ["3:1 unread-separator"]],
  ["http://x/y_(z)::y", ["3:1 unread-separator"]],
  ["- [ ] do it [due:: 2024-01-01]", ["3:1 unread-separator"]],
  ["met her (when:: today) there", ["3:1 unread-separator"]],
  ["Loopback is ::1", ["3:1 unread-separator"]],
  ["::1 is the loopback", ["3:1 unread-separator"]],
  ["fe80::1%eth0 is local", ["3:1 unread-separator"]],
  ["| Loopback | ::1 |", ["3:1 unread-separator"]],
  ["| a::b | c |", ["3:1 unread-separator"]],
  ["a == b and c == d", []],
  ["a ==b and c == d", []],
  ["== b ==", []],
  ["x ```\n==a==\n> ```", ["3:1 no-cloze", "5:1 unclosed-fence"]],
  ["::\nA", ["3:1 empty-front"]],
  ["Q\n\n?\nA", ["5:1 empty-front"]],
  [":: A", ["3:1 empty-front"]],
  ["```\nunclosed\n\nQ::A", ["3:1 unclosed-fence"]],
])("%j makes no card, and says %j", (text, expected) => {
  const read = tagged(text);

  expect(cards(read)).toEqual([]);
  expect(rules(read)).toEqual(expected);
});

test.each([
  ["What does std::move do?::A cast", "1 What does std::move do?|A cast"],
  ["std::vector::size?::n", "1 std::vector::size?|n"],
  ["std::move ::: std::forward", "2 std::move|std::forward"],
  ["`::1` and ::1 are?:: loopback", "1 `::1` and ::1 are?|loopback"],
  ["Home::https://x.example/a::b", "1 Home|https://x.example/a::b"],
  ["[the docs](https://x.example)::here", "1 [the docs](https://x.example)|here"],
  ["[a (b)](https://x.example/a_(b))::here", "1 [a (b)](https://x.example/a_(b))|here"],
  ["<https://x.example>?::a site", "1 <https://x.example>?|a site"],
  ["see [due:: 2024-01-01] what?::that", "1 see [due:: 2024-01-01] what?|that"],
  ["(a) f(b):: c (d)", "1 (a) f(b)|c (d)"],
])("the separator that stands in no name parts %j", (text, expected) => {
  expect(cards(tagged(text))).toEqual([expected]);
  expect(rules(tagged(text))).toEqual([]);
  expect(cards(tagged(`${text}\n<!--SR:!2024-08-16,51,230-->`))).toEqual([expected]);
});

test.each([
  "Hund::dog",
  "Lakehouse::Die Verbindung aus zwei",
  "What is AF_INET::IPv4",
  "Q?::A",
  "capital of France::Paris",
])("%j needs no blanks around its separator", (text) => {
  expect(cards(tagged(text))).toHaveLength(1);
});

test.each([
  ["<!-- x -->\nQ1::A1\nQ2::A2", ["1 Q1|A1", "1 Q2|A2"]],
  ["<!-- x\ny -->\nQ1::A1", ["1 Q1|A1"]],
  ["%%\nx\n%%\nQ1::A1", ["1 Q1|A1"]],
  ["Q\n?\nA\n<!-- x -->\nB", ["1 Q|A\nB"]],
])("a comment hides itself and nothing else: %j", (text, expected) => {
  expect(cards(tagged(text))).toEqual(expected);
});

// ---------------------------------------------------------------- gate, decks

test.each([
  ["Q::A", 0],
  ["#flashcard\n\nQ::A", 0],
  ["#flashcardsx\n\nQ::A", 0],
  ["x#flashcards\n\nQ::A", 0],
  ["`#flashcards`\n\nQ::A", 0],
  ["```\n#flashcards\n```\n\nQ::A", 0],
  ["[[a#flashcards]]\n\nQ::A", 0],
  ["#flashcards\n\nQ::A", 1],
  ["#Flashcards/c\n\nQ::A", 1],
  ["Q::A\n\n#flashcards", 1],
  ["---\ntags: flashcards\n---\nQ::A", 1],
  ["---\ntags: [x, flashcards/y]\n---\nQ::A", 1],
  ['---\ntags:\n  - "#flashcards"\n---\nQ::A', 1],
  ["---\ntopic: flashcards\n---\nQ::A", 0],
])("%j is let in: %i", (text, count) => {
  expect(note(text).blocks).toHaveLength(count);
});

test.each(["UL", "ul", "Ul", "uL", "LinuxNotes", "linuxnotes", "Linuxnotes", "linUXnotes"])(
  "a tag counts in any case: #%s",
  (tag) => {
    expect(note(`#${tag}\n\nQ::A`, { tags: ["UL", "LinuxNotes"] }).blocks).toHaveLength(1);
  },
);

test("the gate opens by the user's word, or where folders are decks; notes that the settings leave out stay out", () => {
  expect(note("Q::A", { openGate: true }, "a/b/n.md").blocks[0]?.deck).toBe("a::b");
  expect(note("Q::A", { foldersAsDecks: true }, "n.md").blocks[0]?.deck).toBe("Default");
  expect(note("#flashcards/x\nQ::A", { foldersAsDecks: true }, "a/n.md").blocks[0]?.deck).toBe("a");
  expect(note("Q::A", { openGate: true }, "a/x.excalidraw.md").blocks).toEqual([]);
  expect(note("Q::A", { openGate: true, ignored: ["a/b"] }, "a/b/n.md").blocks).toEqual([]);
  expect(note("Q::A", { openGate: true, ignored: ["a/b"] }, "a/bc/n.md").blocks).toHaveLength(1);
});

test("a schedule behind a closed gate is told, once for its note", () => {
  const read = note("X::A\n<!--SR:!2024-08-16,51,230-->\n\nR::B\n<!--SR:!2024-08-16,51,230-->");

  expect(read.blocks).toEqual([]);
  expect(rules(read)).toEqual(["2:1 closed-gate"]);
  expect(rules(note("> X {@{a}@} <!--SR:!2024-08-16,51,230-->"))).toEqual(["1:1 closed-gate"]);
  expect(rules(note("`X <!--SR:!2024-08-16,51,230-->`\n\n```\n<!--SR:!2024-08-16,51,230-->\n```"))).toEqual([]);
});

test.each([
  ["#flashcards/a/b\n\nQ::A", ["flashcards::a::b"]],
  ["#flashcards/a\n\nQ::A\n\n#flashcards/b\n\nR::B", ["flashcards::a", "flashcards::b"]],
  ["---\ntags: flashcards/h\n---\nQ::A\n\n#flashcards/b\n\nR::B", ["flashcards::h", "flashcards::b"]],
  ["#flashcards/a\n\n#flashcards/own Q::A\n\nR::B", ["flashcards::own", "flashcards::a"]],
  ["#flashcards/own Q::A\n\nR::B", ["flashcards::own", "flashcards::own"]],
  ["#flashcards/a #flashcards/b\nQ::A", ["flashcards::a"]],
  ["#flashcards/a\nQ\n?\nA", ["flashcards::a"]],
])("the decks of %j are %j", (text, decks) => {
  const { blocks } = note(text);

  expect(blocks.map(({ deck }) => deck)).toEqual(decks);
  expect(blocks[0]?.fields.map((field) => field.text)).toEqual(["Q", "A"]);
});

test("all tags of a card are kept, those of the note's head first", () => {
  const read = note("---\ntags: [c, flashcards]\n---\n#flashcards/a #flashcards/b\n\nQ::A");

  expect(read.blocks[0]?.tags).toEqual(["c", "flashcards", "flashcards/a", "flashcards/b"]);
});

// ---------------------------------------------------------------- settings

test.each<[string, Partial<SpacedRepetition>, string[]]>([
  ["Q;;A\n\nR::B", { separator: ";;" }, ["1 Q|A"]],
  ["Q\n—\nA", { lineSeparator: "—" }, ["1 Q|A"]],
  ["Q\n?\nA\n\nB\n+++\n\nC", { endMarker: "+++" }, ["1 Q|A\n\nB"]],
  ["Q\n?\nA\n\nB\n<?end?>\n\nC", { endMarker: "<?end?>" }, ["1 Q|A\n\nB"]],
  ["Q\n?\nA\n\nB\n<!-- end -->\n\nC", { endMarker: "<!-- end -->" }, ["1 Q|A\n\nB"]],
  ["Q\n%%?%%\nA", { lineSeparator: "%%?%%" }, ["1 Q|A"]],
  ["> [!q]+ Q\n> <!-- more -->\n> A", { lineSeparator: "> <!-- more -->" }, ["1 Q|> A"]],
  ["<!--\nQ\n?\nA\n-->\n\n%%\nQ\n?\nA\n%%", {}, []],
  ["```\nQ\n<?end?>\n```\n\n$$\nx\n%%?%%\n$$", { endMarker: "<?end?>", lineSeparator: "%%?%%" }, []],
  ["a **b** c", { clozePatterns: ["**[123;;]answer[;;hint]**"] }, ["1 a {{c1::b}} c"]],
  ["a {{b}} c", { clozePatterns: ["{{[123;;]answer[;;hint]}}"] }, ["1 a {{c1::b}} c"]],
  ["a {{2::b::h}} c", { clozePatterns: ["{{[123::]answer[::hint]}}"] }, ["1 a {{c2::b::h}} c"]],
  ["a ==b==^[h][^2] c", { clozePatterns: ["==answer==[^\\[hint\\]][\\[^123\\]]"] }, ["1 a {{c2::b::h}} c"]],
  ["a {{ b }} {{c }}", { clozePatterns: ["{{[123;;]answer[;;hint]}}"] }, ["2 a {{c1:: b }} {{c2::c }}"]],
  ["a {{ }} {{}} {{b}}", { clozePatterns: ["{{[123;;]answer[;;hint]}}"] }, ["1 a {{ }} {{}} {{c1::b}}"]],
  ["a ** b ** c == d ==", { clozePatterns: ["**[123;;]answer[;;hint]**"] }, []],
  ["a ==b== c", { clozePatterns: [] }, []],
  ["a ==b== c", { clozePatterns: ["answer", "==[answer", "[", "==hint==", "=="] }, []],
])("%j with %j makes %j", (text, settings, expected) => {
  const syntax = { ...defaultSyntax, spacedRepetition: { ...defaultSpacedRepetition, ...settings } };

  expect(cards(readWith(`#flashcards\n\n${text}`, syntax))).toEqual(expected.map((card) => card));
});

test.each([
  ["---\ntags: [flashcards, Resting]\n---\nQ::A", 0],
  ["---\ntags: flashcards\n---\nQ::A\n\n- x #resting/long", 0],
  ["#flashcards\n\nQ::A `#resting` #restingplace", 1],
])("a tag that the settings ignore keeps the cards of its note out: %j", (text, count) => {
  const { spacedRepetition } = readSyntax({
    spacedRepetition: JSON.stringify({ settings: { flashcardTagsToIgnore: ["#resting"] } }),
  }).syntax;

  expect(readWith(text, { spacedRepetition })).toMatchObject({ blocks: { length: count }, problems: [] });
});

test("the plugin's settings are taken from its data.json, the three switches of its first versions too", () => {
  const read = (settings: object) =>
    readSyntax({ spacedRepetition: JSON.stringify({ settings }) }).syntax.spacedRepetition;

  expect(read({ flashcardTags: ["#UL", "b/c", ""], singleLineCardSeparator: ";;" })).toMatchObject({
    tags: ["UL", "b/c"],
    separator: ";;",
    lineSeparator: "?",
  });
  expect(read({ convertHighlightsToClozes: false, convertBoldTextToClozes: true }).clozePatterns).toEqual([
    "**[123;;]answer[;;hint]**",
  ]);
  expect(read({ clozePatterns: ["==answer=="], convertBoldTextToClozes: true }).clozePatterns).toEqual(["==answer=="]);
  const older = { singlelineCardSeparator: "->>", singlelineReversedCardSeparator: "<->" };
  expect(read(older)).toMatchObject({ separator: "->>", reversedSeparator: "<->" });
  expect(read({ ...older, singleLineCardSeparator: ";;" })).toMatchObject({
    separator: ";;",
    reversedSeparator: "<->",
  });
  expect(read({ flashcardTags: 3, noteFoldersToIgnore: ["x"] })).toEqual({
    ...defaultSpacedRepetition,
    ignored: ["x"],
  });
});

// ---------------------------------------------------------------- schedules

const day = (date: string) => Date.parse(date) / 86_400_000;
const due = day("2024-08-16");
const ease = { dueDay: due, intervalDays: 51, memory: { ease: 2.3 }, reps: 6, lapses: 0 };

test.each([
  ["Q::A\n<!--SR:!2024-08-16,51,230-->", [ease]],
  ["Q::A <!--SR:!2024-08-16,51,230-->", [ease]],
  ["Q\n?\nA\n<!--SR:!2024-08-16,51,230-->\nR::B", [ease]],
  ["Q\n?\nA <!--SR:!2024-08-16,51,230-->", [ease]],
  ["Q\n?\nA\n\n<!--SR:!2024-08-16,51,230-->", [ease]],
  ["Q\n?\n$$\nx\n$$ <!--SR:!2024-08-16,51,230-->", [ease]],
  ["Q::A\n> [!sr|card-metadata]\n> <!--SR:!2024-08-16,51,230-->", [ease]],
  ["Q::A\n<!--SR:2024-08-16,51,230-->", [ease]],
  ["Q::A\n<!--SR:!16-08-2024,51,230-->", [ease]],
  ["Q::A\n<!--SR:!Fri Aug 16 2024,51,230-->", [ease]],
  ["Q:::A\n<!--SR:!2000-01-01,1,250!2024-08-16,51,230-->", [undefined, ease]],
  ["Q:::A\n<!--SR:!2024-08-16,51,230-->", [ease, undefined]],
  ["Q::A\n<!--SR:!2024-08-16,51,230!2024-08-17,1,230-->", [ease]],
  ["==a== ==b==\n<!--SR:!2000-01-01,1,250!2024-08-16,51,230-->", [undefined, ease]],
  [
    "Q::A\n<!--SR:!fsrs,2024-08-16T08:00:00.000Z,9,9.25,5.5,2,4,1,0,2024-08-07T08:00:00.000Z-->",
    [{ dueDay: due, intervalDays: 9, memory: { stability: 9.25, difficulty: 5.5 }, reps: 4, lapses: 1 }],
  ],
  ["Q::A\n<!--SR:!fsrs,2024-08-16T08:00:00.000Z,0,0,0,0,0,0,0,-->", undefined],
  ["Q::A\n<!--SR:!2000-01-01,1,250-->", undefined],
])("the schedule of %j is %j", (text, expected) => {
  const read = tagged(text);

  expect(read.blocks[0]?.schedules).toEqual(expected);
  expect(JSON.stringify(read.blocks[0]?.fields)).not.toContain("SR:");
  expect(rules(read)).toEqual([]);
});

test.each([
  ["Q;;A", "1 Q|A"],
  ["Q;;;A", "2 Q|A"],
  ["Q\n—\nA", "1 Q|A"],
  ["std::vector is a class", "1 std|vector is a class"],
  ["| a::b |", "1 | a|b |"],
])("a line above a schedule is a card, whatever the settings say: %j", (text, expected) => {
  const read = tagged(`${text}\n<!--SR:!2024-08-16,51,230-->`);

  expect(cards(read)).toEqual([expected]);
  expect(read.blocks[0]?.schedules?.[0]).toEqual(ease);
  expect(cards(tagged("Q\n?\nA\n<!--SR:!2024-08-16,51,230-->", { lineSeparator: "???" }))).toEqual(["1 Q|A"]);
});

test.each([
  ["==what is hidden ==", "1 {{c1::what is hidden }}"],
  ["a == b == c", "1 a {{c1:: b }} c"],
  ["> <pre>\n> x\n>\n>  ==y==\n> </pre>", "1 > <pre>\n> x\n>\n>  {{c1::y}}\n> </pre>"],
])("a schedule below %j proves that something is hidden there", (text, expected) => {
  const schedule = "<!--SR:!2024-08-16,51,230-->";

  expect(cards(tagged(text))).toEqual([]);
  for (const read of [tagged(`${text}\n${schedule}`), tagged(`${text} ${schedule}`)]) {
    expect(cards(read)).toEqual([expected]);
    expect(read.blocks[0]?.schedules?.[0]).toEqual(ease);
  }
});

test("a cloze may be as long as its line", () => {
  const answer = "word ".repeat(500).trim();

  expect(cards(tagged(`a ==${answer}== ==b==`))).toEqual([`2 a {{c1::${answer}}} {{c2::b}}`]);
});

test("a second schedule below one card does not count, and it is said why", () => {
  const read = tagged("Q::A\n<!--SR:!2024-08-16,51,230-->\n<!--SR:!2020-08-16,1,130-->");

  expect(read.blocks[0]?.schedules).toEqual([ease]);
  expect(read.problems).toMatchObject([{ line: 5, rule: "unread-schedule", hint: "Remove this one." }]);
});

test.each([
  ["Prose.\n<!--SR:!2024-08-16,51,230-->", "4:1 unread-schedule"],
  ["Q::A\n<!--SR:!2024-13-16,51,230-->", "4:1 unread-schedule"],
  ["Q::A\n<!--SR:-->", "4:1 unread-schedule"],
  ["Q::A\n<!--SR:!2024-08-16,-1,1e9-->", "4:1 unread-schedule"],
])("a schedule without a card, or a bad one, is told: %j", (text, expected) => {
  const read = tagged(text);

  expect(rules(read)).toEqual([expected]);
  expect(read.blocks[0]?.schedules).toBeUndefined();
});

test("what stands behind a schedule on its line belongs to the answer still", () => {
  expect(cards(tagged("Q\n?\nA\n<!--SR:!2024-08-16,51,230-->$$x$$"))).toEqual(["1 Q|A\n$$x$$"]);
});

// ---------------------------------------------------------------- places, other dialects, any text

test("a block knows its lines, its column and the headings above it", () => {
  const read = tagged("# A\n## B\nQ\n?\nA\n<!--SR:!2024-08-16,51,230-->\n\n- R::B");

  expect(read.blocks.map(({ line, endLine, column }) => [line, endLine, column])).toEqual([
    [5, 8, 1],
    [10, 10, 1],
  ]);
  expect(read.blocks[0]?.headings).toEqual(["A", "B"]);
});

test("no line makes two cards: what is a block of another grammar is left alone", () => {
  const read = tagged("START\nBasic\nWhat is a::b?\n?\nBack: c::d\nEND\n\nSTARTI [Basic] a::b Back: c ENDI\n\nQ::A");

  expect(read.blocks.map(({ dialect, line }) => `${line} ${dialect}`)).toEqual([
    "3 obsidian-to-anki",
    "10 obsidian-to-anki",
    "12 spaced-repetition",
  ]);
});

test("notes reviewed as a whole are no cards", () => {
  expect(tagged("").blocks).toEqual([]);
  expect(note("---\nsr-due: 2024-01-01\nsr-interval: 4\nsr-ease: 270\ntags: flashcards\n---\nText.").blocks).toEqual(
    [],
  );
});

const pieces = [
  "Q",
  "::",
  ":::",
  "?",
  "\n",
  "\n\n",
  "==",
  ";;",
  "`",
  "```\n",
  "$",
  "<!--SR:!2024-08-16,51,230-->",
  "<!--",
  "-->",
  "> ",
  "- ",
  "# ",
  "#flashcards ",
  "|",
  "^a",
  " ",
  "{{",
  "**",
];

test("whatever stands in a note, it is read, and no line belongs to two cards", () => {
  const all = { clozePatterns: ["==[123;;]answer[;;hint]==", "**answer**", "{{[123::]answer[::hint]}}"] };
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      const { blocks } = tagged(parts.join(""), all);
      let last = 0;
      for (const { line, endLine, fields, ordinals } of blocks) {
        expect(line).toBeGreaterThan(last);
        expect(endLine).toBeGreaterThanOrEqual(line);
        expect(fields[0]?.text.trim()).not.toBe("");
        expect(ordinals.length).toBeGreaterThan(0);
        last = endLine;
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  "Q::A\n",
  "Q\n?\nA\n\n",
  "a ==b== c\n",
  "a ==b",
  "==a;;",
  "==a ;;b ",
  "{{::::",
  "{{ a::b ",
  "{{c1::",
  "a:a:",
  "std::x ",
  "[a:: ",
  "aaaa ::",
  "`a::b\n",
  "#flashcards a\n",
  "::",
  "<!--SR:!2024-08-16,51,230-->\n",
  "Q\n?\n",
])("%j, however often, takes time in proportion", (piece) => {
  const time = (count: number) => {
    const text = `#flashcards\n\n${piece.repeat(count)}`;
    const clozePatterns = ["==[123;;]answer[;;hint]==", "{{[123::]answer[::hint]}}"];
    return leastCost(() => note(text, { clozePatterns }));
  };
  const [small, large] = [time(4000), time(32_000)];

  // Eightfold; the rest is for machines that do other things.
  expect(large).toBeLessThan(Math.max(300, small * 24));
});

test.each(["#FlashCards/Deck", "#flashCards/Net", "#FLASHCARDS", "#fLaShCaRdS", "---\ntags: flasHcards\n---"])(
  "%j opens the gate, as tags have no case",
  (tag) => {
    expect(readWith(`${tag}\n\nQ::A`, {}).blocks).toHaveLength(1);
  },
);

test("of a thousand lines with tags few are looked at for each card", () => {
  let looked = 0;
  const tagLine = (line: number) => ({
    tags: [`flashcards/${line}`],
    own: false,
    get line() {
      looked++;
      return line;
    },
  });
  const shared = Array.from({ length: 1000 }, (_, index) => tagLine(3 * index));
  const decks = { headTags: [], deckTags: [], tagLines: shared, shared, isOpen: true };

  expect([1, 3, 4, 2997, 2998].map((line) => tagsAt(decks, line, [])[0])).toEqual(
    [0, 0, 3, 2994, 2997].map((line) => `flashcards/${line}`),
  );
  expect(looked).toBeLessThan(5 * 12);
});
