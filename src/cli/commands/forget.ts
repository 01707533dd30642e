import { realpathSync } from "node:fs";
import { basename, resolve } from "node:path";
import { CardsError } from "../../errors.ts";
import { safeText } from "../../markdown/safe-text.ts";
import type { Db } from "../../store/database.ts";
import { forgetVault } from "../../store/forget.ts";
import { type VaultRow, vaults } from "../../store/vaults.ts";
import { type Context, document } from "../context.ts";
import { counted } from "../counted.ts";

export function run(context: Context): number {
  const db = context.db();
  const vault = findVault(db, context.words[0] ?? "");
  const retired = forgetVault(db, vault, context.now());
  if (context.json) context.out(document({ forgotten: vault.root, retired }));
  else {
    const are = retired === 1 ? "is" : "are";
    context.out(
      safeText(`${vault.root}: ${counted(retired, "card")} ${are} on no list any more; what you learnt is kept.`),
    );
    context.note("cards undo brings it back, and so does importing it again. No note was touched.");
  }
  return 0;
}

/** The vault with this folder, be it there or not, or the only one with this name. */
function findVault(db: Db, word: string): VaultRow {
  const known = vaults(db);
  const paths = new Set([resolve(word), realPath(word)]);
  const named = known.filter(({ root }) => basename(root) === word);
  const found = known.find(({ root }) => paths.has(root)) ?? (named.length === 1 ? named[0] : undefined);
  if (found !== undefined) return found;
  const hint =
    named.length > 1 ? `Name its folder: ${named.map(({ root }) => root).join(", ")}.` : "cards vaults lists them.";
  throw new CardsError(`${word}: ${named.length > 1 ? "more than one vault" : "no vault that is known"}`, hint, {
    exit: 2,
  });
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
