import type { Block } from "../../src/model.ts";
import { defaultPreset } from "../../src/schedule/preset.ts";
import { blockWriter } from "../../src/store/write-blocks.ts";
import { type Db, immediately, openDatabase } from "../../src/store/database.ts";
import { record } from "../../src/store/state.ts";
import { vaultAt } from "../../src/store/vaults.ts";

export const utc = (): number => 0;
export const noon = Date.parse("2026-11-20T12:00:00Z");
export const presets = { of: () => ({ ...defaultPreset, fuzz: false }), curiosities: [], complaints: [] };

const block: Block = {
  line: 1,
  endLine: 5,
  column: 1,
  headings: ["A"],
  dialect: "obsidian-to-anki",
  foreignId: undefined,
  noteType: "Basic",
  kind: "basic",
  fields: [
    { name: "Front", text: "What does bind do?" },
    { name: "Back", text: "It gives a socket its address." },
  ],
  format: "markdown",
  tags: ["linux"],
  deck: "Sockets",
  ordinals: [0],
  drills: [],
};

export const keyOf = (index: number): string => String(index).padStart(32, "c");

/** A home in memory with some new cards; their keys are keyOf(1), keyOf(2) … */
export function homeWith(cards: number): Db {
  const db = openDatabase(":memory:");
  immediately(db, () => {
    const vault = vaultAt(db, "/vault", false);
    const writer = blockWriter(db);
    const event = record(
      db,
      { kind: "import", vault: "/vault", added: cards, changed: 0, retired: 0, revived: 0 },
      noon,
    );
    for (let index = 1; index <= cards; index += 1) {
      const id = writer.insert(keyOf(index).replaceAll("c", "b"), block, {
        vault: vault.id,
        path: "a.md",
        position: index,
        textHash: "x",
        evidence: "first sight",
      });
      writer.addCards([{ key: keyOf(index), block: id, ordinal: 0 }], event.id);
    }
  });
  return db;
}
