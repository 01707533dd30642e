import { expect, test } from "vitest";
import type { Syntax } from "../../src/notes/settings/syntax.ts";
import { defaultSyntax } from "../../src/notes/settings/syntax.ts";
import { readWith, rules } from "./read.ts";

/** What other readers of these grammars lose, damage or take for a card; the rest of it stands in the dialects' own tests. */
type Row = readonly [name: string, text: string, cards: readonly string[], told?: readonly string[]];

/** Blocks as their fields, the empty ones left out; two cards of one block as `×2`. */
function cards(text: string, syntax: Partial<Syntax>): { cards: string[]; told: string[] } {
  const note = readWith(text, syntax);
  const found = note.blocks.map(({ fields, ordinals }) => {
    const sides = fields.map((field) => field.text).filter((side) => side !== "");
    return sides.join(" | ") + (ordinals.length > 1 ? ` ×${ordinals.length}` : "");
  });
  return { cards: found, told: rules(note) };
}

function rows(dialect: string, syntax: Partial<Syntax>, table: readonly Row[]): void {
  for (const [name, text, expected, told = []] of table)
    test(`${dialect}: ${name}`, () => {
      expect(cards(text, syntax)).toEqual({ cards: expected, told });
    });
}

const { obsidianToAnki, spacedRepetition } = defaultSyntax;
const clozes = { obsidianToAnki: { ...obsidianToAnki, curlyCloze: true, highlightCloze: true, movesTags: true } };
const card = "START\nBasic\nr\nBack: b\nEND";

rows("Obsidian_to_Anki", clozes, [
  ["signs of replacement in a cloze", "START\nCloze\n{a $& b} ==$1== $'\nEND", ["{{c1::a $& b}} {{c2::$1}} $' ×2"]],
  ["signs of replacement on one line", "STARTI [Basic] echo $& $1 Back: $$ $' ENDI", ["echo $& $1 | $$ $'"]],
  ["signs of replacement in frozen fields", `FROZEN - Basic:\nBack: $& $1\n\n${card}`, ["r | b\n$& $1"]],
  ["signs of replacement beside tags", "START\nBasic\nq #t\nBack: `$&` $1 #u\nEND", ["q | `$&` $1"]],
  ["a comment above", `<!-- x -->\n${card}`, ["r | b"]],
  ["a comment of two lines above", `<!-- x\ny -->\n${card}`, ["r | b"]],
  ["a comment within", `START\nBasic\nq\nBack: a\n<!-- x\ny -->\nEND\n\n${card}`, ["q | a\n<!-- x\ny -->", "r | b"]],
  [
    "every form of a number",
    "START\nCloze\n{c1|x} {c2:y} {3|z} {w}\nEND",
    ["{{c1::x}} {{c2::y}} {{c3::z}} {{c1::w}} ×3"],
  ],
  [
    "several types on one line",
    "STARTI [Basic] q Back: a ENDI STARTI [Cloze] {{c1::x}} ENDI STARTI [Basic (and reversed card)] r Back: b ENDI",
    ["q | a", "{{c1::x}}", "r | b ×2"],
  ],
  ["an unknown type on one line", "STARTI [Nope] q Back: a ENDI", ["q | a"], ["1:1 unknown-type"]],
  [
    "code that shows a card on one line",
    "START\nBasic\n`STARTI [Basic] q ENDI`\nBack: a\nEND",
    ["`STARTI [Basic] q ENDI` | a"],
  ],
  ["an id that no card has, deleted", "DELETE\nID: 123\n", []],
]);

test("Obsidian_to_Anki: braces are text where the vault has no curly clozes", () => {
  expect(cards("START\nCloze\n{x} {{c1::y::h}}\nEND", {}).cards).toEqual(["{x} {{c1::y::h}}"]);
});

const gate = "#flashcards\n\n";
const sr: readonly Row[] = [
  [
    "an indented fence with a blank line",
    "Q\n?\n  ```c\n  a\n\n  b\n  ```\nB\n\nR::S",
    ["Q | ```c\n  a\n\n  b\n  ```\nB", "R | S"],
  ],
  [
    "an indented fence of tildes",
    "Q\n?\nA\n   ~~~\n   a\n\n   ~~~\n\nR::S",
    ["Q | A\n   ~~~\n   a\n\n   ~~~", "R | S"],
  ],
  ["a formula with a blank line", "Q\n?\n$$\na\n\nb\n$$\nB\n\nR::S", ["Q | $$\na\n\nb\n$$\nB", "R | S"]],
  ["a quote with a blank line", "Q\n?\n> a\n>\n> b\n\nR::S", ["Q | > a\n>\n> b", "R | S"]],
  ["a table", "Q\n?\n| a | b |\n|---|---|\n| 1 | 2 |\n\nR::S", ["Q | | a | b |\n|---|---|\n| 1 | 2 |", "R | S"]],
  ["a blank line ends the answer", "Q\n?\nA\n\nmore\n\nR::S", ["Q | A", "R | S"]],
  ["a blank line instead of an answer", "Q\n?\n\nA\n\nR::S", ["R | S"], ["3:1 missing-answer"]],
  ["no answer on one line", "Q::\n\nR:::\n\nS::T", ["S | T"], ["3:1 missing-answer", "5:1 missing-answer"]],
  ["no answer, and a schedule", "Q\n?\n<!--SR:!2024-08-16,51,230-->", [], ["3:1 missing-answer"]],
  ["a cloze needs no answer", "a ==b==", ["a {{c1::b}}"]],
  ["signs of replacement in a cloze", "a ==$& b== $' $1", ["a {{c1::$& b}} $' $1"]],
  ["signs of replacement in an answer", "`echo $& $1`::`$'`", ["`echo $& $1` | `$'`"]],
  ["code beside its separator", "use `a::b` here::yes", ["use `a::b` here | yes"]],
  ["the block's id below", "Q::A\n^abc1", ["Q | A"]],
  ["two decks at the head of a card", "#flashcards/x #flashcards/y Q::A", ["Q | A"]],
  ["Dataview's queries", "```dataview\nlist a::b\n```\n\n`= this.a::b`", []],
  ["a schedule of the first versions", "<!--SR:2021-08-20,13,290-->\n\nQ::A", ["Q | A"], ["3:1 unread-schedule"]],
];
rows(
  "Spaced Repetition",
  {},
  sr.map(([name, text, ...rest]): Row => [name, gate + text, ...rest]),
);

test.each([
  ["the head itself holds no card", "---\ntags: flashcards\nx: a::b\ny: ==c==\n---\nQ::A"],
  ["`tag` names tags, too", "---\ntag: flashcards\n---\nQ::A"],
  ["`Tags` names tags, too", "---\nTags: [flashcards]\n---\nQ::A"],
  ["a list item on the line of its key", '---\ntags: - "#flashcards"\n---\nQ::A'],
  ["tags in one text", "---\ntags: a, flashcards b\n---\nQ::A"],
  ["a byte order mark, and CRLF", "\uFEFF---\r\ntags: flashcards\r\n---\r\nQ::A\r\n"],
  ["schedules beyond its cards", `${gate}Q::A\n<!--SR:!2024-08-16,51,230!2024-08-17,3,230!2024-08-18,3,230-->`],
  ["a schedule before the block's id", `${gate}Q::A <!--SR:!2024-08-16,51,230--> ^abc1`],
  ["a schedule below the block's id", `${gate}Q::A ^abc1\n<!--SR:!2024-08-16,51,230-->`],
])("Spaced Repetition: %s", (_, text) => {
  expect(cards(text, {}).cards).toEqual(["Q | A"]);
});

test("Spaced Repetition: a head that a blank line precedes is none, and opens no gate", () => {
  expect(cards("\n---\ntags: flashcards\n---\nQ::A", {})).toEqual({ cards: [], told: [] });
});

test("Spaced Repetition: two signs and three are its separators where the settings have them so", () => {
  const own = { ...spacedRepetition, lineSeparator: "??", reversedLineSeparator: "???" };

  expect(cards(`${gate}Q\n??\nA\n\nR\n???\nB\n\nwhy\n?\nso`, { spacedRepetition: own }).cards).toEqual([
    "Q | A",
    "R | B ×2",
  ]);
});

test("Spaced Repetition: a note may have clozes of several forms", () => {
  const clozePatterns = ["==[123;;]answer[;;hint]==", "**[123;;]answer[;;hint]**", "{{[123;;]answer[;;hint]}}"];
  const own = { ...spacedRepetition, clozePatterns };

  expect(cards(`${gate}a ==b== **c**\n\n{{d}}`, { spacedRepetition: own }).cards).toEqual([
    "a {{c1::b}} {{c2::c}} ×2",
    "{{c1::d}}",
  ]);
});

const deck = "---\ncards-deck: A\n---\n";
rows("flashcards-obsidian", {}, [
  ["a comment above", "<!-- x -->\nQ #card\nA", ["Q | A"]],
  ["a comment of two lines above", `${deck}<!-- x\ny -->\nQ::A\n==b==`, ["Q | A", "{{c1::b}}"]],
  ["a comment within", "Q #card\nA\n<!-- x\ny -->\nB\n\nR #card\nB", ["Q | A\n<!-- x\ny -->\nB", "R | B"]],
  [
    "a fence that is never closed",
    "Q #card\nA\n\nR #card\n```\nb\n\nc\n",
    ["Q | A", "R | ```\nb\n\nc"],
    ["5:1 unclosed-fence"],
  ],
  [
    "an indented fence with a blank line",
    "Q #card\nA\n  ```\n  a\n\n  b\n  ```\nB\n\nR #card\nS",
    ["Q | A\n  ```\n  a\n\n  b\n  ```\nB", "R | S"],
  ],
  ["code signs around what looks like cards", `${deck}x \`a::b\` y\n\n\`==\` x \`==\``, []],
  ["signs of replacement", "Q #card\necho $& $1 $$ $'", ["Q | echo $& $1 $$ $'"]],
  ["a highlight in an answer hides nothing", "Q #card\na ==b==", ["Q | a ==b=="]],
  ["an id alone", "^1622730000000", []],
]);

rows("hashcards", {}, [
  ["a comment above", "<!-- x -->\nQ: q\nA: a\n\nC: [b]", ["q | a", "{{c1::b}}"]],
  ["a comment of two lines above", "<!-- x\ny -->\n\nQ: q\nA: a", ["q | a"]],
  ["a comment between rules", "Q: q\nA: a\n---\n<!-- x -->\n---\nQ: r\nA: b", ["q | a", "r | b"]],
  ["two colons are another tool's", "Q::A\n\nC::[x]", []],
  ["two colons within a deck", "Q: q\nA: a\nQ::x", ["q | a\nQ::x"]],
  [
    "signs of it in code",
    "Q: `C: [x]`\nA: `a[1]`\n\nC: `char b[8];` is [x]",
    ["`C: [x]` | `a[1]`", "`char b[8];` is {{c1::x}}"],
  ],
  [
    "signs of it in an indented fence",
    "Q: q\nA: x\n  ```\n  a\n\n  ---\n  ```\nB",
    ["q | x\n  ```\n  a\n\n  ---\n  ```\nB"],
  ],
  ["signs of replacement", "Q: $& [x]\nA: $1\n\nC: [$& $1] b", ["$& [x] | $1", "{{c1::$& $1}} b"]],
]);

rows("callouts of ours", {}, [
  ["a comment above", "<!-- x\ny -->\n> [!card] q\n> a", ["q | a"]],
  [
    "a fence with blank lines",
    "> [!card] q\n> a\n>\n>   ```\n>\n>   x\n>   ```\n> b",
    ["q | a\n\n  ```\n\n  x\n  ```\nb"],
  ],
  ["signs of replacement", "> [!cloze] ==$& $1== b", ["{{c1::$& $1}} b"]],
]);
