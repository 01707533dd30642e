import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { CardsError, systemReason } from "../errors.ts";
import { isBelow } from "../settings/path.ts";
import { isNote } from "./walk.ts";
import type { Gate, VaultRow } from "../store/vaults.ts";

/** What the user named: which vault it is in, and where in it (`""` = all of it). Both with `/`, absolute and real. */
export interface Target {
  readonly root: string;
  readonly start: string;
  /** As the user wants it from now on; else it stays as it is known. */
  readonly gate?: Gate | undefined;
}

/**
 * The vault of a path: one that is known already, else the nearest folder upward that holds `.obsidian`, else the
 * folder that was named. Throws CardsError (2) for a path that is not there, (1) for a known vault that is gone and
 * for a folder that can't be read.
 */
export function findTarget(path: string, known: readonly VaultRow[]): Target {
  const absolute = realPath(path);
  if (absolute === undefined) throw missing(path, known);
  const isFolder = statSync(absolute).isDirectory();
  if (isFolder) refuseUnreadable(path, absolute);
  const folder = isFolder ? absolute : dirname(absolute);
  const root = known.find((vault) => isBelow(folder, vault.root))?.root ?? obsidianRoot(folder) ?? folder;
  const start = relative(root, absolute).split(sep).join("/");
  const hidden = start.split("/").some((part) => part.startsWith("."));
  if (hidden || (folder !== absolute && !isNote(absolute))) {
    throw new CardsError(
      `${path}: ${hidden ? "hidden files are no notes" : "not a note"}`,
      "Name a vault, a folder of notes, or one note (.md).",
      { exit: 2 },
    );
  }
  return { root, start };
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** Else a vault that nobody may look into would seem to be empty. */
function refuseUnreadable(path: string, folder: string): void {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
  } catch (error) {
    const hint = "Check its rights. Nothing was changed; what is known of it stays.";
    throw new CardsError(`${path}: the folder can't be read: ${systemReason(error)}`, hint, { cause: error });
  }
}

function missing(path: string, known: readonly VaultRow[]): CardsError {
  const vault = known.find((each) => each.root === path);
  return vault === undefined
    ? new CardsError(`${path}: no such file or folder`, "Name a vault, a folder of notes, or one note.", { exit: 2 })
    : new CardsError(`${path}: this vault is not there`, "Is its disk mounted? Nothing was changed; its cards stay.");
}

function obsidianRoot(folder: string): string | undefined {
  if (existsSync(join(folder, ".obsidian"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : obsidianRoot(parent);
}
