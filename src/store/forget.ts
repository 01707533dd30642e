import type { CardRow } from "./blocks.ts";
import { blockWriter } from "./write-blocks.ts";
import { type Db, immediately } from "./database.ts";
import { record } from "./state.ts";
import { forgetRow, readAgain, type VaultRow } from "./vaults.ts";

/**
 * The vault and its cards leave every list; what was learnt stays, and comes back with the next import. Gives how many
 * cards left. An event, and one for each card, as if the notes had gone: undo brings all of it back.
 */
export function forgetVault(db: Db, vault: VaultRow, time: number): number {
  return immediately(db, () => {
    const live = db
      .prepare<[number], CardRow>(
        `select card.id, card.key, ordinal, retired from card join block on block.id = card.block
         where block.vault = ? and retired = 0`,
      )
      .all(vault.id);
    const event = record(db, { kind: "forget", vault: vault.root, retired: live.length }, time);
    const writer = blockWriter(db);
    for (const card of live) writer.setRetired(card, true, { import: event.id, time });
    forgetRow(db, vault.id, true);
    readAgain(db, vault.id);
    return live.length;
  });
}
