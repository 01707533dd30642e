import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Problem } from "../../../src/model.ts";
import { type Db, immediately, openDatabase } from "../../../src/store/database.ts";
import { record } from "../../../src/store/state.ts";
import { importVault } from "../../../src/vault/import.ts";
import { readVaultSyntax } from "../../../src/vault/read.ts";
import { blocksOf, cut, namesOf, type Part, type Sheets, textOf } from "./sheets.ts";
import type { Files } from "./vaults.ts";

/** A vault in a folder of its own, taken into a home in memory, and what the test knows of its cards. */
export interface Table {
  readonly folder: string;
  root: string;
  readonly db: Db;
  readonly syntax: ReturnType<typeof readVaultSyntax>["syntax"];
  sheets: Sheets;
  /** Card (name of its block # ordinal) → the day it is due, which no other card ever had: its history. */
  readonly days: Map<string, number>;
  /** Day → what its block said when it was last seen, and its id. */
  readonly pasts: Map<number, { readonly text: string; readonly id: string | undefined }>;
  time: number;
}

export function layTable(files: Files): Table {
  const folder = mkdtempSync(join(tmpdir(), "cards-mutations-"));
  const root = join(folder, "vault");
  for (const [path, text] of files) write(root, path, text);
  const { syntax } = readVaultSyntax(root);
  const notes = [...files].filter(([path]) => path.endsWith(".md") && !path.startsWith("."));
  let count = 0;
  const sheets = new Map(
    notes.map(([path, text]): [string, Part[]] => {
      const blocks = blocksOf(path, text, syntax);
      return [
        path,
        cut(
          text,
          blocks,
          blocks.map(() => `b${count++}`),
        ),
      ];
    }),
  );
  const time = Date.parse("2026-11-20T12:00:00Z");
  const table = { folder, root, db: openDatabase(":memory:"), syntax, sheets, days: new Map(), pasts: new Map(), time };
  take(table);
  return table;
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** An import of all of the vault, or of a part; gives the problems. */
export function take(table: Table, path = ""): readonly Problem[] {
  table.time += 60_000;
  const options = { home: join(table.folder, "home"), time: table.time, allowRemovals: true };
  return importVault(table.db, join(table.root, path), options).problems;
}

/** Brings the notes on the disk to a state, and cuts those that changed anew. */
export function change(table: Table, state: Sheets): void {
  const sheets = new Map<string, readonly Part[]>();
  for (const path of table.sheets.keys()) if (!state.has(path)) rmSync(join(table.root, path));
  for (const [path, parts] of state) {
    if (table.sheets.get(path) === parts) {
      sheets.set(path, parts);
      continue;
    }
    const text = textOf(parts);
    write(table.root, path, text);
    sheets.set(path, cut(text, blocksOf(path, text, table.syntax), namesOf(parts)));
  }
  table.sheets = sheets;
}

export function moveVault(table: Table): void {
  const root = `${table.root}-moved`;
  renameSync(table.root, root);
  table.root = root;
}

export interface Live {
  readonly key: string;
  readonly path: string;
  readonly position: number;
  readonly ordinal: number;
  /** Its history; undefined if it has none that the test gave it. */
  readonly day: number | undefined;
}

export function liveCards({ db, pasts }: Table): Live[] {
  return db
    .prepare<[], Omit<Live, "day"> & { day: number | null }>(
      `select card.key, path, block.position, ordinal, due_day as day
       from card join block on block.id = block join schedule on schedule.key = card.key
       where retired = 0 order by path, block.position, ordinal`,
    )
    .all()
    .map((card) => ({ ...card, day: card.day !== null && pasts.has(card.day) ? card.day : undefined }));
}

/** From here on every card has a history of its own, whatever it came to have. */
export function giveHistories(
  table: Table,
  cardOf: (live: Live) => { name: string; text: string; id: string | undefined },
): void {
  // What was lost once is not lost again by every later edit.
  table.days.clear();
  immediately(table.db, () => {
    for (const live of liveCards(table)) {
      const day = live.day ?? 30_000 + table.pasts.size;
      if (live.day === undefined) record(table.db, { kind: "set-due", key: live.key, day }, table.time);
      const { name, text, id } = cardOf(live);
      table.days.set(`${name}#${live.ordinal}`, day);
      table.pasts.set(day, { text, id });
    }
  });
}
