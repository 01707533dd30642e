import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openDatabase, type Db } from "../../src/store/database.ts";
import { importVault, type ImportOptions } from "../../src/vault/import.ts";
import type { ImportReport } from "../../src/vault/report.ts";

/** A vault in a folder of its own, a home in memory, and importing the one into the other. */
export interface World {
  readonly folder: string;
  readonly vault: string;
  readonly db: Db;
  write(path: string, text: string | Uint8Array): void;
  remove(path: string): void;
  take(options?: Partial<ImportOptions> & { path?: string }): ImportReport;
  /** The live cards: key → front. */
  cards(): Record<string, string>;
  [Symbol.dispose](): void;
}

export function world(): World {
  const folder = mkdtempSync(join(tmpdir(), "cards-vault-"));
  const vault = join(folder, "vault");
  mkdirSync(vault);
  const db = openDatabase(":memory:");
  let time = Date.parse("2026-11-20T12:00:00Z");
  return {
    folder,
    vault,
    db,
    write(path, text) {
      mkdirSync(dirname(join(vault, path)), { recursive: true });
      writeFileSync(join(vault, path), text);
    },
    remove: (path) => rmSync(join(vault, path), { recursive: true }),
    take({ path, ...options } = {}) {
      time += 60_000;
      return importVault(db, path ?? vault, { home: join(folder, "home"), time, ...options });
    },
    cards() {
      const rows = db
        .prepare<[], { key: string; front: string }>(
          "select card.key, fields ->> '$[0].text' as front from card join block on block.id = block where retired = 0",
        )
        .all();
      return Object.fromEntries(rows.map((row) => [row.key, row.front]));
    },
    [Symbol.dispose]() {
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export function block(front: string, back: string, id?: number): string {
  return `START\nBasic\n${front}\nBack: ${back}\n${id === undefined ? "" : `<!--ID: ${id}-->\n`}END\n`;
}
