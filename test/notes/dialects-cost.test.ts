import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultFlashcards } from "../../src/notes/settings/flashcards.ts";
import { leastCost } from "../cost.ts";
import { readWith } from "./read.ts";

const syntax = { flashcards: { ...defaultFlashcards, isConfigured: true } };
const head = "---\ncards-deck: A\n---\n";

/** What the patterns of the dialects are tried on in vain, again and again. */
const pieces = [
  "Q #card\n",
  "a word\n",
  "a word ",
  "```\n",
  "#card\n",
  "#card-x ",
  "x #card #a ",
  "word #a ",
  "a #card\n- b\n",
  "==a ",
  "==a= ",
  "{a ",
  "{1:a ",
  "{{c1::a ",
  "(a",
  "[a",
  "![",
  "![](",
  "[[a",
  "a::",
  "::a ",
  " ^1622730000000",
  "a ^1622730000000\n",
  "Q: a\n",
  "A: a\n",
  "C: [a\n",
  "Q: a\nA: b\n---\n",
  "Q:",
  "> [!card] a\n",
  "> [!card] a\n> b\n",
  "> [!cloze] ==a\n",
  "> > [!card] a\n> > #b\n> ^c\n",
  "> ^c\n",
  "a ^c ",
  "> #a\n",
  "[!card]",
  "> ",
  "          ",
];

const least = (text: string): number => leastCost(() => readWith(text, syntax));

/** Squared, it would take sixty-four times as long for eight times the text. */
test.each(pieces)("the cost of %j, over and over, grows with its length", (piece) => {
  const text = (length: number) => `${head}> [!card] x\n${piece.repeat(Math.ceil(length / piece.length))}\n`;

  expect(least(text(80_000))).toBeLessThan(24 * least(text(10_000)) + 50);
});

test.each([["Q #card\n", "# a\n"]])("so does that of %j with %j over and over", (first, piece) => {
  const text = (length: number) => first + piece.repeat(Math.ceil(length / piece.length));

  expect(least(text(80_000))).toBeLessThan(24 * least(text(10_000)) + 50);
});

test("so does that of a line of tags that ends in a word", () => {
  const text = (length: number) => `${" #card".repeat(length / 6)} word\n`;

  expect(least(text(80_000))).toBeLessThan(24 * least(text(10_000)) + 50);
});

test("so does that of many cards below a long head", () => {
  const text = (count: number) =>
    `---\ntags: [flashcards]\n${"x: {a: *b}\n".repeat(count)}---\n${"q #card\na\n\n".repeat(count)}`;

  expect(least(text(400))).toBeLessThan(24 * least(text(50)) + 50);
});

const lines = [
  ...pieces,
  ..."\n|\n\n|---\n|# T\n|## Q #card\n|#card-spaced\n|```\n|> ```\n|%%\n|<!-- x\n|-->\n|- |  |x\n|a :: b\n|a ::: b\n".split(
    "|",
  ),
  "==a== {b}\n",
  "C: [a] b\n",
  "START\nBasic\nq\nBack: a\nEND\n",
  "> ---\n",
  "> b\n",
  "> [!card]\n",
];

test("whatever is put together, every line makes one card at most, and every card asks something", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 30 }), fc.boolean(), (parts, isOpen) => {
      const text = `${isOpen ? head : ""}${parts.join("")}`;
      const { blocks } = readWith(text, syntax);
      let before = 0;
      for (const { line, endLine, column, fields, ordinals } of blocks) {
        expect(line).toBeGreaterThan(before);
        expect(endLine).toBeGreaterThanOrEqual(line);
        expect(column).toBeGreaterThan(0);
        expect(ordinals.length).toBeGreaterThan(0);
        expect(fields[0]?.text.trim()).not.toBe("");
        before = endLine;
      }
      expect(before).toBeLessThanOrEqual(text.split("\n").length);
    }),
    { numRuns: 2000 },
  );
});
