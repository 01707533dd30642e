import type { Block, Problem } from "../model.ts";
import { parseNote } from "../notes/note.ts";
import { idRemoval, idSplice } from "../notes/repair/id-splices.ts";
import { substance } from "../notes/repair/repair.ts";
import { byteLines, type Splice, spliced } from "../notes/repair/splices.ts";
import type { Syntax } from "../notes/settings/syntax.ts";
import { type Db, prepared } from "../store/database.ts";
import { vaultOf } from "../store/vaults.ts";
import { freshBlock } from "./fresh-block.ts";
import { isWithin } from "./look.ts";
import { noteReader } from "./note-reader.ts";
import { readVaultSyntax } from "./read.ts";
import type { Target } from "./root.ts";
import { tryReplace } from "./splice.ts";
import { trouble } from "./trouble.ts";

export interface WrittenIds {
  readonly notes: number;
  readonly ids: number;
  /** Blocks that still have no id after writing: no END, or a dialect whose ids are another tool's affair. */
  readonly without: number;
  /** Notes that were left as they are, and why. */
  readonly refused: readonly Problem[];
}

export interface IdOptions {
  /** `erase` takes out the ids that `write` has put in, and no others. */
  readonly task: "write" | "erase";
  /** A block's id, always the same for its key. */
  readonly idOf: (blockKey: string) => number;
}

/**
 * Writes an id into every imported START … END block that has none, or erases those again. The one job that changes notes so that
 * other tools see it: note by note, all of it or nothing, only bytes put in (or taken out), and only if the note still
 * is what was imported. Needs an import before, to know the blocks, and one after, to know the ids.
 */
export function writeIds(db: Db, { root, start }: Target, options: IdOptions): WrittenIds {
  const vault = vaultOf(db, root);
  const rows = vault === undefined ? [] : liveBlocks(db, vault.id).filter(({ path }) => isWithin(path, start));
  const { syntax } = readVaultSyntax(root, vault?.gate);
  const read = noteReader(root);
  const refused: Problem[] = [];
  let [notes, ids, without] = [0, 0, 0];
  for (const [path, inNote] of Map.groupBy(rows, (row) => row.path)) {
    const result = read(path);
    if ("problem" in result) {
      refused.push(result.problem);
      continue;
    }
    const bytes = Uint8Array.from(result.bytes);
    const edit = editOf(path, bytes, syntax, inNote, options);
    without += edit.without;
    if (edit.ids === 0) continue;
    const problem = edit.after === undefined ? unlike(path) : tryReplace(root, path, bytes, edit.after);
    if (problem === undefined) [notes, ids] = [notes + 1, ids + edit.ids];
    else refused.push(problem);
  }
  return { notes, ids, without, refused };
}

interface Row {
  readonly key: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly textHash: string;
}

function liveBlocks(db: Db, vault: number): Row[] {
  return prepared<[number], Row>(
    db,
    `select key, path, line, column, text_hash as textHash from block
     where vault = ? and exists (select 1 from card where card.block = block.id and retired = 0) order by path, position`,
  ).all(vault);
}

/** The note with its ids; no `after` where it would not be read as the same cards. */
function editOf(path: string, bytes: Uint8Array, syntax: Syntax, rows: readonly Row[], { task, idOf }: IdOptions) {
  const { blocks } = parseNote(path, bytes, syntax);
  const keys = new Map(rows.map((row) => [`${row.line}:${row.column} ${row.textHash}`, row.key]));
  const note = { bytes, lines: byteLines(bytes) };
  const splices: Splice[] = [];
  const wanted = blocks.map((block, position): Block => {
    const key = keys.get(`${block.line}:${block.column} ${freshBlock(path, block, position).textHash}`);
    if (key === undefined || block.dialect !== "obsidian-to-anki") return block;
    const id = idOf(key);
    const has = block.foreignId === `anki:${id}`;
    if (task === "write" ? block.foreignId !== undefined : !has) return block;
    const splice = task === "write" ? idSplice(note, block, id, syntax) : idRemoval(note, block, id, syntax);
    if (splice === undefined) return block;
    splices.push(splice);
    return { ...block, foreignId: task === "write" ? `anki:${id}` : undefined };
  });
  const after = spliced(bytes, splices);
  const same =
    JSON.stringify(parseNote(path, after, syntax).blocks.map(substance)) === JSON.stringify(wanted.map(substance));
  const without = task === "erase" ? 0 : wanted.filter(({ foreignId }) => foreignId === undefined).length;
  return { ids: splices.length, without, after: same ? after : undefined };
}

function unlike(path: string): Problem {
  const message = "with ids in it, other cards would be read of it";
  return trouble(
    path,
    "ambiguous-card",
    "warning",
    message,
    "Nothing was written; cards check tells what is wrong there.",
  );
}
