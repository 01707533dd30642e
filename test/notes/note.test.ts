import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeNote } from "../../src/notes/encoding/encoding.ts";
import { properties, readHead } from "../../src/notes/head/front-matter.ts";
import { parseNote } from "../../src/notes/note.ts";
import { defaultSyntax } from "../../src/notes/settings/syntax.ts";
import { read, rules } from "./read.ts";
import { readVault, seeds, vaults } from "./shared.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

const card = "START\nBasic\nq\nBack: a\nEND";

test("everything of one note", () => {
  const note = read("---\nid: 7\n---\n# A\n\nSTART\nBasic\nq\nBack: a\nEND\n\n```c\nint x;\n");

  expect(note.blocks.map(({ line, headings }) => [line, headings])).toEqual([[6, ["A"]]]);
  expect(rules(note)).toEqual(["12:1 unclosed-fence"]);
});

test.each([
  ["a fence", "START\n\n  ```\nb", "3:3 unclosed-fence"],
  ["a fence behind the last card", `${card}\n\n\`\`\`\nb`, "7:1 unclosed-fence"],
  ["a formula", "STARTI\n\n$$\nb", "3:1 unclosed-fence"],
  ["Obsidian's comment", "STARTED\n%%\nb\n", "2:1 unclosed-comment"],
  ["an HTML comment", "START x\n\n<!-- b\n", "3:1 unclosed-comment"],
  ["HTML", `${card}\n\n<script>`, "7:1 unclosed-fence"],
  ["a fence with a drill", "```drill\nid: x-y", "1:1 unclosed-fence"],
  ["front matter", "---\na: b\n", "1:1 unclosed-front-matter"],
])("%s that is never closed is told once, with its place", (_, text, rule) => {
  const found = rules(read(text)).filter((one) => !one.endsWith("missing-end") && !one.endsWith("missing-type"));

  expect(found).toEqual([rule]);
});

test.each(["a\n\n```\nb", "$$\nx", "%%\nx", "<!-- x", "~~~\ndrilling", "[[drill:x]]\n\n```"])(
  "%j can hide neither card nor drill, so it is no problem",
  (text) => {
    expect(read(text).problems).toEqual([]);
  },
);

test.each([
  "[[START]]",
  "std::vector<int> is a class",
  "key:: value",
  "| Loopback | ::1 |",
  "http://a::b",
  "a == b and c == d",
  "DELETE",
  "---\n\nSTART here",
])("%j is no card and no problem", (text) => {
  const note = read(`x\n\n${text}\n\nend`);

  expect([note.blocks, note.problems]).toEqual([[], []]);
});

test("no note makes it throw, and places lie within the note", () => {
  const piece = fc.constantFrom(
    ..."START|END|Basic|Cloze|Back: a|q|Tags: x|<!--ID: 1-->|```|```drill|~~~|%%|$$|<!--|-->|---|- |  |> |\t|# h|STARTI [Basic] q Back: a ENDI|{{c1::x}}|{x}|TARGET DECK|FILE TAGS: x|id: a|a: [b|\0|\r|é|√©|Ã©|👉|[^a]:|[a]: b|<div>|===|a|b".split(
      "|",
    ),
  );
  const note = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .array(fc.tuple(piece, fc.constantFrom("\n", "\n", "\n\n", "\r\n", "", " ")), { maxLength: 40 })
      .map((parts) => bytesOf(parts.flat().join(""))),
  );
  fc.assert(
    fc.property(note, fc.boolean(), (bytes, curlyCloze) => {
      const parsed = parseNote("a/b.md", bytes, {
        ...defaultSyntax,
        obsidianToAnki: { ...defaultSyntax.obsidianToAnki, curlyCloze },
      });
      const lines = new TextDecoder().decode(bytes).split(/\r\n?|\n/).length;
      for (const { line, endLine, fields } of parsed.blocks) {
        expect(line).toBeGreaterThan(0);
        expect(endLine).toBeGreaterThanOrEqual(line);
        expect(endLine).toBeLessThanOrEqual(lines);
        expect(fields[0]?.text).not.toBe("");
      }
      for (const { line, column, message, hint } of parsed.problems) {
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(lines);
        expect(column).toBeGreaterThan(0);
        expect([message, hint]).not.toContain("");
      }
    }),
    { numRuns: 1500 },
  );
});

describe.skipIf(!existsSync(seeds))("the five seeds", () => {
  const names = existsSync(seeds) ? readdirSync(seeds).toSorted() : [];
  const seed = (prefix: string) => {
    const name = names.find((candidate) => candidate.startsWith(prefix)) ?? "";
    return parseNote(name, readFileSync(join(seeds, name)), defaultSyntax);
  };

  test.each([
    ["000", 0, undefined],
    ["001", 0, "macintosh"],
    ["002", 0, undefined],
    ["003", 0, undefined],
    ["004", 1, "windows-1252"],
  ])("%s has %i cards", (name, cards, repairedFrom) => {
    const note = seed(name);

    expect([note.blocks.length, note.repairedFrom]).toEqual([cards, repairedFrom]);
    expect(note.problems.map(({ rule }) => rule)).toEqual(repairedFrom === undefined ? [] : ["repaired-encoding"]);
  });

  test("000 keeps its id and date as written", () => {
    const name = names.find((candidate) => candidate.startsWith("000")) ?? "";
    const { source } = readHead(name, readFileSync(join(seeds, name), "utf8"));

    expect(properties(source)).toMatchObject({ id: "20230608-12.06", date: "Jun 08, 2023 at 12:06" });
  });

  test("001 is clean French again", () => {
    const name = names.find((candidate) => candidate.startsWith("001")) ?? "";
    const { text } = decodeNote(name, readFileSync(join(seeds, name)));

    expect(text).toHaveLength(4342);
    expect(text?.match(/[éà’–…👉]/gu)).toHaveLength(97);
    expect(text).not.toMatch(/[√‚Ä¬]/);
  });

  test("004 holds one card, whole and clean", () => {
    const [block] = seed("004").blocks;
    const [front, back] = block?.fields ?? [];

    expect(block).toMatchObject({
      noteType: "Basic",
      foreignId: "anki:1708329969701",
      tags: ["code", "linux"],
      deck: "Default",
    });
    expect(front?.text.split("\n")).toEqual([
      "[[li socket]]",
      "- concept",
      "- domain (2)",
      "- types (4)",
      "- [[li syscall]] (6)",
    ]);
    expect(back?.text.split("\n")).toHaveLength(89);
    expect(back?.text).toMatch(/^## \[\[li socket\]\][^]*→ file descriptor[^]*```$/);
  });
});

describe.skipIf(!existsSync(vaults))("real vaults", () => {
  test.each([
    [
      "fit-statnice",
      2512,
      2510,
      ["Notes/Bakalarske/BI-SI-3 DBS.md:157 missing-type", "Notes/Bakalarske/BI-SPOL-31 SI1.2.md:483 empty-front"],
    ],
    ["davidpnb", 41, 39, ["00-09 PKM/03 Extras/Templates/Flashcard Template.md:6 empty-front"]],
    ["kroid", 37, 21, ["draft/templates/anki card skeleton.md:1 empty-front"]],
    ["albrtito", 0, 0, []],
  ])("%s has %i blocks, %i of them with an id", (vault, blocks, ids, found) => {
    const notes = readVault(vault);
    const all = notes.flatMap(({ note }) => note.blocks);
    // Heads that are not YAML, in templates mostly, are told of too: davidpnb has seven.
    const problems = notes.flatMap(({ note }) => note.problems).filter(({ rule }) => rule !== "front-matter");

    expect([all.length, all.filter(({ foreignId }) => foreignId !== undefined).length]).toEqual([blocks, ids]);
    expect(problems.map(({ path, line, rule }) => `${path}:${line} ${rule}`)).toEqual(found);
  });

  test("no head of fit-statnice is a problem, seven of davidpnb are", () => {
    const heads = (vault: string) =>
      readVault(vault).flatMap(({ note }) => note.problems.filter(({ rule }) => rule === "front-matter"));

    expect([heads("fit-statnice").length, heads("davidpnb").length]).toEqual([0, 7]);
  });
});
