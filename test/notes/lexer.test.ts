import { expect, test } from "vitest";
import { lex } from "../../src/notes/lexer/lex.ts";
import { Kind, kindOf, type Lines } from "../../src/notes/lexer/lines.ts";
import { defaultSyntax } from "../../src/notes/settings/syntax.ts";

const words = { start: "START", end: "END" };
const names = Object.fromEntries(Object.entries(Kind).map(([name, kind]) => [kind, name]));
const kindsOf = (lines: Lines) => lines.marks.map((_, line) => names[kindOf(lines, line)]).join(" ");

test.each([
  ["a paragraph", "a\nb\n\nc", "prose prose blank prose"],
  ["a fence", "```c\n\nx\n```\ny", "fence fence fence fence prose"],
  ["a fence of tildes is not closed by backticks", "~~~\n```\n~~~~\ny", "fence fence fence prose"],
  ["a fence is closed by no fewer signs", "````\n```\n````", "fence fence fence"],
  ["a fence in an item ends with it", "- ```\n  x\ny", "fence fence prose"],
  ["a quoted fence ends with its quote", "> ```\n> x\ny", "fence fence prose"],
  ["a quoted fence sign closes no other fence", "```\n> ```\n```\ny", "fence fence fence prose"],
  ["backticks in the info string make a code span", "``` a`b\ny", "prose prose"],
  ["indented code", "a\n\n    code\n\n\tcode\nb", "prose blank code blank code prose"],
  ["an indented line under a paragraph belongs to it", "a\n    b", "prose prose"],
  ["indented code in an item", "- a\n\n      code\n\n  b", "prose blank code blank prose"],
  ["a lazy line", "> a\nb", "prose prose"],
  ["HTML up to a blank line", "<div>\n# a\n\nb", "html html blank prose"],
  ["a script up to its end", "<script>\n\nx\n</script>\nb", "raw raw raw raw prose"],
  ["a comment over blank lines", "<!-- a\n\nb -->\nc", "comment comment comment prose"],
  ["a comment on one line", "<!-- a -->\nb", "comment prose"],
  ["Obsidian's comment", "%%\na\n\nb\n%%\nc", "comment comment comment comment comment prose"],
  ["Obsidian's comment on one line is masked, not cut", "%% a %%\nb", "prose prose"],
  ["a formula", "$$\na\n$$\nb", "math math math prose"],
  ["a formula that begins and ends within lines", "so $$\na\n$$ is b\nc", "prose math math prose"],
  ["a formula whose lines leave its quote", "> $$\na\n$$\nb", "math math math prose"],
  [
    "two dollars without an end before the next blank line are text",
    "costs $$\nb\n\n$$\nc\n$$",
    "prose prose blank math math math",
  ],
  ["a closing line may open the next", "$$\na\n$$ and $$\nb\n$$\nc", "math math math math math prose"],
  ["definitions", '[a]: b\n[c]:\nd\n"t"\ne', "definition definition definition definition prose"],
  ["a heading by its underline", "a\nb\n===\nc", "heading heading heading prose"],
  ["a table", "a|b\n-|-\nc\n    d", "prose prose prose code"],
  ["footnotes", "[^a]: b\n\n    c\nd", "prose blank prose prose"],
  ["a label with an escaped bracket", "[^a\\]: b\n\n    c", "prose blank code"],
  ["a list after code that ends a quoted table", "> a|b\n> -|-\n\tc\n\n2.\n\td", "prose prose code blank blank prose"],
  ["a tag with a second value", "<a b=c='d'>\ne\n\n<a b='c'=d>", "html html blank prose"],
])("knows %s", (_, text, kinds) => {
  expect(kindsOf(lex(text, 0, words))).toBe(kinds);
});

test("headings are found where they are prose only", () => {
  const { headings } = lex("# A #\n\n```\n# no\n```\n\nB\n=\n\n<!--\n# no\n-->\n> ## C", 0, words);

  expect(headings).toEqual([
    { line: 1, level: 1, text: "A" },
    { line: 7, level: 1, text: "B" },
    { line: 13, level: 2, text: "C" },
  ]);
});

/** Inputs that make careless scanners look at everything again and again. */
const repeats: readonly (readonly [string, string])[] = [
  ["START lines", "START\n"],
  ["END lines", "END\n"],
  ["fences that nothing closes", "START\n```x\n"],
  ["fences that hide the END", "START\nBasic\n```c\nq\nEND\n"],
  ["comments that nothing closes", "START\n<!-- x\n"],
  ["Obsidian comments", "START\na %%\n"],
  ["formulas", "x $$\n"],
  ["quotes", "> a\n>> b\n"],
  ["items", "- a\n  - b\n"],
  ["rows", "| a |\n"],
  ["brackets", "[a]: \n"],
  ["code fences of many lengths", "```\n````\n"],
];

test.each(repeats)("reads %s in linear steps", (_, piece) => {
  const small = lex(piece.repeat(2000), 0, defaultSyntax.obsidianToAnki);
  const large = lex(piece.repeat(4000), 0, defaultSyntax.obsidianToAnki);

  expect(large.steps / small.steps).toBeLessThanOrEqual(2.2);
  expect(small.steps).toBeLessThanOrEqual(2.5 * small.starts.length);
});
