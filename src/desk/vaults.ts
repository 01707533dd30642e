import { existsSync } from "node:fs";
import type { Db } from "../store/database.ts";

export interface VaultSummary {
  readonly root: string;
  readonly builtIn: boolean;
  readonly present: boolean;
  readonly notes: number;
  readonly cards: number;
  /** When it was last looked at, ISO. */
  readonly imported: string | null;
}

export function vaultSummaries(db: Db): VaultSummary[] {
  const rows = db
    .prepare<[], { root: string; built_in: number; scanned: number; notes: number; cards: number }>(
      `select root, built_in, scanned, notes,
         (select count(*) from card join block on block.id = card.block where block.vault = vault.id and retired = 0) as cards
       from vault where forgotten = 0 order by built_in, root`,
    )
    .all();
  return rows.map((row) => ({
    root: row.root,
    builtIn: row.built_in === 1,
    present: existsSync(row.root),
    notes: row.notes,
    cards: row.cards,
    imported: row.scanned === 0 ? null : new Date(row.scanned).toISOString(),
  }));
}
