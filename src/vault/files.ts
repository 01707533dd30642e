import { type Dirent, readdirSync } from "node:fs";
import { join, posix } from "node:path";

/** All files of a vault by name, to find what a link means. */
export interface VaultFiles {
  /** The file that a link written in the note `from` leads to; paths are relative to the vault. */
  find(from: string, written: string): { readonly path: string; readonly ambiguous: boolean } | undefined;
}

export function vaultFiles(root: string): VaultFiles {
  const paths = new Set<string>();
  const byName = new Map<string, string[]>();
  for (const path of filesBelow(root, "")) {
    paths.add(path);
    const name = folded(posix.basename(path));
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return { find: (from, written) => find(paths, byName, from, written) };
}

/** Links are not followed and hidden folders not entered, as everywhere (walk.ts). */
function* filesBelow(root: string, folder: string): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return;
  }
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) yield* filesBelow(root, path);
    else if (entry.isFile()) yield path;
  }
}

/**
 * As Obsidian resolves links: relative to the note, exactly as a path of the vault, then by the end of a path whatever
 * its case; of several the one in the same folder, then the shortest, then the first in the alphabet.
 */
function find(
  paths: ReadonlySet<string>,
  byName: ReadonlyMap<string, readonly string[]>,
  from: string,
  written: string,
): { path: string; ambiguous: boolean } | undefined {
  const folder = posix.dirname(from);
  for (const target of spellings(written)) {
    const relative = posix.normalize(posix.join(folder, target));
    const exact = [relative, `${relative}.md`, target, `${target}.md`].find((path) => paths.has(path));
    if (exact !== undefined) return { path: exact, ambiguous: false };
    if (/^\.\.?\//.test(target)) continue;
    const hits = [`${target}.md`, target].flatMap((path) => endingWith(byName, folded(path)));
    const [best] = hits.toSorted((one, other) => rank(one, folder) - rank(other, folder) || (one < other ? -1 : 1));
    if (best !== undefined) return { path: best, ambiguous: hits.length > 1 };
  }
  return undefined;
}

/** As it stands, and with its `%20` read: wikilinks are written plainly, Markdown's links encoded. */
function spellings(written: string): string[] {
  const plain = written.trim().replace(/^\/+/, "");
  if (plain === "") return [];
  try {
    const decoded = decodeURIComponent(plain);
    return decoded === plain ? [plain] : [plain, decoded];
  } catch {
    return [plain];
  }
}

function endingWith(byName: ReadonlyMap<string, readonly string[]>, path: string): readonly string[] {
  const candidates = byName.get(posix.basename(path)) ?? [];
  return path.includes("/") ? candidates.filter((each) => `/${folded(each)}`.endsWith(`/${path}`)) : candidates;
}

function rank(path: string, folder: string): number {
  return posix.dirname(path) === folder ? 0 : path.length;
}

function folded(path: string): string {
  return path.normalize("NFC").toLowerCase();
}
