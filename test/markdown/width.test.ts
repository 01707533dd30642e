import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { safeText } from "../../src/markdown/safe-text.ts";
import { charactersOf, textWidth } from "../../src/markdown/width.ts";

test.each([
  ["socket", 6],
  ["čaj", 3],
  ["e\u0301", 1],
  ["日本", 4],
  ["한글", 4],
  ["\u1112\u1161\u11ab", 2],
  ["👩‍💻", 2],
  ["👍🏽", 2],
  ["👩‍💻🏽", 4],
  ["x🏽", 3],
  ["🇨🇿", 2],
  ["⚠️", 2],
  ["⚠", 1],
  ["1️⃣", 2],
  ["🖼", 1],
  ["…→│•", 4],
])("%s takes %i columns", (text, columns) => {
  expect(textWidth(text)).toBe(columns);
  expect(stringWidth(text)).toBe(columns);
});

test("no character is wider for string-width than for us", () => {
  const wider: string[] = [];
  for (let code = 0x20; code < 0x32000; code += 1) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const character = String.fromCodePoint(code);
    if (stringWidth(character) > textWidth(character)) wider.push(code.toString(16));
  }
  expect(wider).toEqual([]);
});

test("characters put together again are the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const safe = safeText(text);
      expect(charactersOf(safe).join("")).toBe(safe);
    }),
  );
});

test("no sequence of pictures, joiners and marks is wider for string-width than for us", () => {
  const unit = fc.constantFrom(...Array.from("👩💻👍🏽⚠☝1#x日각ᄀ\u1161🇨🇿\u200d\ufe0f\ufe0e\u0301\u20e3"));
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 8 }), (text) => {
      expect(textWidth(text)).toBeGreaterThanOrEqual(stringWidth(text));
    }),
    { numRuns: 3000 },
  );
});
