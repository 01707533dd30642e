import { expect, test } from "vitest";
import { firstDifference, trimEnd } from "../../src/drills/difference.ts";

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");

test.each([
  { expected: "abcdef", got: "ab", at: 2, what: "ends here", text: "ab", caret: 2 },
  { expected: "abc", got: "abcdef", at: 3, what: "goes on here", text: "abcdef", caret: 3 },
  { expected: "abcdef", got: "abXdef", at: 2, what: "differs here", text: "abXdef", caret: 2 },
  { expected: "abc", got: "", at: 0, what: "ends here", text: "", caret: 0 },
  { expected: "abc", got: "a\u001b[31m", at: 1, what: "differs here", text: "a·[31m", caret: 1 },
])("$got instead of $expected $what", ({ expected, got, at, what, text, caret }) => {
  expect(firstDifference(bytes(expected), bytes(got))).toMatchObject({ at, what, caret, got: { text } });
});

test("equal texts have no difference", () => {
  expect(firstDifference(bytes("abc"), bytes("abc"))).toBeUndefined();
});

test("a far difference is shown with what surrounds it, within the width", () => {
  const expected = bytes(`${"a".repeat(500)}b${"c".repeat(500)}`);
  const got = bytes(`${"a".repeat(500)}X${"c".repeat(500)}`);
  const difference = firstDifference(expected, got, 40);

  expect(difference?.at).toBe(500);
  expect(difference?.expected.text.length).toBeLessThanOrEqual(40);
  expect(difference?.expected.text[difference.caret]).toBe("b");
  expect(difference?.got.text[difference.caret]).toBe("X");
  expect(difference?.got.hex.slice(0, 5)).toBe("58 63");
});

test("only white space at the end is nobody's care", () => {
  expect(trimEnd(bytes(" a b \r\n\n")).toString()).toBe(" a b");
});
