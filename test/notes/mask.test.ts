import { expect, test } from "vitest";
import { mask } from "../../src/notes/lexer/mask.ts";

test.each([
  ["use `a::b` here", "use ······ here"],
  ["``a ` b`` ::", "········· ::"],
  ["`` a ` b", "`` a ` b"],
  ["\\`a::b\\`", "\\`a::b\\`"],
  ["`a\nb::c` d", "··\n····· d"],
  ["$x::y$ z", "······ z"],
  ["$5 and $6::7", "$5 and $6::7"],
  ["$a$1", "$a$1"],
  ["$$a\n::$$ b", "···\n···· b"],
  ["a %%b::%% c", "a ······· c"],
  ["100%% of a::b", "100%% of a::b"],
  ["a <!-- b:: --> c", "a ············ c"],
  ["a <!-- b::", "a <!-- b::"],
  ["plain a::b", "plain a::b"],
])("masks %j", (text, masked) => {
  expect(mask(text).replaceAll("\uFFFC", "·")).toBe(masked);
});
