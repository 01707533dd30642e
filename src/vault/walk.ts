import { constants, closeSync, fstatSync, openSync, readSync, readdirSync, realpathSync, statSync } from "node:fs";
import type { Dirent, Stats } from "node:fs";
import { join, sep } from "node:path";
import type { Problem, Rule } from "../model.ts";

/** A note as the disk shows it; `path` is relative to the vault, with `/`. */
export interface FoundNote {
  readonly path: string;
  /** ms since 1970, with fractions. */
  readonly modified: number;
  readonly size: number;
  readonly inode: number;
}

export interface Walk {
  readonly notes: readonly FoundNote[];
  readonly problems: readonly Problem[];
  /** Notes and folders that stand there but could not be seen: nothing below them may count as removed. */
  readonly unseen: readonly string[];
}

/** A note may be this large; a larger one is no note that anybody reads. */
const largestNote = 8 * 1024 * 1024;

/** All notes at or below `start` (relative to `root`, "" = all of it), in a fixed order. Links are never followed, hidden folders skipped. */
export function walk(root: string, start: string): Walk {
  const notes: FoundNote[] = [];
  const problems: Problem[] = [];
  const unseen: string[] = [];
  const miss = (path: string, problem: Problem): void => {
    unseen.push(path);
    problems.push(problem);
  };

  const visit = (folder: string): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(root, folder), { withFileTypes: true });
    } catch (error) {
      miss(
        folder,
        trouble(
          folder,
          "unreadable",
          "error",
          `the folder can't be read: ${reasonOf(error)}`,
          "Check its rights; its cards are kept meanwhile.",
        ),
      );
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isSymbolicLink()) explainLink(path, entry.name);
      else if (isNote(entry.name)) look(path, entry);
    }
  };

  const look = (path: string, entry: Dirent): void => {
    if (!entry.isFile()) {
      problems.push(
        trouble(
          path,
          "not-a-file",
          "warning",
          `a ${kindOf(entry)}, not a note`,
          "Move it out of the vault, or give it another ending than .md.",
        ),
      );
      return;
    }
    const stat = statOf(join(root, path));
    if (stat === undefined)
      miss(
        path,
        trouble(
          path,
          "unreadable",
          "error",
          "the note can't be looked at",
          "Is its name valid UTF-8, and is the disk there?",
        ),
      );
    else notes.push({ path, modified: stat.mtimeMs, size: stat.size, inode: stat.ino });
  };

  const explainLink = (path: string, name: string): void => {
    const target = targetOf(join(root, path));
    const inside = target !== undefined && `${target}${sep}`.startsWith(`${realpathSync(root)}${sep}`);
    if (inside && !isFolder(target) && !isNote(name)) return;
    if (!inside && target !== undefined && !isFolder(target) && !isNote(name)) return;
    if (target === undefined && !isNote(name)) return;
    problems.push(
      trouble(
        path,
        "symbolic-link",
        inside ? "info" : "warning",
        target === undefined
          ? "a symbolic link that leads nowhere"
          : `a symbolic link ${inside ? "within" : "out of"} the vault; links are not followed`,
        inside
          ? "Nothing to do: its target is read where it stands."
          : "Import the folder it leads to by its own name.",
      ),
    );
  };

  const single = start !== "" && !isFolder(join(root, start));
  if (single) {
    const folder = start.includes("/") ? start.slice(0, start.lastIndexOf("/")) : "";
    const entry = readdirSync(join(root, folder), { withFileTypes: true }).find(
      (each) => each.name === start.slice(start.lastIndexOf("/") + 1),
    );
    if (entry !== undefined) look(start, entry);
  } else visit(start);
  return { notes, problems, unseen };
}

export function isNote(name: string): boolean {
  return /\.(md|markdown)$/i.test(name);
}

export type ReadResult = { readonly bytes: Uint8Array } | { readonly problem: Problem };

/** Reads notes one after the other through one buffer; opens without following links or waiting on a pipe, and never for writing. */
export function noteReader(root: string): (path: string) => ReadResult {
  let buffer = Buffer.allocUnsafe(256 * 1024);
  return (path) => {
    let file: number | undefined;
    try {
      file = openSync(join(root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      const stat = fstatSync(file);
      if (!stat.isFile())
        return {
          problem: trouble(path, "not-a-file", "warning", "not a regular file", "Give it another ending than .md."),
        };
      if (stat.size > largestNote) return { problem: tooLarge(path, stat.size) };
      if (stat.size >= buffer.length) buffer = Buffer.allocUnsafe(stat.size * 2);
      let length = 0;
      for (;;) {
        const got = readSync(file, buffer, length, buffer.length - length, null);
        if (got === 0) return { bytes: buffer.subarray(0, length) };
        length += got;
        if (length === buffer.length) return { problem: tooLarge(path, length) };
      }
    } catch (error) {
      return {
        problem: trouble(
          path,
          "unreadable",
          "error",
          `the note can't be read: ${reasonOf(error)}`,
          "Check its rights; its cards are kept meanwhile.",
        ),
      };
    } finally {
      if (file !== undefined) closeSync(file);
    }
  };
}

function tooLarge(path: string, size: number): Problem {
  const megabytes = (size / 1024 / 1024).toFixed(1);
  return trouble(
    path,
    "too-large",
    "warning",
    `${megabytes} MiB, more than the ${largestNote / 1024 / 1024} MiB a note may have`,
    "Split it, or move what is no note out of the vault.",
  );
}

function trouble(path: string, rule: Rule, severity: Problem["severity"], message: string, hint: string): Problem {
  return { path, line: 1, column: 1, rule, severity, message, hint };
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^[A-Z]+: /, "").replace(/, \w+( '.*')?$/s, "");
}

function kindOf(entry: Dirent): string {
  if (entry.isFIFO()) return "named pipe";
  if (entry.isSocket()) return "socket";
  return "device";
}

function targetOf(link: string): string | undefined {
  try {
    return realpathSync(link);
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() ?? false;
}

/** Undefined where there is nothing, or nothing that may be looked at. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
