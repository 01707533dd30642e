import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseNote } from "../../src/notes/note.ts";
import { hunksOf } from "../../src/notes/repair/difference.ts";
import { idRemoval, idSplice } from "../../src/notes/repair/id-splices.ts";
import { idOrderProblems, repairsOf } from "../../src/notes/repair/repair.ts";
import { byteLines, spliced } from "../../src/notes/repair/splices.ts";
import { defaultSyntax } from "../../src/notes/settings/syntax.ts";
import { seeds } from "./shared.ts";

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? new TextEncoder().encode(text) : text;
}

function mended(bytes: Uint8Array): Uint8Array {
  const repairs = repairsOf("a.md", bytes, defaultSyntax);
  return spliced(
    bytes,
    repairs.flatMap(({ splices }) => splices),
  );
}

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each<[name: string, before: string | Uint8Array, after: string]>([
  [
    "END below the last line of the card",
    "START\nBasic\nQ\nBack: A\n\n\nSTART\nBasic\nR\nEND\n",
    "START\nBasic\nQ\nBack: A\nEND\n\n\nSTART\nBasic\nR\nEND\n",
  ],
  ["END where the file has no last line end", "START\nBasic\nQ\nBack: A", "START\nBasic\nQ\nBack: A\nEND"],
  [
    "END with the file's line ends and its mark",
    "\uFEFFSTART\r\nBasic\r\nQ\r\n",
    "\uFEFFSTART\r\nBasic\r\nQ\r\nEND\r\n",
  ],
  [
    "END of a card within a list, as far in as its START",
    "- x\n  START\n  Basic\n  Q\n",
    "- x\n  START\n  Basic\n  Q\n  END\n",
  ],
  [
    "END below an id, not below what follows it",
    "START\nBasic\nQ\n<!--ID: 17-->\n\nprose\n",
    "START\nBasic\nQ\n<!--ID: 17-->\nEND\n\nprose\n",
  ],
  [
    "an ID below its tags",
    "START\nBasic\nQ\n<!--ID: 17-->\n\nTags: é b\nEND\n",
    "START\nBasic\nQ\n\nTags: é b\n<!--ID: 17-->\nEND\n",
  ],
  ["UTF-8 saved as Mac Roman", "l‚Äôid√©e\r\nx", "l’idée\r\nx"],
  ["UTF-8 saved as Windows-1252, with a mark", "\uFEFFcafÃ© â†’ x", "\uFEFFcafé → x"],
  [
    "lines of Windows-1252, and no others",
    Uint8Array.of(...bytesOf("ä\n"), ...latin1("caf\xe9\n"), ...bytesOf("ö")),
    "ä\ncafé\nö",
  ],
  [
    "encoding, ID and END of one note",
    "START\nBasic\nid√©e\n<!--ID: 17-->\nTags: √©\nEND\nSTART\nBasic\nR",
    "START\nBasic\nidée\nTags: é\n<!--ID: 17-->\nEND\nSTART\nBasic\nR\nEND",
  ],
])("%s", (_, before, after) => {
  const fixed = mended(bytesOf(before));

  expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(fixed)).toBe(after);
  expect(repairsOf("a.md", fixed, defaultSyntax)).toEqual([]);
});

test.each<[name: string, note: string | Uint8Array]>([
  ["a card as it should be", "START\nBasic\nQ\nBack: A\nTags: a\n<!--ID: 17-->\nEND\n"],
  ["accents that are meant", "été, naïve, ‚Äô in prose about encodings, 日本\n"],
  ["a START that makes no card", "START\n\n"],
  ["a one-line card without its end", "STARTI [Basic] Q Back: A\n"],
  ["START in a fence", "```\nSTART\nBasic\nQ\n```\n"],
  ["UTF-16", Uint8Array.of(0xff, 0xfe, ...Array.from("START\nBasic\nQ", (sign) => [sign.charCodeAt(0), 0]).flat())],
  ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 0, 0, 0xff, 0xfe)],
])("nothing is mended in %s", (_, note) => {
  expect(repairsOf("a.md", bytesOf(note), defaultSyntax)).toEqual([]);
});

test("an ID above its tags is told at its line", () => {
  const bytes = bytesOf("x\nSTART\nBasic\nQ\n<!--ID: 17-->\nTags: a\nEND\n");
  expect(idOrderProblems("a.md", bytes, parseNote("a.md", bytes, defaultSyntax), defaultSyntax)).toMatchObject([
    { rule: "id-order", line: 5, severity: "warning" },
  ]);
});

test("the difference names the lines that change, and no others", () => {
  const bytes = bytesOf("l‚Äôid√©e √©\r\nplain\r\nSTART\r\nBasic\r\nQ");
  const splices = repairsOf("a.md", bytes, defaultSyntax).flatMap((repair) => repair.splices);
  expect(hunksOf(bytes, splices)).toEqual([
    { line: 1, removed: ["l‚Äôid√©e √©"], added: ["l’idée é"] },
    { line: 5, removed: ["Q"], added: ["Q", "END"] },
  ]);
});

const piece = fc.constantFrom(
  "START\n",
  "START\r\n",
  "END\n",
  "Basic\n",
  "Basic\r\n",
  "Q é\n",
  "Back: A\n",
  "Tags: a b\n",
  "<!--ID: 17-->\n",
  "```c\n",
  "```\n",
  "\n",
  "- x\n",
  "  START\n",
  "%%\n",
  "---\n",
  "id√©e\n",
  "\r",
  "日本 STARTI [Basic] x\n",
  "end",
  "\uFEFF",
);

test("a mended note holds the same cards, and all of its bytes that had to stay", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const bytes = bytesOf(pieces.join(""));
      const repairs = repairsOf("a.md", bytes, defaultSyntax);
      const after = mended(bytes);
      const cards = (note: Uint8Array) =>
        parseNote("a.md", note, defaultSyntax).blocks.map(({ fields, tags, foreignId }) => ({
          fields,
          tags,
          foreignId,
        }));
      expect(cards(after)).toEqual(cards(bytes));
      // Sorted: an ID that moves is the one thing that changes places.
      if (repairs.every(({ rule }) => rule !== "repaired-encoding")) {
        const grown = repairs
          .filter(({ rule }) => rule === "missing-end")
          .flatMap(({ splices }) => splices.flatMap((splice) => [...splice.bytes]));
        expect(Uint8Array.from(after).toSorted()).toEqual(Uint8Array.from([...bytes, ...grown]).toSorted());
      }
    }),
    { numRuns: 2000 },
  );
});

test.skipIf(!existsSync(seeds)).each([
  ["001_8f2ca2e94b859926.md", "repaired-encoding"],
  ["004_4156c70659ec38d1.md", "repaired-encoding"],
])("the real note %s is mended to what it is read as", (name, rule) => {
  const bytes = readFileSync(join(seeds, name));
  const before = parseNote(name, bytes, defaultSyntax);
  const after = mended(bytes);
  expect(repairsOf(name, bytes, defaultSyntax).map((repair) => repair.rule)).toEqual([rule]);
  expect(parseNote(name, after, defaultSyntax)).toMatchObject({
    repairedFrom: undefined,
    problems: [],
    blocks: before.blocks,
  });
});

test("a vault's own words are found in any alphabet", () => {
  const obsidianToAnki = { ...defaultSyntax.obsidianToAnki, start: "НАЧАЛО", end: "КОНЕЦ" };
  const syntax = { ...defaultSyntax, obsidianToAnki };
  const open = bytesOf("НАЧАЛО\nBasic\nQ\n<!--ID: 16-->\nTags: b\nКОНЕЦ\n\nНАЧАЛО\nBasic\nR\n");
  const repairs = repairsOf("a.md", open, syntax).flatMap(({ splices }) => splices);
  const text = "НАЧАЛО\nBasic\nQ\nBack: A\nКОНЕЦ\n";
  const note = { bytes: bytesOf(text), lines: byteLines(bytesOf(text)) };
  const [block] = parseNote("a.md", note.bytes, syntax).blocks;
  const put = block && idSplice(note, block, 17, syntax);
  const withId = spliced(note.bytes, put ? [put] : []);

  expect(new TextDecoder().decode(spliced(open, repairs))).toBe(
    "НАЧАЛО\nBasic\nQ\nTags: b\n<!--ID: 16-->\nКОНЕЦ\n\nНАЧАЛО\nBasic\nR\nКОНЕЦ\n",
  );
  expect(new TextDecoder().decode(withId)).toBe("НАЧАЛО\nBasic\nQ\nBack: A\n<!--ID: 17-->\nКОНЕЦ\n");
  const [again] = parseNote("a.md", withId, syntax).blocks;
  const taken = again && idRemoval({ bytes: withId, lines: byteLines(withId) }, again, 17, syntax);
  expect(new TextDecoder().decode(spliced(withId, taken ? [taken] : []))).toBe(text);
});
