import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { CardsError } from "../errors.ts";
import { databaseFile } from "../settings/home.ts";
import { isTroubleWithFile } from "../store/failure.ts";
import { type VaultRow, vaults } from "../store/vaults.ts";
import { findTarget, type Target } from "../vault/root.ts";
import type { Context } from "./context.ts";

/** The notes that a word names, read as the vault they are in was imported. */
export function namedTarget(context: Context, word: string): Target {
  const known = knownVaults(context);
  const target = findTarget(resolve(word), known);
  return { ...target, gate: known.find(({ root }) => root === target.root)?.gate };
}

/** None where the home is not there, nor made for this: a CI job has none. Nor where it can't be opened: the notes can be read all the same. */
function knownVaults(context: Context): readonly VaultRow[] {
  if (!existsSync(databaseFile(context.home))) return [];
  try {
    return vaults(context.db());
  } catch (error) {
    if (error instanceof CardsError || isTroubleWithFile(error)) return [];
    throw error;
  }
}
