import { array, assert as holds, property, string } from "fast-check";
import { expect, test } from "vitest";
import { gradeItems, gradeMessage, itemsOfAnswer, itemsTyped, means } from "../../src/drills/grade.ts";

test.each([
  { given: "SOCK_stream", name: "SOCK_STREAM", why: "case" },
  { given: "  hand   shake ", name: "hand shake", why: "space" },
  { given: "`bind`", name: "bind", why: "backticks" },
  { given: "„Straße“", name: "STRASSE", why: "quotes, and the two ways to write ß" },
  { given: "ﬁn", name: "FIN", why: "a ligature (NFKC)" },
  { given: "e\u0301cho", name: "écho", why: "composed and decomposed" },
  { given: "facade", name: "façade", why: "no accents were typed" },
  { given: "１２", name: "12", why: "digits of full width" },
  { given: "a pipe.", name: "a pipe", why: "a full stop behind it" },
  { given: ".", name: ".", why: "nothing but a sign" },
])("$why do not count: $given is $name", ({ given, name }) => {
  expect(means(given, name)).toBe(true);
});

test.each([
  { given: "façade", name: "facade" },
  { given: "fàcade", name: "façade" },
  { given: "किताब", name: "कताब" },
  { given: "EPIPE", name: "EPIP" },
  { given: "read", name: "read()" },
])("$given is not $name", ({ given, name }) => {
  expect(means(given, name)).toBe(false);
});

const types = [["SOCK_STREAM", "stream"], ["SOCK_DGRAM", "dgram"], ["SOCK_RAW"]];

test.each([
  { given: ["dgram", "SOCK_RAW", "Stream"], right: 3, missing: [], surplus: [] },
  { given: ["stream", "SOCK_STREAM"], right: 1, missing: ["SOCK_DGRAM", "SOCK_RAW"], surplus: ["SOCK_STREAM"] },
  { given: ["raw sockets"], right: 0, missing: ["SOCK_STREAM", "SOCK_DGRAM", "SOCK_RAW"], surplus: ["raw sockets"] },
  { given: [], right: 0, missing: ["SOCK_STREAM", "SOCK_DGRAM", "SOCK_RAW"], surplus: [] },
])("of three items $given names $right", ({ given, right, missing, surplus }) => {
  const grade = gradeItems(types, given);

  expect(grade.right).toHaveLength(right);
  expect(grade).toMatchObject({ missing, surplus, isRight: right === 3 });
});

test("what is missing is named, and what is too much", () => {
  expect(gradeMessage(gradeItems(types, ["stream", "pipe"]))).toBe(
    "1 of 3 named; missing: SOCK_DGRAM, SOCK_RAW; not among them: pipe",
  );
  expect(gradeMessage(gradeItems([["Paris"]], ["Pariss"]))).toBe("it is not Pariss");
});

test("the items themselves are always right, in any order and case", () => {
  const words = array(
    string({ minLength: 1, maxLength: 8, unit: "grapheme" }).filter((word) => word.trim() !== ""),
    {
      maxLength: 6,
    },
  );
  holds(
    property(words, (items) => {
      const given = items.toReversed().map((item) => ` ${item.toUpperCase()} `);
      return gradeItems(
        items.map((item) => [item]),
        given,
      ).isRight;
    }),
  );
});

test.each([
  { markdown: "- red\n- **green**\n- `blue`", items: ["red", "green", "blue"] },
  { markdown: "Paris\nTry it: [drill](drill:tcp-hello)", items: ["Paris"] },
  { markdown: "[[AF_UNIX|AF_UNIX]] / AF_LOCAL", items: ["AF_UNIX / AF_LOCAL"] },
])("the items of $markdown", ({ markdown, items }) => {
  expect(itemsOfAnswer(markdown).map(([name]) => name)).toEqual(items);
});

test("words with a stroke between them mean the same", () => {
  expect(gradeItems(itemsOfAnswer("AF_UNIX / AF_LOCAL"), ["af_local"]).isRight).toBe(true);
});

test("what is typed is cut only where several are expected", () => {
  expect(itemsTyped("red, green; blue", 3)).toEqual(["red", "green", "blue"]);
  expect(itemsTyped(" bind, then listen ", 1)).toEqual(["bind, then listen"]);
});
