import fc from "fast-check";
import { expect, test } from "vitest";
import { readFlat } from "../../src/notes/head/flat-head.ts";
import { properties, property, readHead } from "../../src/notes/head/front-matter.ts";
import { hasNoHeadButPlain, plainHeadLength } from "../../src/notes/head/plain-head.ts";
import { readYaml } from "../../src/notes/head/yaml-head.ts";

const head = (source: string) => readHead("a.md", `---\n${source}\n---\nbody`);
const found = ({ problems }: ReturnType<typeof head>) => problems.map(({ line, rule }) => `${line} ${rule}`);

test.each([
  [
    "text as written",
    "id: 0123\nt: 12:06\nn: 20230608123456789012\nd: 2020-08-21\nv: 1.10\nb: yes",
    { id: "0123", t: "12:06", n: "20230608123456789012", d: "2020-08-21", v: "1.10", b: "yes" },
  ],
  ["a date in words", "date: Jun 08, 2023 at 12:06", { date: "Jun 08, 2023 at 12:06" }],
  [
    "lists",
    "a: [x, y]\nb:\n  - x\n  - y\nc:\n- z\nd: []\ne:",
    { a: ["x", "y"], b: ["x", "y"], c: ["z"], d: [], e: "" },
  ],
  ["quotes", 'a: "[[x]]"\nb: \'y: z\'\nc: "a\\tb"', { a: "[[x]]", b: "y: z", c: "a\tb" }],
  ["several lines of text", "a: |\n  x\n  y\nb: >-\n  x\n  y", { a: "x\ny\n", b: "x y" }],
  ["JSON", '{"a": "x", "b": ["y"]}', { a: "x", b: ["y"] }],
  ["remarks", "# x\na: b # c", { a: "b" }],
  ["colons in values", "deck: A::B\nurl: http://x", { deck: "A::B", url: "http://x" }],
  [
    "dangerous names",
    "__proto__: x\nconstructor: y",
    Object.fromEntries([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]),
  ],
  ["the first of two equal keys", "a: x\na: y", { a: "x" }],
  ["a list, not a head", "- x\n- y", {}],
  ["a sentence, not a head", "just text", {}],
])("reads %s", (_, source, data) => {
  const read = head(source);

  expect(Object.entries(properties(read.source))).toEqual(Object.entries(data));
  expect(read.problems).toEqual([]);
});

test.each([
  ["tags: Network", ["Network"]],
  ["tags: a, b", ["a", "b"]],
  ["tags: a b", ["a", "b"]],
  ['tags: "#x"', ["x"]],
  ["tags: #foo", ["foo"]],
  ["tags: #foo\nup: {a: b}", ["foo"]],
  ["tags:\n  - #x\n  - y/z", ["y/z"]],
  ['tags:\n  - "#x"\n  - X\n  - y', ["x", "y"]],
  ["tags:", []],
])("tags of %j", (source, tags) => {
  expect(properties(head(source).source)["tags"]).toEqual(tags);
});

test.each([
  ["a link", "up: [[Foo]]", { up: "[[Foo]]" }, ["2 front-matter"]],
  ["a tree", "x: y\nup:\n  a: { b: c }", { x: "y", up: "a: { b: c }" }, []],
  ["a list of trees", "up:\n  - a: b\n    c: d", { up: "- a: b\n    c: d" }, []],
  ["a map in a line", "x: y\nup: { a: b }", { x: "y", up: "{ a: b }" }, ["3 front-matter"]],
  ["a list of links", "up:\n  - [[Foo]]", { up: "- [[Foo]]" }, ["2 front-matter"]],
  ["two links", "id: 7\nup: [[A|x]], [[B]]", { id: "7", up: "[[A|x]], [[B]]" }, ["3 front-matter"]],
  ["a second colon", "title: a: b\ntags: [x]", { title: "a: b", tags: ["x"] }, ["2 front-matter"]],
  ["an at sign", "author: @me\nid: 1", { author: "@me", id: "1" }, ["2 front-matter"]],
  ["a template", "title: {{title}} x\nid: 1", { title: "{{title}} x", id: "1" }, ["2 front-matter"]],
  ["an alias", "a: &x y\nb: *x", { a: "&x y", b: "*x" }, ["3 front-matter"]],
  ["a line that begins with dashes", "a: b\n---x", { a: "b" }, ["3 front-matter"]],
])("keeps what it can of %s, and tells where", (_, source, data, problems) => {
  const read = head(source);

  expect({ ...properties(read.source) }).toEqual(data);
  expect(found(read)).toEqual(problems);
  expect(read.lines).toBe(source.split("\n").length + 2);
});

test.each([
  ["no head", "text", 0, []],
  ["four dashes", "----\na: b\n----\n", 0, []],
  ["a blank line first", "\n---\na: b\n---\n", 0, []],
  ["blanks after the dashes", "---  \na: b\n--- \nx", 3, []],
  ["never closed", "---\na: b\n\ntext", 0, ["1 unclosed-front-matter"]],
  ["closed by dots only", "---\na: b\n...\ntext", 0, ["1 unclosed-front-matter"]],
  ["JavaScript", "---js\nthrow new Error('ran')\n---\n", 0, ["1 front-matter-code"]],
  ["JavaScript by its long name", "--- javascript\nthrow new Error('ran')\n---\n", 0, ["1 front-matter-code"]],
  ["a method's name", "---toString\na\n---\n", 0, ["1 front-matter-code"]],
  ["a line alone", "---", 0, []],
  ["an empty head", "---\n---\nx", 2, []],
])("cuts %s", (_, text, lines, problems) => {
  const read = readHead("a.md", text);

  expect(read.lines).toBe(lines);
  expect(found(read)).toEqual(problems);
});

test("a head beyond 64 KiB is not read, and its note is not lost", () => {
  const read = head(`a: ${"x".repeat(70_000)}`);

  expect([read.lines, found(read), Object.keys(properties(read.source))]).toEqual([3, ["2 front-matter"], []]);
});

test.each(["[", "{a: ", "- "])("a head nested thousands deep (%j) is a problem, not an end", (opener) => {
  expect(found(head(`a: ${opener.repeat(12_000)}`))).toEqual(["2 front-matter"]);
});

test("a bad head is told of each time it is met", () => {
  expect([head("a: b: c"), head("a: b: c")].map(found)).toEqual([["2 front-matter"], ["2 front-matter"]]);
});

test("what the quick reader reads, YAML reads alike", () => {
  const key = fc.constantFrom("a", "b c", "tags", "é", "x-1", "__proto__");
  const scalar = fc.oneof(
    fc.constantFrom(
      "x",
      "a: b",
      "a::b",
      "#x",
      "x #y",
      "x#y",
      "[a, b]",
      "[a",
      "'q'",
      '"q"',
      '"a" b',
      "- x",
      "-x",
      "12:06",
      "0123",
      "~",
      "null",
      "a:",
      "*a",
      "&a",
      "!x",
      "|",
      ">",
      "%x",
      "@x",
      "`x`",
      "{a}",
      "a, b",
      "",
      "é",
      "[]",
      "[a,]",
      "['a, b']",
      "? x",
      "…",
      "a\tb",
      "a\u00a0b",
    ),
    fc.string({ maxLength: 6 }),
  );
  const entry = fc.oneof(
    fc.tuple(key, scalar).map(([name, value]) => `${name}: ${value}`),
    fc
      .tuple(key, fc.array(scalar, { maxLength: 3 }), fc.constantFrom("- ", "  - ", " -  "))
      .map(([name, items, dash]) => [`${name}:`, ...items.map((item) => dash + item)].join("\n")),
    fc.constantFrom("# remark", "", "  x", "text", "- x"),
  );
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), (entries) => {
      const source = entries.join("\n");
      const flat = readFlat(source);
      // `tags: #x` is read as it is meant, see above.
      if (flat === undefined || /^tags:[ \t]*#/m.test(source)) return;
      const yaml = readYaml(source);
      expect(yaml).toEqual({ entries: flat, nested: undefined });
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["", true],
  ["text", true],
  ["--", true],
  ["---", false],
  ["---\n---\n", true],
  ["---\n---", true],
  ["---\nid: 7\ntags: [a, b/c]\nx:\n  - a\n  - b c\ndate: 2024-01-05T12:06\n---\ntext", true],
  ["---\na: b: c\n---\n", false],
  ["---\na: b #c\n---\n", false],
  ["---\nup: [[A]]\n---\n", false],
  ["---\na: b\n---- \n", false],
  ["---\na: b\n", false],
  ["---js\n---\n", false],
])("whether %j begins with nothing to tell of: %s", (note, plain) => {
  expect(hasNoHeadButPlain(Buffer.from(note))).toBe(plain);
});

test("of a plain head there is nothing to tell, and it ends where it is cut", () => {
  const line = fc.constantFrom(
    "a: x",
    "a:",
    "tags: [a, b]",
    "b: x, y",
    "  - x",
    "- x",
    "é: x",
    "b_1: (x)",
    'q: "[[x]]"',
    "t: 12:06",
    "u: http://x",
    "n: x # y",
    "n: x: y",
    "l: [a, [b]]",
    "",
    "x",
    "{a}",
    "s: é\u3000x",
    "a: \u1680x",
    "...",
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 5 }),
      fc.constantFrom("---", "---\n", "---\nx\n---\n", "--- \n", "---x\n"),
      (lines, close) => {
        const note = ["---", ...lines, close].join("\n");
        const length = plainHeadLength(note);
        if (length === 0) return;
        const source = lines.map((text) => `${text}\n`).join("");
        expect(readYaml(source)).toMatchObject({ nested: undefined });
        expect(readHead("a.md", note)).toEqual({ lines: lines.length + 2, source, problems: [] });
        expect(note.slice(length)).toBe(["---\n", "---"].includes(close) ? "" : "x\n---\n");
      },
    ),
    { numRuns: 2000 },
  );
});

test("one property is told without the others", () => {
  const read = head("cards-deck: A::B\ntags: [x]");

  expect([property(read, "cards-deck"), property(read, "deck"), property(read, "id")]).toEqual([
    "A::B",
    undefined,
    undefined,
  ]);
});
