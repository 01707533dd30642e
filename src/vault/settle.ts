import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { isBelow } from "../settings/path.ts";
import type { Db } from "../store/database.ts";
import { absorbVault, everyVault, moveVault, type VaultRow, vaultAt, vaults } from "../store/vaults.ts";
import { joinStats, unpackStats } from "./stat-cache.ts";

/**
 * The vault of this root, with all that belongs to it: a vault that was moved here keeps its cards, and vaults that
 * were imported one by one before the folder above them become part of it, also those that were forgotten since.
 */
export function settleVault(db: Db, root: string, builtIn: boolean): VaultRow {
  const known = vaults(db);
  if (!known.some((vault) => vault.root === root)) {
    const moved = known.find((vault) => (builtIn && vault.built_in === 1) || isMoved(vault, root));
    if (moved !== undefined) moveVault(db, moved.id, root);
  }
  const vault = vaultAt(db, root, builtIn);
  for (const inner of everyVault(db)) {
    if (inner.root !== root && isBelow(inner.root, root) && existsSync(inner.root)) {
      const folder = relative(root, inner.root).split(sep).join("/");
      const stats = joinStats(vaultAt(db, root, builtIn).stats, inner.stats, folder);
      absorbVault(db, inner.id, vault.id, { folder, stats });
    }
  }
  return vaultAt(db, root, builtIn);
}

/** A vault is taken for moved when its folder is gone and most of its notes stand under the new root. */
function isMoved(vault: VaultRow, root: string): boolean {
  if (vault.built_in === 1 || existsSync(vault.root)) return false;
  const { paths } = unpackStats(vault.stats);
  const here = paths.filter((path) => existsSync(join(root, path))).length;
  return paths.length > 0 && here > paths.length / 2;
}
