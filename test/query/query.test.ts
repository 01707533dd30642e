import { expect, test } from "vitest";
import { parseQuery } from "../../src/query/query.ts";

test.each([
  ["", { kind: "all" }],
  ["bind", { kind: "text", pattern: "bind" }],
  ['"short read"', { kind: "text", pattern: "short read" }],
  ["deck:Sockets", { kind: "deck", pattern: "Sockets" }],
  ['deck:"My Deck"', { kind: "deck", pattern: "My Deck" }],
  ["-is:new", { kind: "not", part: { kind: "is", what: "new" } }],
  ["prop:s>10", { kind: "prop", what: "s", than: ">", value: 10 }],
  ["rated:3:1", { kind: "rated", days: 3, rating: 1 }],
  [
    "a or b",
    {
      kind: "or",
      parts: [
        { kind: "text", pattern: "a" },
        { kind: "text", pattern: "b" },
      ],
    },
  ],
  [
    "tag:x (is:due or is:new)",
    {
      kind: "and",
      parts: [
        { kind: "tag", pattern: "x" },
        {
          kind: "or",
          parts: [
            { kind: "is", what: "due" },
            { kind: "is", what: "new" },
          ],
        },
      ],
    },
  ],
  [
    "-(a b)",
    {
      kind: "not",
      part: {
        kind: "and",
        parts: [
          { kind: "text", pattern: "a" },
          { kind: "text", pattern: "b" },
        ],
      },
    },
  ],
  ["std::vector", { kind: "text", pattern: "std::vector" }],
])("%s", (text, query) => {
  expect(parseQuery(text)).toEqual({ query });
});

test.each([
  "is:late",
  "prop:x>1",
  "prop:s",
  "(a",
  "a)",
  "rated:soon",
  "rated:",
  "rated:3:5",
  "rated:3:",
  "rated:3:1:2",
])("%s is explained", (text) => {
  expect(parseQuery(text)).toHaveProperty("complaint");
});

test.each([
  ["brackets in brackets", "(".repeat(20_000)],
  ["thousands of words", "a or ".repeat(1000)],
])("%s are more than the database takes", (_, text) => {
  expect(parseQuery(text)).toMatchObject({ complaint: expect.stringContaining("words") as string });
});
