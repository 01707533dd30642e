import { expect, test } from "vitest";
import { suggestCards } from "../../src/notes/suggest/suggest.ts";
import { defaultSyntax } from "../../src/notes/settings/syntax.ts";
import { read, rules, texts } from "./read.ts";

test.each<[name: string, note: string, cards: string[][]]>([
  ["a question and an answer", "> [!card] q\n> a", [["q", "a"]]],
  ["folded", "> [!card]- q\n> a", [["q", "a"]]],
  ["unfolded", "> [!card]+ q\n> a", [["q", "a"]]],
  [
    "in any case",
    "> [!CARD] q\n> a\n\n> [!Card] r\n> b",
    [
      ["q", "a"],
      ["r", "b"],
    ],
  ],
  ["without a blank behind the sign", ">[!card] q\n>a", [["q", "a"]]],
  ["an answer of several paragraphs", "> [!card] q\n> a\n>\n> - b\n>   - c\n\nprose", [["q", "a\n\n- b\n  - c"]]],
  [
    "code in the answer keeps its lines",
    "> [!card] q\n> ```c\n> int x;\n>\n> ---\n> #define A\n> ```",
    [["q", "```c\nint x;\n\n---\n#define A\n```"]],
  ],
  [
    "a longer question",
    "> [!card] What does it print?\n> ```c\n> puts(s);\n> ```\n>\n> ---\n> a",
    [["What does it print?\n\n```c\nputs(s);\n```", "a"]],
  ],
  ["a question without a title", "> [!card]\n> q\n> ---\n> a", [["q", "a"]]],
  ["only the first line --- parts", "> [!card] q\n> more\n> ---\n> a\n>\n> ---\n> b", [["q\n\nmore", "a\n\n---\nb"]]],
  [
    "in a list",
    "- x\n  > [!card] q\n  > a\n- > [!card] r\n  > b",
    [
      ["q", "a"],
      ["r", "b"],
    ],
  ],
  ["in another callout", "> [!note] n\n> > [!card] q\n> > a\n>\n> b", [["q", "a"]]],
  ["a quote in the answer", "> [!card] q\n> > said\n> a", [["q", "> said\na"]]],
  [
    "one right below the other",
    "> [!card] q\n> a\n> [!card] r\n> b",
    [
      ["q", "a"],
      ["r", "b"],
    ],
  ],
  ["a line without > ends it", "> [!card] q\n> a\nb", [["q", "a"]]],
  [
    "Obsidian's own name for the block is none of its text",
    "> [!card] q\n> a ^x1\n\n> [!card] r\n> b\n> ^x-2",
    [
      ["q", "a"],
      ["r", "b"],
    ],
  ],
  ["embeds and formulas stay", "> [!card] $x::y$ [[n]]\n> ![[a.png]]", [["$x::y$ [[n]]", "![[a.png]]"]]],
  ["another callout", "> [!cards]\n> a\n\n> [!note] q\n> a\n\n> [!cardinal] q\n> a\n\n> [!caution] q\n> a", []],
  ["a quoted line that only names it", "> Write `[!card]` to make one\n> a\n\n[!card] q\n> a", []],
  ["in a fence", "```\n> [!card] q\n> a\n```", []],
  ["in a comment", "%%\n> [!card] q\n> a\n%%\n\n<!--\n> [!cloze] ==a==\n-->", []],
  ["in an indented listing", "x\n\n    > [!card] q\n    > a", []],
  ["in the head", '---\nx: "> [!card] q"\n---\n', []],
])("cards from callouts: %s", (_, note, cards) => {
  const found = read(note);

  expect(texts(found)).toEqual(cards);
  expect(found.problems).toEqual([]);
  expect(found.blocks.every(({ dialect, ordinals }) => dialect === "native" && ordinals.length === 1)).toBe(true);
});

test.each<[name: string, note: string, text: string, ordinals: number[]]>([
  [
    "each highlight is a card",
    "> [!cloze]\n> A ==stream== has no ==messages==.",
    "A {{c1::stream}} has no {{c2::messages}}.",
    [0, 1],
  ],
  ["in the title", "> [!cloze] ==a== b", "{{c1::a}} b", [0]],
  ["a title is the context", "> [!cloze]- TCP\n> ==a==", "TCP\n\n{{c1::a}}", [0]],
  [
    "numbers of their own, and hints",
    "> [!cloze] {{c2::a::h}} {{c1::b}} {{c2::c}}",
    "{{c2::a::h}} {{c1::b}} {{c2::c}}",
    [0, 1],
  ],
  ["a highlight takes the next number", "> [!cloze] {{c2::a}} ==b==", "{{c2::a}} {{c3::b}}", [1, 2]],
  ["code in a highlight", "> [!cloze] ==`a == b`==", "{{c1::`a == b`}}", [0]],
  [
    "colons are no hint",
    "> [!cloze] ==::1== and ==std::vector== and ==`a::b`==",
    "{{c1::\\:\\:1}} and {{c2::std\\:\\:vector}} and {{c3::`a::b`}}",
    [0, 1, 2],
  ],
  [
    "comparisons are no highlights",
    "> [!cloze] ==a== if b == c and `==x==` or $a==b==c$",
    "{{c1::a}} if b == c and `==x==` or $a==b==c$",
    [0],
  ],
  ["a single = stays", "> [!cloze] ==a=b==", "{{c1::a=b}}", [0]],
  ["braces are no clozes", "> [!cloze] struct {int a;} ==b==", "struct {int a;} {{c1::b}}", [0]],
])("clozes from callouts: %s", (_, note, text, ordinals) => {
  const [block] = read(note).blocks;

  expect(block?.fields.map((field) => field.text)).toEqual([text, ""]);
  expect(block?.ordinals).toEqual(ordinals);
  expect(block).toMatchObject({ kind: "cloze", noteType: "Cloze" });
});

test("below --- stands what a cloze shows with its answer only", () => {
  expect(texts(read("> [!cloze] ==a==\n> ---\n> RFC 862"))).toEqual([["{{c1::a}}", "RFC 862"]]);
});

test.each<[words: string, kind: string, ordinals: number[], problems: string[]]>([
  ["", "basic", [0], []],
  ["|reversed", "reversed", [0, 1], []],
  ["|Reversed wide", "reversed", [0, 1], []],
  ["|typed", "typed", [0], []],
  ["|no-icon", "basic", [0], []],
  ["|reverse", "basic", [0], ["1:3 unknown-type"]],
])("what [!card%s] asks for", (words, kind, ordinals, problems) => {
  const note = read(`> [!card${words}] q\n> a`);

  expect(note.blocks).toMatchObject([{ kind, ordinals }]);
  expect(rules(note)).toEqual(problems);
});

test.each<[note: string, problems: string[]]>([
  ["> [!card]\n> a", ["1:3 empty-front"]],
  ["x\n\n- > [!card] q", ["3:5 missing-answer"]],
  ["> [!card] q\n> #tag", ["1:3 missing-answer"]],
  ["> [!card] q\n> ---\n", ["1:3 missing-answer"]],
  ["> [!cloze] a", ["1:3 no-cloze"]],
])("a callout that makes no card is told of: %j", (text, problems) => {
  const note = read(text);

  expect(note.blocks).toEqual([]);
  expect(rules(note)).toEqual(problems);
});

test.each<[head: string, path: string, deck: string]>([
  ["", "note.md", "Default"],
  ["", "Net/TCP/note.md", "Net::TCP"],
  ["---\ndeck: A :: B\n---\n", "Net/note.md", "A::B"],
  ["---\ncards-deck: C\n---\n", "Net/note.md", "C"],
  ["---\ncards-deck: C\ndeck: D\n---\n", "Net/note.md", "D"],
])("the deck after head %j in %s is %s", (head, path, deck) => {
  expect(read(`${head}> [!card] q\n> a`, {}, path).blocks).toMatchObject([{ deck }]);
});

test("tags are those of a last line of nothing else, and of the head", () => {
  const note = read("---\ntags: [net, C]\n---\n> [!card] q\n> a #b\n> #c #x/y\n> ^z");

  expect(note.blocks).toMatchObject([{ tags: ["c", "x/y", "net"], fields: [{ text: "q" }, { text: "a #b" }] }]);
});

test("a card knows its place, the headings above, and an id of Anki's", () => {
  const note = read("# A\n## B\n\nx\n\n> [!card] q\n> ---\n> a\n> ^1622730000000\n\n> [!card] r\n> b");

  expect(note.blocks).toMatchObject([
    { line: 6, column: 3, endLine: 9, headings: ["A", "B"], foreignId: "anki:1622730000000" },
    { line: 11, endLine: 12, headings: ["A", "B"], foreignId: undefined },
  ]);
});

test("a START block keeps its callouts", () => {
  const note = read("START\nBasic\nq\nBack:\n> [!card] x\n> y\nEND");

  expect(note.blocks).toMatchObject([{ dialect: "obsidian-to-anki" }]);
});

test("CRLF and a missing last line end make no difference", () => {
  expect(texts(read("> [!card] q\r\n> a\r\n\r\n> [!cloze] ==b=="))).toEqual([
    ["q", "a"],
    ["{{c1::b}}", ""],
  ]);
});

test("what is a card is not suggested as one", () => {
  const text =
    "> [!card] What is a socket?\n> An endpoint of two-way communication.\n\n> [!note] What is a port?\n> A number.";
  const drafts = suggestCards("a.md", new TextEncoder().encode(text), defaultSyntax, read(text).blocks);

  expect(drafts.map(({ front }) => front)).toEqual(["What is a port?"]);
});
