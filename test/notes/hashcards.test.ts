import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeOutBrackets } from "../../src/notes/dialects/hashcards-cloze.ts";
import { parseNote } from "../../src/notes/note.ts";
import { defaultSyntax } from "../../src/notes/settings/syntax.ts";
import { read, rules, texts } from "./read.ts";
import { vaults } from "./shared.ts";

test.each<[name: string, note: string, cards: string[][]]>([
  ["a pair", "Q: q\nA: a", [["q", "a"]]],
  ["lines of both", "Q: foo\nbaz\nA: FOO\nBAR", [["foo\nbaz", "FOO\nBAR"]]],
  ["blank lines", "Q: List them.\nA:\n\n- a\n- b\n", [["List them.", "- a\n- b"]]],
  ["a picture in the question", "Q: What is it?\n\n![](@/a.png)\n\nA: It", [["What is it?\n\n![](@/a.png)", "It"]]],
  [
    "one after the other",
    "Q: q\nA: a\n\nQ: r\nA: b\n\n",
    [
      ["q", "a"],
      ["r", "b"],
    ],
  ],
  [
    "a rule ends a card",
    "Q: q\nA: a\n---\nQ: r\nA: b\n---",
    [
      ["q", "a"],
      ["r", "b"],
    ],
  ],
  [
    "a cloze, then a pair",
    "C: [foo]\nQ: q\nA: a",
    [
      ["{{c1::foo}}", ""],
      ["q", "a"],
    ],
  ],
  [
    "clozes in lines below",
    "C:\nBetter is x.\n\n— [Ecclesiastes] [6]:[9]\n",
    [["Better is x.\n\n— {{c1::Ecclesiastes}} {{c2::6}}:{{c3::9}}", ""]],
  ],
  [
    "formulas",
    "Q: State it\nA:\n\n$$\n\\neg P\n$$\n\n\nQ: q\nA: $0$",
    [
      ["State it", "$$\n\\neg P\n$$"],
      ["q", "$0$"],
    ],
  ],
  [
    "signs and rules in a fence",
    "Q: q\nA:\n```\nQ: x\nA: y\n---\nC: [z]\n```\nb",
    [["q", "```\nQ: x\nA: y\n---\nC: [z]\n```\nb"]],
  ],
  ["a heading in an answer", "Q: q\nA: a\n\n## b\n\nc", [["q", "a\n\n## b\n\nc"]]],
  [
    "cards below headings, one of them a cloze",
    "+++\norder = 9\n+++\n\n# T\n\n## 1 S\n\nQ: q\nA: a\n\nb\n\n## 2 S\n\nC: a [c] d\n\nQ: r\nA: s\n",
    [
      ["q", "a\n\nb"],
      ["a {{c1::c}} d", ""],
      ["r", "s"],
    ],
  ],
  ["questions below headings, and no cloze", "# FAQ\n\nQ: q\nA: a\n\nC: see [this](x)", []],
  ["brackets in code below headings", "# Faults\n\nQ: q\nA: a\n\nC: `argv[1]` is no number, $x[0]$ neither.", []],
  ["a cloze below prose", "# T\n\nText.\n\nC: a [c] d", []],
  [
    "CRLF",
    "Q: q\r\nA: a\r\n\r\nC: [b]\r\n",
    [
      ["q", "a"],
      ["{{c1::b}}", ""],
    ],
  ],
  ["blank lines first", "\n\nQ: q\nA: a", [["q", "a"]]],
  ["below an empty head", "---\n---\n\nQ: q\nA: a", [["q", "a"]]],
  ["signs after blanks are text", "Q: q\nA: a\n Q: b\n  A: c", [["q", "a\n Q: b\n  A: c"]]],
])("a deck of hashcards: %s", (_, note, cards) => {
  const found = read(note);

  expect(texts(found)).toEqual(cards);
  expect(found.problems).toEqual([]);
  expect(found.blocks.every(({ dialect, foreignId }) => dialect === "hashcards" && foreignId === undefined)).toBe(true);
});

test.each([
  ["Foo [bar] baz [quux].", "Foo {{c1::bar}} baz {{c2::quux}}."],
  ["[foo]\n[bar]\nbaz.", "{{c1::foo}}\n{{c2::bar}}\nbaz."],
  ["Foo [bar] ![](image.jpg) [quux].", "Foo {{c1::bar}} ![](image.jpg) {{c2::quux}}."],
  ["A [link](x) hides its text", "A {{c1::link}}(x) hides its text"],
  ["\\[not\\] [but]", "\\[not\\] {{c1::but}}"],
  ["The notation [$n!$] means", "The notation {{c1::$n!$}} means"],
  [
    "`char buf[128];` is [an array], $a[i]$ [an element]",
    "`char buf[128];` is {{c1::an array}}, $a[i]$ {{c2::an element}}",
  ],
  ["[`a[i]`] and [x`]`y]", "{{c1::`a[i]`}} and {{c2::x`]`y}}"],
  ["![[a.png]] [[note]] [[note|x]] [b]", "![[a.png]] [[note]] [[note|x]] {{c1::b}}"],
  ["- [ ] a task, [] nothing", "- [ ] a task, [] nothing"],
  ["Loopback is [::1]", "Loopback is {{c1::\\:\\:1}}"],
  ["Wow! [a] and ![b", "Wow! {{c1::a}} and ![b"],
  ["[a [b] c]", "[a {{c1::b}} c]"],
  ["```c\nint a[2];\n```\n[b]", "```c\nint a[2];\n```\n{{c1::b}}"],
])("the deletions of %j", (written, clozes) => {
  expect(writeOutBrackets(written)).toBe(clozes);
});

test("each deletion is a card", () => {
  expect(read("C: The [order] of a group is [its size].").blocks).toMatchObject([{ kind: "cloze", ordinals: [0, 1] }]);
});

test.each<[head: string, path: string, deck: string, problems: string[]]>([
  ["", "Net/Medicine.md", "Medicine", []],
  ['---\nname = "Custom Deck"\n---\n\n', "Medicine.md", "Custom Deck", []],
  ["---\n# mine\nother = [1, 2]\nname = 'C:\\x' # why\n---\n", "Medicine.md", "C:\\x", []],
  ['---\nname = "a \\"b\\" \\u00e9"\n---\n', "Medicine.md", 'a "b" é', []],
  ['---\nother = "x"\n---\n', "Medicine.md", "Medicine", []],
  ['---\nname = "M"\n[other]\na = 1\nb = "c: d"\n---\n', "Medicine.md", "M", []],
  ["---\nname = Custom Deck\n---\n", "Medicine.md", "Medicine", ["2:1 front-matter"]],
  ["---\ntags: [x]\ndeck: A\n---\n", "Medicine.md", "A", []],
])("the deck after head %j in %s", (head, path, deck, problems) => {
  const note = read(`${head}Q: q\nA: a`, {}, path);

  expect(note.blocks).toMatchObject([{ deck }]);
  expect(rules(note)).toEqual(problems);
});

test.each<[note: string, cards: string[][], problems: string[]]>([
  ["Q: q", [], ["1:1 missing-answer"]],
  ["Q: q\nQ: r\nA: b", [["r", "b"]], ["1:1 missing-answer"]],
  ["Q: q\nC: [c]", [["{{c1::c}}", ""]], ["1:1 missing-answer"]],
  ["Q: q\nA:\n\nC: [c]", [["{{c1::c}}", ""]], ["1:1 missing-answer"]],
  ["Q:\nA: a\nC: [c]", [["{{c1::c}}", ""]], ["1:1 empty-front"]],
  ["C: none\n\nQ: q\nA: a", [["q", "a"]], ["1:1 no-cloze"]],
  ["Q: q\nA: a\nA: b", [["q", "a\nA: b"]], ["3:1 stray-text"]],
  ["C: [c]\nA: a", [["{{c1::c}}\nA: a", ""]], ["2:1 stray-text"]],
  [
    "Q: q\nA: a\n---\nx\ny\n\nz\nA: b\n\n# T\nQ: r\nA: c",
    [
      ["q", "a"],
      ["r", "c"],
    ],
    ["4:1 stray-text", "7:1 stray-text", "8:1 stray-text"],
  ],
])("what hashcards refuses costs only its own card: %j", (text, cards, problems) => {
  const note = read(text);

  expect(texts(note)).toEqual(cards);
  expect(rules(note)).toEqual(problems);
  expect(note.problems.every(({ message, hint }) => message !== "" && hint !== "")).toBe(true);
});

test.each<[name: string, note: string, cards: string[][], problems: string[]]>([
  ["closed by a rule", "# T\n\nx\n\nQ: q\nA: a\n\n---\n\ny", [["q", "a"]], []],
  ["closed right below", "x\n\nQ: q\nA: a\n---\ny", [["q", "a"]], []],
  ["a cloze", "x\n\nC: a [b]\n---", [["a {{c1::b}}", ""]], []],
  [
    "two before one rule",
    "x\n\nQ: q\nA: a\n\nQ: r\nA: b\n---",
    [
      ["q", "a"],
      ["r", "b"],
    ],
    [],
  ],
  ["never closed", "x\n\nQ: q\nA: a\n\ny", [], []],
  ["a heading in between", "x\n\nQ: q\nA: a\n\n## b\n\n---", [], []],
  ["no answer", "x\n\nQ: q\n\n---", [], []],
  ["a path is no cloze", "x\n\nC:\\x\n\n---\n\nC: see [a](b)\n\n---\n\nC: [[n]] ![x](y)\n\n---", [], []],
  ["in a fence", "x\n\n```\nQ: q\nA: a\n---\n```", [], []],
  [
    "one that is not closed, beside one that is",
    "x\n\nQ: q\nA: a\n---\n\nQ: r\nA: b\n\ny",
    [
      ["q", "a"],
      ["r", "b\n\ny"],
    ],
    ["7:1 missing-end"],
  ],
])("cards of hashcards among prose: %s", (_, text, cards, problems) => {
  const note = read(text);

  expect(texts(note)).toEqual(cards);
  expect(rules(note)).toEqual(problems);
});

test("an underline that closes a card makes no heading of it", () => {
  const note = read("# T\n\n## S\n\nQ: q\nA: a\n---\n\nQ: r\nA: b\n---\n");

  expect(note.blocks.map(({ headings }) => headings)).toEqual([
    ["T", "S"],
    ["T", "S"],
  ]);
});

test("a card knows its place and its tags, and keeps an id that Obsidian_to_Anki gave it", () => {
  const note = read("---\ntags: [x]\n---\nQ: q\nA: a\n<!--ID: 1566052191670-->\n\n\nC: [b]\n");

  expect(note.blocks).toMatchObject([
    {
      line: 4,
      column: 1,
      endLine: 6,
      foreignId: "anki:1566052191670",
      tags: ["x"],
      fields: [{ text: "q" }, { text: "a" }],
    },
    { line: 9, endLine: 9, foreignId: undefined },
  ]);
});

/** Notes of prose with cards of hashcards among fences, comments and formulas that only look like them. */
const generator = join(vaults, "../tools/gen-vault.mjs");

test.skipIf(!existsSync(generator)).each([3, 4])("every note of a made vault has its cards, seed %i", (seed) => {
  const home = mkdtempSync(join(tmpdir(), "hashcards-"));
  try {
    const root = join(home, "vault");
    const made = ["--out", root, "--notes", "120", "--seed", String(seed), "--dialect", "hashcards", "--per-file"];
    execFileSync(process.execPath, [generator, ...made], { stdio: "ignore" });
    const { perFile } = JSON.parse(readFileSync(`${root}.expected.json`, "utf8"));
    const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"));
    const found = paths.map((path) => [
      path,
      parseNote(path, readFileSync(join(root, path)), defaultSyntax).blocks.length,
    ]);
    const expected = paths.map((path) => {
      const counts: number[] = Object.values(perFile[path]);
      return [path, counts.reduce((sum, count) => sum + count)];
    });

    expect(expected.filter(([, count]) => count !== 0).length).toBeGreaterThan(20);
    expect(found).toEqual(expected);
  } finally {
    rmSync(home, { recursive: true });
  }
});
