import { readdirSync, realpathSync, statSync } from "node:fs";
import type { Dirent } from "node:fs";
import { join, sep } from "node:path";
import type { Problem } from "../model.ts";
import { trouble, unreadable } from "./trouble.ts";

export interface Walk {
  /** Relative to the vault, with `/`, in a fixed order. */
  readonly paths: readonly string[];
  readonly problems: readonly Problem[];
  /** Notes and folders that stand there but could not be seen: nothing below them may count as removed. */
  readonly unseen: readonly string[];
}

/** All notes at or below `start` (relative to `root`, "" = all of it). Links are never followed, hidden folders skipped. */
export function walk(root: string, start: string): Walk {
  const paths: string[] = [];
  const problems: Problem[] = [];
  const unseen: string[] = [];
  const isVault = isFolder(join(root, settings));

  const visit = (folder: string): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch (error) {
      unseen.push(folder);
      problems.push(unreadable(folder, "folder", error));
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const { name } = entry;
      if (name === settings && folder !== "" && !isVault) problems.push(innerVault(folder));
      if (name.startsWith(".")) continue;
      const path = folder === "" ? name : `${folder}/${name}`;
      if (entry.isFile()) {
        if (isNote(name)) paths.push(path);
      } else if (entry.isDirectory()) visit(path);
      else if (entry.isSymbolicLink()) problems.push(...linkProblem(root, path, name));
      else if (isNote(name)) problems.push(notAFile(path, entry));
    }
  };

  const single = start === "" ? undefined : entryOf(root, start);
  if (single === undefined || single.isDirectory()) visit(start);
  else if (single.isFile()) paths.push(start);
  else problems.push(notAFile(start, single));
  return { paths, problems, unseen };
}

/** Obsidian's own folder: what holds it is a vault. */
const settings = ".obsidian";

/** Where the vault itself has no settings, cards that only an inner one's settings tell of would be missed without a word. */
function innerVault(folder: string): Problem {
  const message = "a vault of Obsidian stands here, and the settings of its plugins do not count in this import";
  return trouble(
    folder,
    "settings",
    "warning",
    message,
    "Import that folder by its own name, if its notes hold cards.",
  );
}

export function isNote(name: string): boolean {
  return /\.(md|markdown)$/i.test(name);
}

function entryOf(root: string, start: string): Dirent | undefined {
  const cut = start.lastIndexOf("/");
  const entries = readdirSync(join(root, start.slice(0, Math.max(0, cut))), { withFileTypes: true });
  return entries.find((entry) => entry.name === start.slice(cut + 1));
}

function notAFile(path: string, entry: Dirent): Problem {
  const kind = entry.isFIFO() ? "named pipe" : entry.isSocket() ? "socket" : "device";
  const hint = "Move it out of the vault, or give it another ending than .md.";
  return trouble(path, "not-a-file", "warning", `a ${kind}, not a note`, hint);
}

/** A link is worth a word where somebody may expect notes behind it. */
function linkProblem(root: string, path: string, name: string): Problem[] {
  const target = targetOf(join(root, path));
  const leadsToFolder = target !== undefined && isFolder(target);
  if (!leadsToFolder && !isNote(name)) return [];
  const inside = target !== undefined && `${target}${sep}`.startsWith(`${realpathSync(root)}${sep}`);
  const message =
    target === undefined
      ? "a symbolic link that leads nowhere"
      : `a symbolic link ${inside ? "within" : "out of"} the vault; links are not followed`;
  const hint = inside
    ? "Nothing to do: its target is read where it stands."
    : "Import the folder it leads to by its own name.";
  return [trouble(path, "symbolic-link", inside ? "info" : "warning", message, hint)];
}

function targetOf(link: string): string | undefined {
  try {
    return realpathSync(link);
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
