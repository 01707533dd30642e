import type { Drill, Problem } from "../model.ts";
import { type Db, prepared } from "./database.ts";

export interface VaultRow {
  readonly id: number;
  readonly root: string;
  readonly built_in: number;
  readonly forgotten: number;
  readonly settings: string;
  readonly scanned: number;
  readonly stats: Buffer | null;
}

export function vaults(db: Db): VaultRow[] {
  return prepared<[], VaultRow>(db, "select * from vault where forgotten = 0 order by length(root) desc, root").all();
}

/** The vault with this root, made if new, remembered again if it was forgotten. */
export function vaultAt(db: Db, root: string, builtIn: boolean): VaultRow {
  prepared(db, "insert into vault (root, built_in) values (?, ?) on conflict (root) do update set forgotten = 0").run(
    root,
    builtIn ? 1 : 0,
  );
  const row = prepared<[string], VaultRow>(db, "select * from vault where root = ?").get(root);
  if (row === undefined) throw new Error("a vault that was just inserted is not there");
  return row;
}

/** The vault's folder stands elsewhere now; its cards come along. */
export function moveVault(db: Db, id: number, root: string): void {
  prepared(db, "update vault set root = ?, stats = null where id = ?").run(root, id);
}

export function rememberScan(db: Db, id: number, scan: { scanned: number; stats: Buffer; settings: string }): void {
  prepared(db, "update vault set scanned = @scanned, stats = @stats, settings = @settings where id = @id").run({
    ...scan,
    id,
  });
}

export interface NoteRow {
  readonly path: string;
  readonly hash: string;
  readonly repaired: string | null;
  readonly problems: readonly Problem[];
}

type StoredNote = Omit<NoteRow, "problems"> & { readonly problems: string };

/** Hash of each note's bytes when it was last read. */
export function noteHashes(db: Db, vault: number): Map<string, string> {
  const rows = prepared<[number], [string, string]>(db, "select path, hash from note where vault = ?").raw();
  return new Map(rows.all(vault));
}

/** Only the notes that were repaired or have problems. */
export function notesWithRemarks(db: Db, vault: number): NoteRow[] {
  const rows = prepared<[number], StoredNote>(
    db,
    "select path, hash, repaired, problems from note where vault = ? and (repaired is not null or problems <> '[]') order by path",
  );
  return rows.all(vault).map((row) => ({ ...row, problems: JSON.parse(row.problems) }));
}

export interface NoteWriter {
  save(vault: number, note: NoteRow, drills: readonly Drill[]): void;
  remove(vault: number, path: string): void;
  /** Another note of the vault with a drill of this id. */
  noteOfDrill(vault: number, id: string, except: string): string | undefined;
}

export function noteWriter(db: Db): NoteWriter {
  const save = prepared(
    db,
    "insert or replace into note (vault, path, hash, repaired, problems) values (?, ?, ?, ?, ?)",
  );
  const remove = prepared(db, "delete from note where vault = ? and path = ?");
  const addDrill = prepared(db, "insert or replace into drill (vault, path, id, line, body) values (?, ?, ?, ?, ?)");
  const noteOfDrill = prepared<[number, string, string], string>(
    db,
    "select path from drill where vault = ? and id = ? and path <> ? order by path limit 1",
  ).pluck();
  const removeDrills = prepared(db, "delete from drill where vault = ? and path = ?");
  const hadDrills = prepared(db, "select 1 from drill limit 1").get() !== undefined;
  return {
    save(vault, note, drills) {
      const problems = note.problems.length === 0 ? "[]" : JSON.stringify(note.problems);
      save.run(vault, note.path, note.hash, note.repaired, problems);
      if (hadDrills) removeDrills.run(vault, note.path);
      for (const drill of drills) addDrill.run(vault, note.path, drill.id, drill.line, JSON.stringify(drill));
    },
    noteOfDrill: (vault, id, except) => noteOfDrill.get(vault, id, except),
    remove(vault, path) {
      remove.run(vault, path);
      removeDrills.run(vault, path);
    },
  };
}

export interface StoredDrill {
  readonly drill: Drill;
  readonly vault: string;
  readonly path: string;
}

/** The drills of all vaults, in the order of their notes; an id that comes again is left out. */
export function storedDrills(db: Db): StoredDrill[] {
  const rows = prepared<[], { body: string; root: string; path: string }>(
    db,
    "select body, root, path from drill join vault on vault.id = drill.vault where forgotten = 0 order by built_in desc, vault.id, path, line",
  );
  return rows.all().map((row) => ({ drill: JSON.parse(row.body), vault: row.root, path: row.path }));
}

/** The notes and blocks of one vault become part of another, below a folder of it. */
export function absorbVault(db: Db, inner: number, outer: number, folder: string): void {
  for (const table of ["note", "block", "drill"]) {
    prepared(db, `update or replace ${table} set vault = ?, path = ? || '/' || path where vault = ?`).run(
      outer,
      folder,
      inner,
    );
  }
  prepared(db, "delete from vault where id = ?").run(inner);
  prepared(db, "update vault set stats = null, settings = '' where id = ?").run(outer);
}

export function liveCards(db: Db, vault: number): number {
  const sql =
    "select count(*) from card join block on block.id = card.block where block.vault = ? and card.retired = 0";
  return prepared<[number], number>(db, sql).pluck().get(vault) ?? 0;
}

/** Blocks with at least one live card. */
export function liveBlocks(db: Db, vault: number): number {
  const sql =
    "select count(distinct block) from card join block on block.id = card.block where block.vault = ? and card.retired = 0";
  return prepared<[number], number>(db, sql).pluck().get(vault) ?? 0;
}

export function drillCount(db: Db, vault: number): number {
  return prepared<[number], number>(db, "select count(*) from drill where vault = ?").pluck().get(vault) ?? 0;
}
