import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../model.ts";
import { parseNote } from "../notes/note.ts";
import { defaultSyntax, readSyntax, type Syntax } from "../notes/syntax.ts";
import type { ParsedNote } from "../model.ts";
import { type FoundNote, noteReader, type ReadResult } from "./walk.ts";

/** Raised whenever notes are to be read differently: then every note is read again. */
const readerVersion = "1";

const settingsFile = ".obsidian/plugins/obsidian-to-anki-plugin/data.json";

export interface VaultSyntax {
  readonly syntax: Syntax;
  readonly problems: readonly Problem[];
  /** Changes when the notes would be read differently. */
  readonly fingerprint: string;
}

/** The words and field tables that the vault's own plugin settings give. */
export function readVaultSyntax(root: string): VaultSyntax {
  const json = textOf(join(root, settingsFile));
  if (json === undefined) return { syntax: defaultSyntax, problems: [], fingerprint: readerVersion };
  const { syntax, problems } = readSyntax(json);
  return {
    syntax,
    problems: problems.map((problem) => ({ ...problem, path: settingsFile })),
    // The plugin keeps hashes of its own in this file; only what is read of it counts.
    fingerprint: `${readerVersion}:${hash("sha256", JSON.stringify(syntax))}`,
  };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

export interface ReadNote {
  readonly path: string;
  readonly hash: string;
  readonly parsed: ParsedNote;
}

export interface Reading {
  readonly notes: readonly ReadNote[];
  /** Read, but byte for byte as before. */
  readonly same: readonly string[];
  readonly problems: readonly Problem[];
  readonly unreadable: readonly string[];
}

/** How many notes are read before they are parsed: in turns, note by note, both take a sixth longer. */
const batch = 32;

function* readInBatches(root: string, found: readonly FoundNote[]): Generator<{ path: string; result: ReadResult }> {
  const read = noteReader(root);
  for (let from = 0; from < found.length; from += batch) {
    yield* found.slice(from, from + batch).map(({ path }) => {
      const result = read(path);
      return { path, result: "bytes" in result ? { bytes: Buffer.from(result.bytes) } : result };
    });
  }
}

/** Reads and parses the notes whose bytes differ from what is known of them. */
export function readNotes(
  root: string,
  found: readonly FoundNote[],
  known: ReadonlyMap<string, string>,
  syntax: Syntax,
): Reading {
  const notes: ReadNote[] = [];
  const same: string[] = [];
  const problems: Problem[] = [];
  const unreadable: string[] = [];
  for (const { path, result } of readInBatches(root, found)) {
    if ("problem" in result) {
      problems.push(result.problem);
      unreadable.push(path);
      continue;
    }
    const digest = hash("sha1", result.bytes);
    if (known.get(path) === digest) same.push(path);
    else notes.push({ path, hash: digest, parsed: parseNote(path, result.bytes, syntax) });
  }
  return { notes, same, problems, unreadable };
}
