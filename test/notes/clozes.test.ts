import { expect, test } from "vitest";
import { askedIn, matchClozes } from "../../src/notes/identity/clozes.ts";

const asked = (text: string) => askedIn([{ name: "Text", text }]);

test.each([
  ["plain", "a {{c1::b}} c", { 0: "b" }],
  ["a hint is no answer", "{{c1::b::which?}}", { 0: "b" }],
  ["braces of code", String.raw`{{c1::\frac{a}{b}}} {{c2::{x}}}`, { 0: String.raw`\frac{a}{b}`, 1: "{x}" }],
  ["one inside another", "{{c1::a {{c2::b}} c}}", { 0: "a b c", 1: "b" }],
  ["several of one number are asked together", "{{c1::a}} {{c1::b}}", { 0: "a … b" }],
  ["several numbers at once", "{{c1,3::a}}", { 0: "a", 2: "a" }],
  ["one left open is text", "{{c1::a", {}],
])("what a cloze asks: %s", (_, text, answers) => {
  const found = [...asked(text)].map(([ordinal, { answer }]) => [ordinal, answer]);
  expect(Object.fromEntries(found)).toEqual(answers);
});

test.each<[string, string, string, Record<number, number>, number[]]>([
  ["one added before", "x {{c1::bind}}", "x {{c1::socket}} {{c2::bind}}", { 0: 1 }, []],
  ["one added before, with a slip", "x {{c1::bind address}}", "x {{c1::socket}} {{c2::bind adress}}", { 0: 1 }, []],
  ["one taken away", "{{c1::a}} {{c2::b}} {{c3::c}}", "{{c1::b}} {{c2::c}}", { 1: 0, 2: 1 }, []],
  ["changed numbers", "{{c1::a}} {{c2::b}}", "{{c2::a}} {{c1::b}}", { 0: 1, 1: 0 }, []],
  ["the same answer twice", "{{c1::a}} {{c2::a}}", "{{c1::a}} {{c2::a}}", { 0: 0, 1: 1 }, []],
  ["another answer", "the {{c1::lowest}} one", "the {{c1::smallest}} one", { 0: 0 }, []],
  ["two rewritten", "{{c1::ab}} {{c2::cd}}", "{{c1::ef}} {{c2::gh}}", { 0: 0, 1: 1 }, []],
  [
    "known by what stands around",
    "to name a {{c1::socket}} call",
    "{{c1::first}} to name a {{c2::thing}} call",
    { 0: 1 },
    [],
  ],
  ["rewritten and one more", "{{c1::ab}}", "{{c1::ef}} {{c2::gh}}", {}, [0, 1]],
])("history goes with what a cloze asks: %s", (_, before, now, pairs, unsure) => {
  const matched = matchClozes(asked(before), asked(now));
  expect(Object.fromEntries(matched.pairs)).toEqual(pairs);
  expect(matched.unsure).toEqual(unsure);
});
