import { expect, test } from "vitest";
import { afterKey, afterPaste } from "../../src/terminal/screen/typed-line.ts";

test.each([
  { key: "x", after: "añox" },
  { key: "é", after: "añoé" },
  { key: "🙂", after: "año🙂" },
  { key: "space", after: "año " },
  { key: "backspace", after: "añ" },
  { key: "pagedown", after: "año" },
  { key: "enter", after: undefined },
  { key: "esc", after: undefined },
])("$key after “año”: $after", ({ key, after }) => {
  expect(afterKey("año", key)).toBe(after);
});

test("a character outside of the basic plane is taken back whole", () => {
  expect(afterKey("a🙂", "backspace")).toBe("a");
  expect(afterKey("", "backspace")).toBe("");
});

test.each([
  { pasted: "SOCK_STREAM", line: "= SOCK_STREAM" },
  { pasted: "one\ntwo\n", line: "= one" },
  { pasted: "one\r\ntwo", line: "= one" },
  { pasted: "", line: "= " },
])("a paste of $pasted", ({ pasted, line }) => {
  expect(afterPaste("= ", pasted)).toBe(line);
});
