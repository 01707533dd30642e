import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { databaseFile } from "../settings/home.ts";
import { vaults } from "../store/vaults.ts";
import { findTarget, type Target } from "../vault/root.ts";
import type { Context } from "./context.ts";

/** The notes that a word names, read as the vault they are in was imported. A home that is not there is not made: a CI job has none. */
export function namedTarget(context: Context, word: string): Target {
  const known = existsSync(databaseFile(context.home)) ? vaults(context.db()) : [];
  const target = findTarget(resolve(word), known);
  return { ...target, gate: known.find(({ root }) => root === target.root)?.gate };
}
