import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Problem } from "../../src/model.ts";
import { home, shared } from "../cli/run.ts";

const here = existsSync(join(shared, "seeds"));
if (!here) console.warn("skipped: the real vaults are not here");

interface Import {
  readonly cards: {
    readonly total: number;
    readonly added: number;
    readonly changed: number;
    readonly retired: number;
  };
  readonly blocks: { readonly total: number };
  readonly repaired: readonly { readonly path: string; readonly from: string }[];
  readonly problems: readonly Problem[];
}

interface Listed {
  readonly cards: readonly {
    readonly id: string;
    readonly block: string;
    readonly front: string;
    readonly back: string;
    readonly foreignId: string | null;
    readonly note: { readonly path: string };
    readonly drills: readonly { readonly id: string; readonly via: string }[];
    readonly [key: string]: unknown;
  }[];
}

/** sha256 over names, sizes, times and bytes of all files below a folder. */
function fingerprint(folder: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted()) {
    const stat = statSync(join(folder, name));
    hash.update(`${name} ${stat.size} ${stat.mtimeMs} `);
    if (stat.isFile()) hash.update(readFileSync(join(folder, name)));
  }
  return hash.digest("hex");
}

test.skipIf(!here)("the five seeds: 0, 0, 0, 0, 1 cards, two repaired, not a byte changed", () => {
  using h = home();
  const folder = join(shared, "seeds");
  const before = fingerprint(folder);
  const report = h.json("import", folder) as Import;
  expect(report.cards).toMatchObject({ total: 1, added: 1 });
  expect(report.repaired.map((note) => [note.path.slice(0, 3), note.from])).toEqual([
    ["001", "macintosh"],
    ["004", "windows-1252"],
  ]);
  const [card] = (h.json("list") as Listed).cards;
  expect(card).toMatchObject({
    noteType: "Basic",
    foreignId: "1708329969701",
    tags: ["code", "linux"],
    deck: "Default",
  });
  expect(card?.note.path).toMatch(/^004/);
  expect(card?.front.split("\n")).toHaveLength(5);
  expect(card?.back.split("\n")).toHaveLength(89);
  expect(card?.back).toContain("// → file descriptor");
  const trimmed = createHash("sha256")
    .update((card?.back ?? "").replace("→", "â†’").trim())
    .digest("hex");
  expect([
    trimmed.slice(0, 16),
    createHash("sha256")
      .update(card?.back ?? "")
      .digest("hex")
      .slice(0, 16),
  ]).toContain("0d8d3a1dddbd0a14");
  expect(card?.drills.map((drill) => drill.via)).toContain("derived");
  expect((h.json("import", folder) as Import).cards).toMatchObject({ total: 1, added: 0, changed: 0, retired: 0 });
  expect(fingerprint(folder)).toBe(before);
});

test.skipIf(!here).each([
  { vault: "deutsch-matura", blocks: 408, rules: [] },
  { vault: "fit-statnice", blocks: 2512, rules: ["empty-front", "missing-type"] },
  { vault: "davidpnb", blocks: 41, rules: ["empty-front", ...Array.from({ length: 7 }, () => "front-matter")] },
  { vault: "kroid", blocks: 37, rules: ["empty-front"] },
])("$vault: $blocks blocks, every id kept, nothing changed", ({ vault, blocks, rules }) => {
  using h = home();
  const folder = join(shared, "vaults", vault);
  const before = fingerprint(folder);
  const report = h.json("import", folder) as Import;
  expect(report.problems.map((problem) => problem.rule).toSorted()).toEqual(rules);
  const { cards } = h.json("list") as Listed;
  expect(new Set(cards.map((card) => card.block)).size).toBe(blocks);
  const expected = readFileSync(join(shared, "vaults", "expected", `${vault}.obsidian-to-anki.jsonl`), "utf8");
  const ids = expected.split("\n").flatMap((line) => (line === "" ? [] : [(JSON.parse(line) as { id?: number }).id]));
  const wanted = ids.filter((id) => id !== undefined && id !== null).map(String);
  const found = new Set(cards.map((card) => card.foreignId));
  expect(wanted.filter((id) => !found.has(id))).toEqual([]);
  expect((h.json("import", folder) as Import).cards).toMatchObject({ added: 0, changed: 0, retired: 0 });
  expect(fingerprint(folder)).toBe(before);
});
