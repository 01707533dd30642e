import type { Drill, Problem } from "../model.ts";
import { type Db, prepared, preparedColumn } from "./database.ts";

export interface VaultRow {
  readonly id: number;
  readonly root: string;
  readonly built_in: number;
  readonly forgotten: number;
  /** Raised whenever what is known of the vault's notes changes: who has read without a lock sees by it whether that still holds. */
  readonly edition: number;
  readonly settings: string;
  readonly scanned: number;
  readonly notes: number;
  readonly blocks: number;
  readonly cards: number;
  readonly drills: number;
  readonly stats: Uint8Array | null;
  readonly gate: Gate;
}

/** Which notes are read for cards that any line may look like: those with a flashcard tag, or all of them. */
export type Gate = "tags" | "open";

export function vaults(db: Db): VaultRow[] {
  return everyVault(db).filter((vault) => vault.forgotten === 0);
}

/** Those that were forgotten, too; the deepest folder first. */
export function everyVault(db: Db): VaultRow[] {
  return prepared<[], VaultRow>(db, "select * from vault order by length(root) desc, root").all();
}

/** The vault with this root, forgotten or not. */
export function vaultOf(db: Db, root: string): VaultRow | undefined {
  return prepared<[string], VaultRow>(db, "select * from vault where root = ?").get(root);
}

/** The vault with this root, made if new, remembered again if it was forgotten. */
export function vaultAt(db: Db, root: string, builtIn: boolean): VaultRow {
  prepared(db, "insert into vault (root, built_in) values (?, ?) on conflict (root) do update set forgotten = 0").run(
    root,
    builtIn ? 1 : 0,
  );
  const row = vaultOf(db, root);
  if (row === undefined) throw new Error("a vault that was just inserted is not there");
  return row;
}

export function setGate(db: Db, id: number, gate: Gate): void {
  prepared(db, "update vault set gate = ? where id = ?").run(gate, id);
}

/** Whether a vault and its drills are left out of every list. */
export function forgetRow(db: Db, id: number, forgotten: boolean): void {
  prepared(db, "update vault set forgotten = ? where id = ?").run(forgotten ? 1 : 0, id);
}

/** The vault's folder stands elsewhere now; its cards come along, and those of a vault that was forgotten there join them. */
export function moveVault(db: Db, id: number, root: string): void {
  const former = vaultOf(db, root);
  if (former !== undefined) {
    for (const table of ["note", "drill"]) prepared(db, `delete from ${table} where vault = ?`).run(former.id);
    prepared(db, "update block set vault = ? where vault = ?").run(id, former.id);
    prepared(db, "delete from vault where id = ?").run(former.id);
  }
  // Above both, since who has looked at the notes meanwhile may have compared them with either.
  const edition = former?.edition ?? 0;
  prepared(db, "update vault set root = ?, edition = max(edition, ?) + 1 where id = ?").run(root, edition, id);
}

/** What the notes looked like and how they were read; counts anew what is live. */
export function rememberScan(
  db: Db,
  id: number,
  scan: { scanned: number; notes: number; stats: Buffer; settings: string },
): void {
  prepared(
    db,
    `update vault set edition = edition + 1, scanned = @scanned, notes = @notes, stats = @stats, settings = @settings
     where id = @id`,
  ).run({ ...scan, id });
  recount(db, id);
}

/** Keeps in the vault's row how many live blocks, live cards and drills it has. */
function recount(db: Db, id: number): void {
  prepared(
    db,
    `update vault set (blocks, cards) = (
       select count(distinct block), count(*) from card join block on block.id = card.block
       where block.vault = vault.id and card.retired = 0
     ), drills = (select count(*) from drill where drill.vault = vault.id) where id = ?`,
  ).run(id);
}

/** All notes are read again by the next import that meets them, since what followed from them no longer holds. */
export function readAgain(db: Db, id: number): void {
  prepared(db, "update vault set edition = edition + 1, settings = 'again' where id = ?").run(id);
  recount(db, id);
}

/** What there is to tell of a note. */
export interface Remark {
  readonly path: string;
  readonly repaired: string | null;
  readonly problems: readonly Problem[];
}

/** The notes that were repaired or have problems. */
export function remarksOf(db: Db, vault: number): Remark[] {
  const rows = prepared<[number], Omit<Remark, "problems"> & { readonly problems: string }>(
    db,
    "select path, repaired, problems from note where vault = ? order by path",
  );
  return rows.all(vault).map((row) => ({ ...row, problems: JSON.parse(row.problems) }));
}

export interface NoteWriter {
  save(vault: number, remark: Remark, drills: readonly Drill[]): void;
  remove(vault: number, path: string): void;
  /** Another note of the vault with a drill of this id. */
  noteOfDrill(vault: number, id: string, except: string): string | undefined;
}

export function noteWriter(db: Db): NoteWriter {
  const remark = prepared(db, "insert or replace into note (vault, path, repaired, problems) values (?, ?, ?, ?)");
  const removeRemark = prepared(db, "delete from note where vault = ? and path = ?");
  const addDrill = prepared(db, "insert or replace into drill (vault, path, id, line, body) values (?, ?, ?, ?, ?)");
  const noteOfDrill = preparedColumn<[number, string, string], string>(
    db,
    "select path from drill where vault = ? and id = ? and path <> ? order by path limit 1",
  );
  const removeDrills = prepared(db, "delete from drill where vault = ? and path = ?");
  const has = (table: "note" | "drill"): boolean => db.prepare(`select 1 from ${table} limit 1`).get() !== undefined;
  const [hadRemarks, hadDrills] = [has("note"), has("drill")];
  const remove = (vault: number, path: string): void => {
    if (hadRemarks) removeRemark.run(vault, path);
    if (hadDrills) removeDrills.run(vault, path);
  };
  return {
    save(vault, { path, repaired, problems }, drills) {
      remove(vault, path);
      if (repaired !== null || problems.length > 0) remark.run(vault, path, repaired, JSON.stringify(problems));
      for (const drill of drills) addDrill.run(vault, path, drill.id, drill.line, JSON.stringify(drill));
    },
    remove,
    noteOfDrill: (vault, id, except) => noteOfDrill.get(vault, id, except),
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

/** The notes and blocks of one vault become part of another, below a folder of it; `stats` are those of both. */
export function absorbVault(
  db: Db,
  inner: number,
  outer: number,
  { folder, stats }: { folder: string; stats: Buffer },
): void {
  for (const table of ["note", "block", "drill"]) {
    prepared(db, `update or replace ${table} set vault = ?, path = ? || '/' || path where vault = ?`).run(
      outer,
      folder,
      inner,
    );
  }
  prepared(db, "delete from vault where id = ?").run(inner);
  prepared(db, "update vault set stats = ? where id = ?").run(stats, outer);
  readAgain(db, outer);
}
