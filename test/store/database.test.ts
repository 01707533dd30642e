import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Db, openDatabase } from "../../src/store/database.ts";
import { connect } from "../../src/store/sqlite.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "cards-"));
});
afterEach(() => rmSync(home, { recursive: true }));

test("every connection is WAL with synchronous=FULL, also when the file is opened again", () => {
  for (let time = 0; time < 2; time += 1) {
    const db = openDatabase(join(home, "cards.db"));
    expect(db.pragma("journal_mode")).toBe("wal");
    expect(db.pragma("synchronous")).toBe(2);
    expect(db.pragma("trusted_schema")).toBe(0);
    expect(db.pragma("foreign_keys")).toBe(1);
    db.close();
  }
});

test.each([
  [99, "written by a newer cards"],
  [1, "never released"],
])("a database of layout %i is refused unchanged", (layout, message) => {
  const file = join(home, "cards.db");
  const db = openDatabase(file);
  db.pragma(`user_version = ${layout}`);
  db.close();
  const before = readFileSync(file);
  expect(() => openDatabase(file)).toThrow(message);
  expect(readFileSync(file)).toEqual(before);
});

const derived = ["block", "card", "schedule", "review"];

/** Columns and indexes of all tables; what SQLite names itself is left out. */
function shapeOf(db: Db): unknown {
  const tables = db.column<[], string>("select name from sqlite_schema where type = 'table' order by name").all();
  return tables.map((table) => [
    table,
    db.prepare(`select name, type, "notnull", dflt_value, pk from pragma_table_info('${table}')`).all(),
    db.prepare(`select "table", "from", "to" from pragma_foreign_key_list('${table}')`).all(),
    db.prepare("select name, sql from sqlite_schema where type = 'index' and tbl_name = ? order by name").all(table),
  ]);
}

test("a database of an earlier layout keeps its rows, and is shaped as a new one", () => {
  const file = join(home, "cards.db");
  const old = connect(file);
  old.exec(readFileSync(new URL("layout-5.sql", import.meta.url), "utf8"));
  const before = derived.map((table) => old.prepare(`select * from ${table}`).all());
  old.close();

  const db = openDatabase(file);
  const fresh = openDatabase(":memory:");

  expect(derived.map((table) => db.prepare(`select * from ${table}`).all())).toEqual(before);
  expect(before.map((rows) => rows.length)).toEqual([1, 1, 1, 1]);
  expect(shapeOf(db)).toEqual(shapeOf(fresh));
  expect(db.prepare("pragma foreign_key_check").all()).toEqual([]);
  expect(db.pragma("integrity_check")).toBe("ok");
  expect(() => db.exec("update block set kind = 'other'")).toThrow(/CHECK/);
  expect(() => db.exec("update card set block = 8")).toThrow(/FOREIGN KEY/);
  db.close();
  fresh.close();
});

test("a file that is no database is named, not overwritten", () => {
  const file = join(home, "cards.db");
  writeFileSync(file, "this is a text, long enough not to be taken for an empty database file\n".repeat(40));
  expect(() => openDatabase(file)).toThrow(/not a database/);
});

test.each(["notes.md", "notes.md/below"])("a home that is a file, or below one, is said to be: %s", (name) => {
  writeFileSync(join(home, "notes.md"), "no folder");
  expect(() => openDatabase(join(home, name, "cards.db"))).toThrow(/a file stands where a folder is wanted/);
});

test("a home where no folder can be made is said to be, at once", ({ skip }) => {
  if (!existsSync("/proc/1")) skip("there is no /proc here");
  expect(() => openDatabase("/proc/1/home/below/cards.db")).toThrow("/proc/1/home/below: can't be made");
});
