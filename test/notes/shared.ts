import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ParsedNote } from "../../src/model.ts";
import { parseNote } from "../../src/notes/note.ts";
import { plugins, readSyntax } from "../../src/notes/settings/syntax.ts";

/** Real notes of strangers: beside the checkout, never in it. Tests that need them are skipped without. */
const shared = join(import.meta.dirname, "../../../shared");
export const seeds = join(shared, "seeds");
export const vaults = join(shared, "vaults");

export function readVault(name: string): { readonly path: string; readonly note: ParsedNote }[] {
  const root = join(vaults, name);
  const { syntax } = readSyntax({
    obsidianToAnki: textOf(join(root, plugins.obsidianToAnki.path)),
    spacedRepetition: textOf(join(root, plugins.spacedRepetition.path)),
    flashcards: textOf(join(root, plugins.flashcards.path)),
  });
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"));
  return paths.map((path) => ({ path, note: parseNote(path, readFileSync(join(root, path)), syntax) }));
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
