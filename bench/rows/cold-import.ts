import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { databaseFile } from "../../src/settings/home.ts";
import { openDatabase } from "../../src/store/database.ts";
import { importVault } from "../../src/vault/import.ts";
import { type Row, timed } from "../row.ts";

export const row: Row = {
  what: "cold import of 10k notes, in-process / (walk + read all)",
  ratio: "time",
  reach: 2.5,
  aim: 1.6,
  prepare(bench) {
    const vault = bench.vault(10_000);
    const home = join(bench.folder, "cold");
    return {
      rounds: 7,
      ours() {
        let found = 0;
        const ms = timed(() => {
          const db = openDatabase(databaseFile(home));
          found = importVault(db, vault.folder, { home, time: Date.now() }).cards.total;
          db.close();
        });
        rmSync(home, { recursive: true });
        if (found !== vault.cards) throw new Error(`${found} cards found, ${vault.cards} are there`);
        return ms;
      },
      yardstick: () => timed(() => readAll(vault.folder)),
    };
  },
};

/** The least that any import does: find each note, and have its text. */
function readAll(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((length, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return length + readAll(path);
    return entry.name.endsWith(".md") ? length + readFileSync(path, "utf8").length : length;
  }, 0);
}
