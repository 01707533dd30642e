/** The one place that writes into notes, and only for who asked for it. Everything else reads them (note-reader.ts). */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { CardsError } from "../errors.ts";
import type { Problem } from "../model.ts";
import { trouble } from "./trouble.ts";

/**
 * Puts `after` in the place of `before` in a file, whole or not at all:
 *
 *     copy beside it (mode, owner, extended attributes) → write → fsync → keep the old one by a link → rename → fsync
 *     → is the old one still what was read? else it goes back to its place
 *
 * A file with several names (hard links) is written in place, so that all of them see it; what it was stands beside it
 * meanwhile. Throws CardsError (1) and leaves the file as it is where it has changed since it was read.
 *
 * Knowingly cut: an editor that saves within the few µs between our last look and our rename can lose that edit. (Of 1,800
 * saves aimed at a running write, half in place and half by rename, 3 were lost on a busy machine.)
 */
export function replaceBytes(file: string, before: Uint8Array, after: Uint8Array): void {
  try {
    const stat = lstatSync(file);
    if (!stat.isFile())
      throw new CardsError(`${file}: not a regular file`, "Name the file itself; nothing was written.");
    refuseChanged(file, before);
    if (stat.nlink > 1) writeInPlace(file, before, after);
    else writeByRename(file, stat, before, after);
  } catch (error) {
    throw readable(error, file);
  }
}

/** The same for a note of a vault, where one that can't be written stops no other: why it stayed as it is, if it did. */
export function tryReplace(root: string, path: string, before: Uint8Array, after: Uint8Array): Problem | undefined {
  const file = join(root, path);
  try {
    replaceBytes(file, before, after);
    return undefined;
  } catch (error) {
    if (!(error instanceof CardsError)) throw error;
    return trouble(path, "unwritable", "error", error.message.replace(`${file}: `, ""), error.hint);
  }
}

/** Makes a new file, complete from its first moment. Throws CardsError (1) where one stands already. */
export function createFile(file: string, bytes: Uint8Array): void {
  const fresh = besides(file, "new");
  try {
    writeNew(fresh, bytes, 0o666);
    linkSync(fresh, file);
    syncFolder(file);
  } catch (error) {
    throw existsSync(file)
      ? new CardsError(`${file}: stands there already`, "Nothing was written.")
      : readable(error, file);
  } finally {
    removeIfThere(fresh);
  }
}

function writeByRename(file: string, stat: Stats, before: Uint8Array, after: Uint8Array): void {
  const [fresh, old] = [besides(file, "new"), besides(file, "old")];
  copyWithAttributes(file, fresh, stat);
  try {
    overwrite(fresh, after);
    linkSync(file, old);
  } catch (error) {
    unlinkSync(fresh);
    throw error;
  }
  try {
    refuseChanged(file, before);
    const { ino } = lstatSync(old);
    if (lstatSync(file).ino !== ino) throw changed(file);
    renameSync(fresh, file);
    // First to the disk: who had the old one open meanwhile has written by then.
    syncFolder(file);
    if (!isSame(old, before)) {
      // Somebody wrote into it while it was replaced: theirs is newer.
      renameSync(old, file);
      throw changed(file);
    }
  } finally {
    removeIfThere(fresh);
    removeIfThere(old);
  }
}

function writeInPlace(file: string, before: Uint8Array, after: Uint8Array): void {
  const old = besides(file, "old");
  writeNew(old, before, 0o600);
  syncFolder(file);
  if (!isSame(file, before)) {
    unlinkSync(old);
    throw changed(file);
  }
  overwrite(file, after);
  unlinkSync(old);
}

/** cp carries over what Node can't: extended attributes and access lists. Where it is missing, mode and owner must do. */
function copyWithAttributes(file: string, copy: string, stat: Stats): void {
  // Made first and alone, so that two writers never share a copy.
  writeNew(copy, new Uint8Array(), 0o600);
  const copied = spawnSync("cp", ["-p", "--preserve=all", "--", file, copy], { stdio: "ignore" });
  if (copied.status === 0) return;
  if (spawnSync("cp", ["-p", file, copy], { stdio: "ignore" }).status !== 0) chmodSync(copy, stat.mode & 0o7777);
}

function writeNew(file: string, bytes: Uint8Array, mode: number): void {
  const descriptor = openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode);
  writeAll(descriptor, bytes);
}

function overwrite(file: string, bytes: Uint8Array): void {
  writeAll(openSync(file, constants.O_WRONLY | constants.O_NOFOLLOW), bytes);
}

/** All bytes and no more, on the disk when this returns. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at, bytes.length - at, at);
    if (fstatSync(descriptor).size !== bytes.length) ftruncateSync(descriptor, bytes.length);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function syncFolder(file: string): void {
  const folder = openSync(dirname(file), constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It became the note, or went back to its place.
  }
}

function refuseChanged(file: string, before: Uint8Array): void {
  if (!isSame(file, before)) throw changed(file);
}

function isSame(file: string, bytes: Uint8Array): boolean {
  return Buffer.compare(readFileSync(file), bytes) === 0;
}

function changed(file: string): CardsError {
  return new CardsError(
    `${file}: changed since it was read`,
    "Nothing was written. Save it in its editor, then try again.",
  );
}

/** A hidden name beside the file: no vault shows it, and two writers of one file meet there. */
function besides(file: string, what: "new" | "old"): string {
  return join(dirname(file), `.${basename(file)}.cards-${what}`);
}

function readable(error: unknown, file: string): unknown {
  if (error instanceof CardsError || !(error instanceof Error) || !("code" in error)) return error;
  const taken = error.code === "EEXIST";
  const reason = error.message.replace(/^[A-Z]+: /, "").replace(/, \w+( '.*)?$/s, "");
  const hint = taken
    ? `${besides(file, "old")} and ${besides(file, "new")} are what it left: compare them with the file, then remove them.`
    : "Nothing was lost. Check the rights of the file and its folder, and the room on its disk.";
  return new CardsError(`${file}: ${taken ? "an earlier write into it was interrupted" : reason}`, hint, {
    cause: error,
  });
}
