import type { FoundNote } from "./walk.ts";

/**
 * What the notes looked like when they were last read, packed into one blob: as JSON lines it would cost
 * more to read than the walk itself.
 *
 *     count: u32 │ modified, size, inode: count × 3 × f64 │ names joined by NUL: UTF-8
 */
export function packStats(notes: readonly FoundNote[]): Buffer {
  const numbers = new Float64Array(notes.length * 3);
  notes.forEach((note, index) => numbers.set([note.modified, note.size, note.inode], index * 3));
  const count = Buffer.alloc(8);
  count.writeUInt32LE(notes.length);
  return Buffer.concat([count, Buffer.from(numbers.buffer), Buffer.from(notes.map((note) => note.path).join("\0"))]);
}

export function unpackStats(blob: Buffer | null): readonly FoundNote[] {
  if (blob === null || blob.length < 8) return [];
  const count = blob.readUInt32LE();
  const from = 8 + count * 24;
  const numbers = new Float64Array(blob.buffer.slice(blob.byteOffset + 8, blob.byteOffset + from));
  const names = count === 0 ? [] : blob.toString("utf8", from).split("\0");
  return names.map((path, index) => ({
    path,
    modified: numbers[index * 3] ?? 0,
    size: numbers[index * 3 + 1] ?? 0,
    inode: numbers[index * 3 + 2] ?? 0,
  }));
}

export interface Difference {
  readonly changed: readonly FoundNote[];
  readonly unchanged: readonly FoundNote[];
  readonly removed: readonly FoundNote[];
}

/**
 * Which notes to read again. A note that was modified at or after the last look may have changed once more within
 * the clock's tick without showing it (git's racy rule), so it is read again too. `scanned` is in ms; 10 ms of slack
 * cover the kernel's coarse clock.
 */
export function compareStats(before: readonly FoundNote[], now: readonly FoundNote[], scanned: number): Difference {
  const known = new Map(before.map((note) => [note.path, note]));
  const changed: FoundNote[] = [];
  const unchanged: FoundNote[] = [];
  for (const note of now) {
    const old = known.get(note.path);
    known.delete(note.path);
    const same =
      old !== undefined && old.modified === note.modified && old.size === note.size && old.inode === note.inode;
    (same && note.modified < scanned - 10 ? unchanged : changed).push(note);
  }
  return { changed, unchanged, removed: [...known.values()] };
}
