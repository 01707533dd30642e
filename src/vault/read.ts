import { hash } from "node:crypto";
import type { ParsedNote, Problem } from "../model.ts";
import { parseNote } from "../notes/note.ts";
import { defaultSyntax, plugins, readSyntax, type Syntax } from "../notes/settings/syntax.ts";
import type { Gate } from "../store/vaults.ts";
import { type FreshBlock, freshBlock } from "./fresh-block.ts";
import { noteReader, type ReadResult } from "./note-reader.ts";
import type { KnownNote } from "./stat-cache.ts";
import { readSettingsFile } from "./settings-file.ts";
import { timeLimit } from "./time-limit.ts";

/** Raised whenever notes are to be read differently: then every note is read again. */
const readerVersion = "2";

export interface VaultSyntax {
  readonly syntax: Syntax;
  readonly problems: readonly Problem[];
  /** Changes when the notes would be read differently. */
  readonly fingerprint: string;
}

/** The words and tables that the settings of the vault's own plugins give, and how wide the user has opened its gate. */
export function readVaultSyntax(root: string, gate: Gate = "tags"): VaultSyntax {
  const { spacedRepetition } = plugins;
  const own = readSettingsFile(root, spacedRepetition);
  const isMissing = own.text === undefined && own.problems.length === 0;
  const fork = isMissing ? readSettingsFile(root, { ...spacedRepetition, path: spacedRepetition.fork }) : undefined;
  const files = {
    obsidianToAnki: readSettingsFile(root, plugins.obsidianToAnki),
    spacedRepetition: fork ?? own,
    flashcards: readSettingsFile(root, plugins.flashcards),
  };
  const unread = Object.values(files).flatMap(({ problems }) => problems);
  if (gate === "tags" && Object.values(files).every(({ text }) => text === undefined))
    return { syntax: defaultSyntax, problems: unread, fingerprint: readerVersion };
  const { syntax: read, problems: found } = readSyntax({
    obsidianToAnki: files.obsidianToAnki.text,
    spacedRepetition: files.spacedRepetition.text,
    flashcards: files.flashcards.text,
  });
  const inFork = ({ path }: Problem) => fork !== undefined && path === spacedRepetition.path;
  const problems = found.map((each) => (inFork(each) ? { ...each, path: spacedRepetition.fork } : each));
  const syntax = {
    ...read,
    obsidianToAnki: { ...read.obsidianToAnki, withinTime: timeLimit() },
    spacedRepetition: { ...read.spacedRepetition, openGate: gate === "open" },
  };
  // The plugins keep hashes and dates of their own in these files; only what is read of them counts.
  const fingerprint = `${readerVersion}:${hash("sha256", JSON.stringify(syntax))}`;
  return { syntax, problems: [...unread, ...problems], fingerprint };
}

/** A note that was read; `same` where its bytes are those that were read before, and nothing follows from it. */
export interface ReadNote extends KnownNote {
  readonly same: boolean;
  readonly blocks: readonly FreshBlock[];
  readonly drills: ParsedNote["drills"];
  readonly repairedFrom: ParsedNote["repairedFrom"];
  readonly problems: readonly Problem[];
}

/** A note to read, and the hash that its bytes had before, "" where it is new. */
export interface Wanted {
  readonly path: string;
  readonly hash: string;
}

export interface Reading {
  readonly notes: readonly ReadNote[];
  readonly unreadable: readonly Problem[];
}

/** How many notes are read before they are parsed: in turns, note by note, both take a sixth longer. */
const batch = 32;

/** Reads notes, and parses those whose bytes differ from what is known of them. */
export function readNotes(root: string, wanted: readonly Wanted[], syntax: Syntax): Reading {
  const read = noteReader(root, batch);
  const notes: ReadNote[] = [];
  const unreadable: Problem[] = [];
  for (let from = 0; from < wanted.length; from += batch) {
    const results = wanted.slice(from, from + batch).map((note) => ({ note, result: read(note.path) }));
    for (const { note, result } of results) {
      if ("problem" in result) unreadable.push(result.problem);
      else notes.push(readNote(note, result, syntax));
    }
  }
  return { notes, unreadable };
}

function readNote(
  { path, hash: before }: Wanted,
  { bytes, stat }: Extract<ReadResult, { bytes: Buffer }>,
  syntax: Syntax,
): ReadNote {
  const digest = hash("sha1", bytes);
  const { modified, size, inode } = stat;
  const known = { path, hash: digest, modified, size, inode };
  if (before === digest) return { ...known, same: true, blocks: [], drills: [], repairedFrom: undefined, problems: [] };
  const { blocks, drills, repairedFrom, problems } = parseNote(path, bytes, syntax);
  const fresh = blocks.map((block, position) => freshBlock(path, block, position));
  return { ...known, same: false, blocks: fresh, drills, repairedFrom, problems };
}
