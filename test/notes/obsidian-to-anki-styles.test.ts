import fc from "fast-check";
import { expect, test } from "vitest";
import { compileStyle } from "../../src/notes/dialects/obsidian-to-anki-search.ts";
import type { ObsidianToAnki } from "../../src/notes/settings/obsidian-to-anki.ts";
import { hostileNote } from "./hostile.ts";
import { read, rules, texts } from "./read.ts";

/** Lines up to a blank one or a comment, as styles of paragraphs have them. */
const lines = "(?:\\n(?!<!--).+)";
const questionAnswer = `^Q: ((?:.+\\n)*)\\n*A: (.+${lines}*)`;
const headerParagraph = `^#+(.+)\\n*((?:\\n(?!<!--)[^\\n#].*)+)`;
const ruled = `((?:[^\\n]\\n?)+\\n)-{3,}(${lines}*)`;
const neuracache = `((?:[^\\n]\\n?)+) #flashcard ?\\n*(${lines}+)`;
const remnote = "^(.*[^\\n:]):{2}([^\\n:].*)";
const table = "\\|([^\\n|]+)\\|\\n\\|(?:[^\\n|]+)\\|\\n\\|([^\\n|]+)\\|\\n?";
const clozeParagraph = `((?:.+\\n)*(?:.*{.*)${lines}*)`;
const marked = "<!--Q-->([^]*?)<!--A-->([^]*?)<!--E-->";

function styled(pattern: string, text: string, type = "Basic", more: Partial<ObsidianToAnki> = {}) {
  return read(text, { styles: { [type]: pattern }, ...more });
}

const id = "<!--ID: 1566052191670-->";

test.each([
  ["a question and its answer", questionAnswer, "Q: q\nq2\nA: a\na2", [["q\nq2", "a\na2"]]],
  ["blank lines before the answer", questionAnswer, "Q: q\n\n\nA: a", [["q", "a"]]],
  ["a paragraph below its header", headerParagraph, "# A\ntext", [["A", "text"]]],
  [
    "the innermost header, and its first paragraph",
    headerParagraph,
    "# A\ntext\n# B\n## C\nc1\nc2\n\nnot",
    [
      ["A", "text"],
      ["C", "c1\nc2"],
    ],
  ],
  ["a rule", ruled, "How?\n---\nans", [["How?", "ans"]]],
  ["a rule, and no front matter", ruled, "---\ntitle: x\n---\ntext", []],
  ["a tag at the end of the question", neuracache, "p one\np two #flashcard\na1\na2", [["p one\np two", "a1\na2"]]],
  [
    "two colons",
    remnote,
    "Q::A\n\nr::b",
    [
      ["Q", "A"],
      ["r", "b"],
    ],
  ],
  ["a table of one column", table, "| q |\n|---|\n| a |", [["q", "a"]]],
  ["no table of two", table, "| q | r |\n|---|---|\n| a | b |", []],
  ["signs of one's own in comments", marked, "<!--Q-->q<!--A-->a<!--E-->", [["q", "a"]]],
  ["a style that other text stands before", marked, "x <!--Q-->\nq\n<!--A-->\na\n\nb<!--E-->", [["q", "a\n\nb"]]],
  ["headings up to a word", "^#{3,}(.+)\\n([^]*?)\\nEND$", "### q\na\n\nb\nEND", [["q", "a\n\nb"]]],
  ["a line of dashes between", "^(.+)\\n—\\n(.+)$", "q\n—\na", [["q", "a"]]],
  ["more groups than fields", "^(.+) (-) (.+) (-)", "q - a -", [["q", "-"]]],
  ["fewer groups than fields", "^ask (.+)", "ask me", [["me", ""]]],
  ["a group that took nothing", "^Q: (x)?(.+)", "Q: a", []],
  ["letters by their number, and in any case", "^\\u2022 (?i:ask) (.+)\\n(.+)", "• Ask q\na", [["q", "a"]]],
  ["groups with names", "^Q (?<b>.+): (?<a>.+)", "Q x: y", [["x", "y"]]],
  ["CRLF", questionAnswer, "Q: q\r\nA: a\r\nb\r\n", [["q", "a\nb"]]],
])("a style finds %s", (_, pattern, text, fields) => {
  expect(texts(styled(pattern, text))).toEqual(fields);
});

test.each([
  ["in a fence", "```\nQ: q\nA: a\n```"],
  ["in a comment", "%%\nQ: q\nA: a\n%%"],
  ["in an HTML comment", "<!--\nQ: q\nA: a\n-->"],
  ["in a formula", "$$\nQ: q\nA: a\n$$"],
  ["in front matter", "---\nx: |\n  y\nQ: q\nA: a\n---"],
  ["in indented code", "x\n\n    Q: q\n    A: a"],
])("a style finds nothing %s", (_, text) => {
  expect(texts(styled("^ *Q: (.+)\\n *A: (.+)", text))).toEqual([]);
});

test.each([
  ["in code", "use `a::b` here"],
  ["in code over two lines", "use `x\na::b` here"],
  ["in a formula", "let $a::b$ be"],
  ["in a comment", "x %% a::b %%"],
  ["in an HTML comment", "<!-- a::b -->"],
  ["in a comment behind text", "x <!-- a::b -->"],
])("what tells a card is none %s", (_, text) => {
  expect(texts(styled(remnote, text))).toEqual([]);
});

test("code beside what tells a card stays in its fields", () => {
  expect(texts(styled(remnote, "`std::cout`::a $x::y$ %%z%%"))).toEqual([["`std::cout`", "a $x::y$ %%z%%"]]);
});

test("an answer may hold a fence", () => {
  expect(texts(styled(questionAnswer, "Q: q\nA: see\n```c\nint a;\nQ: x\n```"))).toEqual([
    ["q", "see\n```c\nint a;\nQ: x\n```"],
  ]);
});

const anki = "anki:1566052191670";

test.each([
  ["an id", `Q: q\nA: a\n${id}`, "a", anki, []],
  ["an id in its old form", "Q: q\nA: a\nID: 1566052191670", "a", anki, []],
  ["an id behind a blank line", `Q: q\nA: a\n\n${id}`, "a", anki, []],
  ["an id that a list has indented", `Q: q\nA: a\n- b\n  ${id}`, "a\n- b", anki, []],
  ["tags", "Q: q\nA: a Tags: x y", "a", undefined, ["x", "y"]],
  ["tags and an id", `Q: q\nA: a Tags: x y\n${id}`, "a", anki, ["x", "y"]],
  ["tags on their own line", `Q: q\nA: a\nTags: x y\n${id}`, "a", anki, ["x", "y"]],
  ["an id of somebody in the text", "Q: q\nA: the user ID: 42", "the user ID: 42", undefined, []],
  ["an id further down", `Q: q\nA: a\n\n\n\n${id}`, "a", undefined, []],
])("behind a match stands %s", (_, text, back, foreignId, tags) => {
  const note = styled(questionAnswer, text);

  expect(texts(note)).toEqual([["q", back]]);
  expect(note.blocks[0]).toMatchObject({ foreignId, tags });
});

test.each([
  ["a style that takes the end of its last line", table, `| q |\n|---|\n| a |\n${id}`],
  ["a style that asks for the end of its line", "^(.+)::(.+)$", `q::a\n${id}`],
  ["a style of alternatives", "^(.+)::(.+)|^(.+);;(.+)", `q::a\n${id}`],
])("%s knows the id below", (_, pattern, text) => {
  const note = styled(pattern, text);

  expect(texts(note)).toEqual([["q", "a"]]);
  expect(note.blocks[0]?.foreignId).toBe(anki);
});

test("the id of a later card does not draw those above into one", () => {
  const note = styled(marked, `<!--Q-->q<!--A-->a<!--E-->\n\ntext\n\n<!--Q-->r<!--A-->b<!--E-->\n${id}`);

  expect(note.blocks.map(({ fields, foreignId }) => [fields[0]?.text, foreignId])).toEqual([
    ["q", undefined],
    ["r", anki],
  ]);
});

test.each([
  ["one with clozes", "a {b} c\nd", ["a {{c1::b}} c\nd"]],
  ["one with none", "a { c", []],
  ["one whose brace is code's", "a `{b}` c", []],
  ["one in the list of several", "x\n\na {b}\n\ny", ["a {{c1::b}}"]],
])("a style for clozes is not asked for any: %s", (_, text, fields) => {
  const note = styled(clozeParagraph, text, "Cloze", { curlyCloze: true });

  expect(note.blocks.map((block) => block.fields[0]?.text)).toEqual(fields);
  expect(note.problems).toEqual([]);
});

test("highlights are clozes where the vault has them so", () => {
  const note = styled(`((?:.+\\n)*(?:.*==.*)${lines}*)`, "a ==b== c", "Cloze", {
    curlyCloze: true,
    highlightCloze: true,
  });

  expect(note.blocks.map((block) => block.fields[0]?.text)).toEqual(["a {{c1::b}} c"]);
});

test("no text makes two cards: blocks come before styles, and one style before the next", () => {
  const text = `START\nBasic\nQ: x\nBack: A: y\nEND\nQ: q\nA: b::c\n\nd::e\n\nSTARTI [Basic] f::g Back: h ENDI`;
  const note = read(text, {
    styles: { Basic: questionAnswer, Cloze: "^(\\{\\{c1::.*)", "Basic (type in the answer)": remnote },
  });

  expect(texts(note)).toEqual([
    ["Q: x", "A: y"],
    ["q", "b::c"],
    ["d", "e"],
    ["f::g", "h"],
  ]);
  expect(note.blocks.map(({ kind }) => kind)).toEqual(["basic", "basic", "typed", "basic"]);
});

test("a note that begins as those of hashcards do makes no card twice", () => {
  const note = styled(questionAnswer, `Q: q\nA: a\n${id}\n\nQ: r\nA: b\n`);

  expect(note.blocks.map(({ dialect, fields }) => [dialect, fields[0]?.text])).toEqual([
    ["obsidian-to-anki", "q"],
    ["obsidian-to-anki", "r"],
  ]);
});

test("a block that touches is not drawn in, nor are the lines that name deck and tags", () => {
  const note = styled(neuracache, "TARGET DECK: D\nq #flashcard\na\nSTART\nBasic\nr\nBack: b\nEND\nFILE TAGS\nx");

  expect(texts(note)).toEqual([
    ["q", "a"],
    ["r", "b"],
  ]);
  expect(note.blocks[0]).toMatchObject({ deck: "D", tags: ["x"] });
});

test("a match knows its place, its lines and the headings above", () => {
  const [block] = styled(questionAnswer, `# A\n## B\n\nQ: q\nq2\n\nA: a\n${id}\n\nx`).blocks;

  expect(block).toMatchObject({ line: 4, column: 1, endLine: 8, headings: ["A", "B"], noteType: "Basic" });
});

test("without a style in the vault's settings there is no such card", () => {
  expect(read("x\n\nQ: q\nA: a\n\n# A\ntext\n\n| q |\n|---|\n| a |").blocks).toEqual([]);
});

test.each([
  ["no regular expression", "(", []],
  ["one that matches nothing", "x*", []],
  ["one that matches every place", "", []],
])("a style that is %s does no harm", (_, pattern, found) => {
  expect(rules(styled(pattern, "Q: q\nA: a"))).toEqual(found);
});

test("a style that takes too long costs its own cards, and says so", () => {
  const withinTime: ObsidianToAnki["withinTime"] = (name, job) => (name === "Cloze" ? undefined : job());
  const styles = { Basic: questionAnswer, Cloze: "(.+)" };
  const note = read("Q: q\nA: a", { styles, withinTime });

  expect(texts(note)).toEqual([["q", "a"]]);
  expect(note.problems).toMatchObject([{ path: "a/note.md", line: 1, rule: "slow-style" }]);
  expect(note.problems[0]?.message).toContain("Cloze");
});

test("an empty question is told of", () => {
  expect(rules(styled("^Q:(.*)\\nA:(.*)", "x\n\nQ:\nA: a"))).toEqual(["3:1 empty-front"]);
});

test("a type that nobody declared is told of", () => {
  expect(rules(styled(questionAnswer, "Q: q\nA: a", "My Type"))).toEqual(["1:1 unknown-type"]);
});

test.each([
  [questionAnswer, false],
  [marked, true],
  ["%%(.+)%%", true],
  ["^.{4}(?<!<!--).*", false],
  ["(", undefined],
])("whether %j is written in comments: %s", (pattern, inComments) => {
  expect(compileStyle("Basic", pattern)?.readsComments).toBe(inComments);
});

/** Lines that styles look for, between lines of everything else. */
const baits = [
  "Q: q",
  "A: a",
  "a::b",
  "q #flashcard",
  "a {b}",
  "---",
  "# h",
  "<!--Q-->q<!--A-->a<!--E-->",
  id,
  "DELETE",
  "",
];
const every = {
  Basic: questionAnswer,
  "Basic (and reversed card)": remnote,
  "Basic (optional reversed card)": neuracache,
  "Basic (type in the answer)": marked,
  Cloze: clozeParagraph,
};

test("whatever a note holds, no line makes two cards, and reading it again gives the same", () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(fc.constantFrom(...baits), { maxLength: 12 }), (seed, found) => {
      const hostile = hostileNote(seed).split(/\r\n?|\n/);
      const text = [...hostile, ...found].map((line, at) => `${line}\n${found[at] ?? ""}`).join("\n");
      const settings = { styles: every, curlyCloze: true };
      const note = read(text, settings);
      const styled = note.blocks.filter(({ dialect }) => dialect === "obsidian-to-anki");
      const taken = styled.flatMap(({ line, endLine }) =>
        Array.from({ length: endLine - line + 1 }, (_, at) => line + at),
      );

      expect(new Set(taken).size).toBe(taken.length);
      // A block in a list loses the list's indent.
      const flush = (lines: string): string => lines.replace(/^[ \t]+/gm, "");
      for (const field of styled.flatMap(({ fields }) => fields))
        expect(flush(text)).toContain(flush(field.text.split("{{")[0] ?? ""));
      expect(read(text, settings)).toEqual(note);
    }),
    { numRuns: 300 },
  );
});
