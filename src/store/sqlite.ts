import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

/** One connection, as the rooms above use it: typed rows over Node's own SQLite. */
export interface Db {
  readonly file: string;
  exec(sql: string): void;
  prepare<Values extends readonly unknown[] | object = unknown[], Row = unknown>(sql: string): Statement<Values, Row>;
  /** A query for one column: its values alone. */
  column<Values extends readonly unknown[] | object = unknown[], Value = unknown>(sql: string): Column<Values, Value>;
  /** The value of a pragma; with ` = ` in it, after setting it. */
  pragma(words: string): unknown;
  /** The whole database as the bytes of its file. */
  bytes(): Buffer;
  close(): void;
}

/** A list for `?`, an object for `@names`. */
type Bound<Values> = Values extends readonly unknown[] ? Values : readonly [Values];

export interface Statement<Values, Row> {
  run(...values: Bound<Values>): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };
  get(...values: Bound<Values>): Row | undefined;
  all(...values: Bound<Values>): Row[];
  iterate(...values: Bound<Values>): IterableIterator<Row>;
}

export interface Column<Values, Value> {
  get(...values: Bound<Values>): Value | undefined;
  all(...values: Bound<Values>): Value[];
}

/** Opens or creates the file; `:memory:` for none. Throws what SQLite says. */
export function connect(file: string): Db {
  const db = new DatabaseSync(file);
  return {
    file,
    exec: (sql) => db.exec(sql),
    // What a statement takes and gives is the caller's claim; SQLite checks the rest, as its tables are strict.
    prepare: <Values, Row>(sql: string) => db.prepare(sql) as unknown as Statement<Values, Row>,
    column: (sql) => columnOf(db.prepare(sql)),
    pragma: (words) => columnOf<[], unknown>(db.prepare(`pragma ${words}`)).get(),
    bytes: () => ("serialize" in db ? Buffer.from(db.serialize().buffer) : bytesByFile(db)),
    close: () => db.close(),
  };
}

/** The first releases of Node 24 can't serialize. */
function bytesByFile(db: DatabaseSync): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "cards-"));
  try {
    db.prepare("vacuum into ?").run(join(folder, "whole"));
    return readFileSync(join(folder, "whole"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function columnOf<Values, Value>(statement: StatementSync): Column<Values, Value> {
  statement.setReturnArrays(true);
  const first = (row: unknown): Value | undefined => (row as readonly Value[] | undefined)?.[0];
  return {
    get: (...values) => first(statement.get(...(values as unknown as SQLInputValue[]))),
    all: (...values) => statement.all(...(values as unknown as SQLInputValue[])).map((row) => first(row) as Value),
  };
}
