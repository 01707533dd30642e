import { constants, closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { Problem } from "../model.ts";
import { trouble, unreadable } from "./trouble.ts";

/** By what a changed file is told from an unchanged one. */
export interface NoteStat {
  /** ms since 1970, with fractions. */
  readonly modified: number;
  readonly size: number;
  readonly inode: number;
}

export type ReadResult = { readonly bytes: Buffer; readonly stat: NoteStat } | { readonly problem: Problem };

/** A note may be this large; a larger one is no note that anybody reads. */
const largestNote = 8 * 1024 * 1024;

/**
 * Reads notes into one buffer, so the bytes of a note hold only until the next is read; with `together`, each time until
 * so many have been read. Opens without following links or waiting on a pipe, and never for writing.
 */
export function noteReader(root: string, together = 1): (path: string) => ReadResult {
  let buffer = Buffer.allocUnsafeSlow(512 * 1024);
  let used = 0;
  let count = 0;
  const read = (file: number, path: string): ReadResult => {
    const { mtimeMs, size, ino, mode } = fstatSync(file);
    if ((mode & constants.S_IFMT) !== constants.S_IFREG)
      return {
        problem: trouble(path, "not-a-file", "warning", "not a regular file", "Give it another ending than .md."),
      };
    if (size > largestNote) return { problem: tooLarge(path, size) };
    if (used + size >= buffer.length) {
      buffer = Buffer.allocUnsafeSlow(Math.max(buffer.length, size * 2));
      used = 0;
    }
    const start = used;
    for (;;) {
      const got = readSync(file, buffer, used, buffer.length - used, null);
      used += got;
      // A file gives all there is: at its size it is at its end.
      if (got === 0 || used - start >= size)
        return { bytes: buffer.subarray(start, used), stat: { modified: mtimeMs, size, inode: ino } };
    }
  };
  return (path) => {
    if (count++ % together === 0) used = 0;
    let file: number | undefined;
    try {
      file = openSync(`${root}/${path}`, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      return read(file, path);
    } catch (error) {
      return { problem: unreadable(path, "note", error) };
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
