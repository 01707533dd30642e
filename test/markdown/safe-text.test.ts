import fc from "fast-check";
import { expect, test } from "vitest";
import { safeLine, safeText } from "../../src/markdown/safe-text.ts";

test.each([
  { name: "plain text stays as it is", text: "socket(2) → fd\n\tč 日本 👩‍💻", safe: "socket(2) → fd\n\tč 日本 👩‍💻" },
  { name: "escape and bell become their pictures", text: "\u001b]0;owned\u0007", safe: "␛]0;owned␇" },
  { name: "NUL, BS, VT, DEL too", text: "a\u0000\b\v\u007f", safe: "a␀␈␋␡" },
  { name: "C1 controls become code points", text: "\u009b31m\u009d", safe: "‹009B›31m‹009D›" },
  {
    name: "bidi overrides and isolates too",
    text: "\u202edcba\u202c \u2066x\u2069",
    safe: "‹202E›dcba‹202C› ‹2066›x‹2069›",
  },
  { name: "tag characters too", text: "a\u{e0041}\u{e007f}", safe: "a‹E0041›‹E007F›" },
  { name: "carriage returns end a line", text: "a\r\nb\rc", safe: "a\nb\nc" },
  { name: "so do the separators of Unicode", text: "a\u2028b\u2029c", safe: "a\nb\nc" },
  { name: "half a surrogate pair is replaced", text: "a\ud800b", safe: "a\ufffdb" },
])("$name", ({ text, safe }) => {
  expect(safeText(text)).toBe(safe);
});

test("a path stays on its line, whatever line ends are in it", () => {
  expect(safeLine("a\nb.md:1:1: fine\r\nc\u2028d\u001b[2J")).toBe("a␊b.md:1:1: fine␊c␊d␛[2J");
});

test("no text gives a control character other than line end and tab", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
      const safe = safeText(text);

      expect(safe).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/u);
      expect(safe.isWellFormed()).toBe(true);
      expect(safeText(safe)).toBe(safe);
    }),
  );
});
