import { statSync } from "node:fs";
import type { NoteStat } from "./note-reader.ts";
import type { Problem } from "../model.ts";
import { unreadable } from "./trouble.ts";

/** What a note looked like when it was last read; `hash` is the sha1 of its bytes, in hex. */
export interface KnownNote extends NoteStat {
  readonly path: string;
  readonly hash: string;
}

/**
 * The notes of a vault as they were last read, in one blob: as rows of a table, or as JSON, it would cost more to read
 * them than to walk the vault. Looked at by index, so that a hundred thousand notes are no objects either.
 *
 *     count: u32, 0: u32 │ modified, size, inode: count × 3 × f64 │ sha1: count × 20 bytes │ names joined by NUL: UTF-8
 */
export interface StatCache {
  readonly paths: readonly string[];
  stat(index: number): NoteStat;
  hash(index: number): string;
}

const hashSize = 20;

export function packStats(notes: readonly KnownNote[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(notes.length);
  const numbers = new Float64Array(notes.length * 3);
  const hashes = Buffer.alloc(notes.length * hashSize);
  notes.forEach(({ modified, size, inode, hash }, index) => {
    numbers[index * 3] = modified;
    numbers[index * 3 + 1] = size;
    numbers[index * 3 + 2] = inode;
    hashes.write(hash, index * hashSize, "hex");
  });
  const names = Buffer.from(notes.map((note) => note.path).join("\0"));
  return Buffer.concat([head, Buffer.from(numbers.buffer), hashes, names]);
}

export function unpackStats(stored: Uint8Array | null): StatCache {
  const blob = stored && Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  const count = blob === null ? 0 : blob.readUInt32LE();
  if (blob === null || count === 0) return { paths: [], stat: () => unknown, hash: () => "" };
  const hashes = 8 + count * 24;
  const names = hashes + count * hashSize;
  const numbers = new Float64Array(blob.buffer.slice(blob.byteOffset + 8, blob.byteOffset + hashes));
  const number = (index: number): number => numbers[index] ?? Number.NaN;
  return {
    paths: blob.toString("utf8", names).split("\0"),
    stat: (index) => ({ modified: number(index * 3), size: number(index * 3 + 1), inode: number(index * 3 + 2) }),
    hash: (index) => blob.toString("hex", hashes + index * hashSize, hashes + (index + 1) * hashSize),
  };
}

export function knownAt(cache: StatCache, index: number): KnownNote {
  const { modified, size, inode } = cache.stat(index);
  return { path: cache.paths[index] ?? "", hash: cache.hash(index), modified, size, inode };
}

/** The notes of a vault and of another one that becomes its folder. */
export function joinStats(outer: Uint8Array | null, inner: Uint8Array | null, folder: string): Buffer {
  const [all, more] = [unpackStats(outer), unpackStats(inner)];
  return packStats([
    ...all.paths.map((_, index) => knownAt(all, index)),
    ...more.paths.map((path, index) => ({ ...knownAt(more, index), path: `${folder}/${path}` })),
  ]);
}

/** Looks like no file: a note that is kept with it is read again. */
export const unknown: NoteStat = { modified: 0, size: -1, inode: 0 };

export interface Difference {
  /** Notes to read, with the index of what is known of them; -1 where nothing is. */
  readonly changed: readonly { readonly path: string; readonly known: number }[];
  /** Indexes of notes that are as they were. */
  readonly unchanged: readonly number[];
  /** Indexes of notes that were not found, though they may stand where nobody could look. */
  readonly missing: readonly number[];
  readonly problems: readonly Problem[];
  readonly unseen: readonly string[];
}

/**
 * Which notes to read again. A note that was modified at or after the last look may have changed once more within
 * the clock's tick without showing it (git's racy rule), so it is read again too. `scanned` is in ms; 10 ms of slack
 * cover the kernel's coarse clock.
 */
export function compareStats(
  root: string,
  cache: StatCache,
  found: readonly string[],
  scanned: number,
  inScope: (path: string) => boolean,
): Difference {
  const indexOf = finder(cache);
  const seen = new Uint8Array(cache.paths.length);
  const difference = {
    changed: [] as { path: string; known: number }[],
    unchanged: [] as number[],
    problems: [] as Problem[],
    unseen: [] as string[],
  };
  for (const path of found) {
    const known = indexOf(path);
    const stat = known === -1 ? unknown : statOf(root, path);
    if (!("modified" in stat)) {
      difference.problems.push(stat);
      difference.unseen.push(path);
      continue;
    }
    if (known !== -1) seen[known] = 1;
    if (known !== -1 && isSame(stat, cache.stat(known)) && stat.modified < scanned - 10)
      difference.unchanged.push(known);
    else difference.changed.push({ path, known });
  }
  const missing = cache.paths.flatMap((path, index) => (seen[index] === 0 && inScope(path) ? [index] : []));
  return { ...difference, missing };
}

function isSame(one: NoteStat, other: NoteStat): boolean {
  return one.modified === other.modified && one.size === other.size && one.inode === other.inode;
}

function statOf(root: string, path: string): NoteStat | Problem {
  try {
    const { mtimeMs, size, ino } = statSync(`${root}/${path}`);
    return { modified: mtimeMs, size, inode: ino };
  } catch (error) {
    return unreadable(path, "note", error);
  }
}

/** Both sides come in the order of the walk, so the next one asked for is nearly always the next one known. */
function finder({ paths }: StatCache): (path: string) => number {
  let next = 0;
  let all: Map<string, number> | undefined;
  return (path) => {
    if (paths[next] === path) return next++;
    all ??= new Map(paths.map((each, index) => [each, index]));
    const found = all.get(path) ?? -1;
    if (found !== -1) next = found + 1;
    return found;
  };
}
