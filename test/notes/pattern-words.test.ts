import fc from "fast-check";
import { expect, test } from "vitest";
import { patternWords } from "../../src/notes/dialects/pattern-words.ts";

test.each([
  ["^Q: ((?:.+\\n)*)\\n*A: (.+)", ["Q: ", "A: "]],
  ["^#+(.+)\\n*", ["#"]],
  ["((?:[^\\n]\\n?)+) #flashcard ?\\n*", [" #flashcard"]],
  ["^(.*[^\\n:]{1}):{2}([^\\n:]{1}.*)", ["::"]],
  ["((?:.+\\n)*(?:.*{.*)(?:\\n.+)*)", ["{"]],
  ["((?:.+\\n)*(?:.*==.*)(?:\\n.+)*)", ["=="]],
  ["\\|([^\\n|]+)\\|\\n", ["|"]],
  ["<!--Q-->([^]*?)<!--E-->", ["<!--Q-->", "<!--E-->"]],
  ["-{3,}x{0,2}y?z*", ["---"]],
  ["a-{2}b{0}c{1,}d{20}e", ["a--c", "ddddddddd", "e"]],
  ["ab+c", ["ab", "c"]],
  ["a|b", []],
  ["(a|b)c", ["c"]],
  ["(?:ab)?c(?=d)(?!e)(?<=f)(?<!g)(?<name>h)", ["c", "h"]],
  ["[a\\]b]c\\.d\\d", ["c.d"]],
  ["q𝄞r", ["q", "r"]],
  ["^\\u2022 (.+)\\x3Ab\\cJc\\u20d\\x4g", [" ", "b", "c", "20d", "4g"]],
  ["(a)(?<b>c)\\10d\\k<b>e\\2f", ["a", "c", "d", "e", "f"]],
  ["(?i:q): (?-i:r)(?ms-i:s)", [": "]],
  ["(.+)", []],
  ["", []],
  ["(", []],
  ["[", []],
  ["\\", []],
])("every match of %j holds %j", (pattern, words) => {
  expect(patternWords(pattern)).toEqual(words);
});

const letter = fc.constantFrom("a", "b", "-", ":", "\\.", "\\n", ".", "[^ab]", "\\d");
const repeat = fc.constantFrom("", "", "", "?", "*", "+", "{2}", "{0,2}", "{2,}", "*?");
// Of groups no endless ones, which are slow within each other.
const groupRepeat = fc.constantFrom("", "", "?", "{1,2}", "{0,2}", "{2}");
const joined = (parts: readonly string[]) => parts.join("");
const sequence = (piece: fc.Arbitrary<string>) =>
  fc
    .array(fc.oneof({ weight: 4, arbitrary: piece }, { weight: 1, arbitrary: fc.constant("|") }), { maxLength: 4 })
    .map(joined);
const group = (inside: fc.Arbitrary<string>) =>
  fc.tuple(fc.constantFrom("(", "(?:"), inside, fc.constant(")"), groupRepeat).map(joined);
const single = fc.tuple(letter, repeat).map(joined);
const anyPattern = sequence(fc.oneof(single, group(sequence(fc.oneof(single, group(sequence(single)))))));
const anyText = fc.string({ unit: fc.constantFrom("a", "b", "-", ":", ".", "\n", "1"), maxLength: 8 });

test("whatever the pattern, all that it matches holds its words", () => {
  let matches = 0;
  fc.assert(
    fc.property(anyPattern, fc.array(anyText, { minLength: 5 }), (pattern, texts) => {
      const found = texts.flatMap((text) => new RegExp(pattern).exec(text)?.[0] ?? []);
      matches += found.length;
      expect(found.filter((whole) => !patternWords(pattern).every((word) => whole.includes(word)))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
  expect(matches).toBeGreaterThan(1000);
});
