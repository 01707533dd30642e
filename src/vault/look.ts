import type { Problem } from "../model.ts";
import { leavesOut, leavingNothingOut } from "../notes/settings/syntax.ts";
import type { Db } from "../store/database.ts";
import { notesWithCards } from "../store/blocks.ts";
import { vaultOf } from "../store/vaults.ts";
import { type Reading, readNotes, readVaultSyntax } from "./read.ts";
import type { Target } from "./root.ts";
import { compareStats, knownAt, type KnownNote, type StatCache, unknown, unpackStats } from "./stat-cache.ts";
import { isNote, walk } from "./walk.ts";

/**
 * What an import finds in the notes, against what was known of them. Read without holding the database: it holds for the
 * `edition` of the vault's row that it was compared with.
 */
export interface Look {
  readonly edition: number;
  readonly cache: StatCache;
  /** ms since 1970 when the walk began. */
  readonly scanned: number;
  readonly settings: string;
  /** Whether all notes were read, since they are read differently now. */
  readonly anew: boolean;
  /** How many notes the part of the vault holds, that could be seen. */
  readonly found: number;
  readonly reading: Reading;
  /** Notes that are not known to have been read, and have living cards: those of an import that was taken back. */
  readonly regained: readonly string[];
  readonly removed: readonly string[];
  /** Indexes in the cache. */
  readonly unchanged: readonly number[];
  /** Neither found nor gone: where they stand nobody could look. */
  readonly hidden: readonly number[];
  readonly problems: readonly Problem[];
}

/** Walks the part of the vault, and reads and parses what changed in it. */
export function lookAt(db: Db, target: Target): Look {
  const { root, start } = target;
  const vault = vaultOf(db, root);
  const { syntax: usual, problems, fingerprint } = readVaultSyntax(root, target.gate ?? vault?.gate);
  // What the settings leave out is read where the user has named it.
  const isAsked = isNote(start) && leavesOut(usual, start);
  const syntax = isAsked ? leavingNothingOut(usual) : usual;
  const anew = fingerprint !== vault?.settings;
  const rereads = anew || isAsked;
  // The disk's clock, not the review's: --now must not make an edited note look old.
  const scanned = Date.now();
  const cache = unpackStats(vault?.stats ?? null);
  const seen = walk(root, start);
  const difference = compareStats(root, cache, seen.paths, rereads ? 0 : (vault?.scanned ?? 0), (path) =>
    isWithin(path, start),
  );
  const wanted = difference.changed.map(({ path, known }) => ({
    path,
    hash: known === -1 || rereads ? "" : cache.hash(known),
  }));
  const regained = anew && vault !== undefined ? regainedNotes(db, vault.id, cache, start) : [];
  const walked = new Set(regained.length === 0 ? [] : seen.paths);
  const unseen = [...seen.unseen, ...difference.unseen];
  const isHidden = (path: string): boolean => unseen.some((place) => isWithin(path, place));
  const pathAt = (index: number): string => cache.paths[index] ?? "";
  return {
    edition: vault?.edition ?? 0,
    cache,
    scanned,
    settings: fingerprint,
    anew,
    found: seen.paths.length - difference.unseen.length,
    reading: readNotes(root, wanted, syntax),
    regained,
    removed: [...difference.missing.map(pathAt), ...regained.filter((path) => !walked.has(path))].filter(
      (path) => !isHidden(path),
    ),
    unchanged: difference.unchanged,
    hidden: difference.missing.filter((index) => isHidden(pathAt(index))),
    problems: [...problems, ...seen.problems, ...difference.problems],
  };
}

function regainedNotes(db: Db, vault: number, cache: StatCache, start: string): string[] {
  const known = new Set(cache.paths);
  return notesWithCards(db, vault).filter((path) => !known.has(path) && isWithin(path, start));
}

export function changesNothing(look: Look): boolean {
  return !look.anew && look.removed.length + look.reading.notes.length + look.reading.unreadable.length === 0;
}

/** What is known of the vault's notes from now on, in the order of the walk. Those of `again` are read next time whatever they look like. */
export function knownAfter(look: Look, target: Target, again: ReadonlySet<string>): KnownNote[] {
  const { cache, reading } = look;
  const old = (index: number): KnownNote => knownAt(cache, index);
  const outside = cache.paths.flatMap((path, index) => (isWithin(path, target.start) ? [] : [old(index)]));
  const missed = new Set(reading.unreadable.map((problem) => problem.path));
  const kept = cache.paths.flatMap((path, index) => (missed.has(path) ? [{ ...old(index), ...unknown }] : []));
  const read = reading.notes.map((note) => (again.has(note.path) ? { ...note, ...unknown, hash: "" } : note));
  const all = [...outside, ...[...look.unchanged, ...look.hidden].map(old), ...kept, ...read];
  return all.toSorted((one, other) => byWalk(one.path, other.path));
}

/** In the order of the walk: a folder's notes before a note whose name begins as the folder's. */
function byWalk(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  if (at === length) return one.length - other.length;
  return rank(one.charCodeAt(at)) - rank(other.charCodeAt(at));
}

function rank(code: number): number {
  return code === slash ? 0 : code;
}

const slash = 0x2f;

/** True for the folder or note `start` and all below it; "" is the whole vault. */
export function isWithin(path: string, start: string): boolean {
  return start === "" || path === start || path.startsWith(`${start}/`);
}
