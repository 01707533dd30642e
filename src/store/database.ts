import { chmodSync, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { CardsError, systemReason } from "../errors.ts";
import { applicationId, newestLayout, stepsFrom } from "./schema.ts";
import { type Column, connect, type Db, type Statement } from "./sqlite.ts";
import { readableError, systemCode } from "./failure.ts";

export type { Db } from "./sqlite.ts";

/**
 * What must hold on every connection, whatever the library was built with: synchronous=NORMAL, say, would lose
 * acknowledged reviews at a power cut. So each one is set and read back.
 */
const pragmas: readonly (readonly [name: string, value: string, readBack: string | number])[] = [
  ["busy_timeout", "5000", 5000],
  ["journal_mode", "WAL", "wal"],
  ["synchronous", "FULL", 2],
  ["foreign_keys", "ON", 1],
  ["trusted_schema", "OFF", 0],
  ["cell_size_check", "ON", 1],
];

/** Opens the one database of a home, creating or migrating it. Throws CardsError when it can't be trusted. */
export function openDatabase(file: string): Db {
  const isNew = !existsSync(file);
  const db = opened(file);
  try {
    for (const [name, value] of pragmas) db.pragma(`${name} = ${value}`);
    // At most, and only as it is needed: with SQLite's 2 MB an import writes pages away that it wants again a moment later.
    db.pragma("cache_size = -65536");
    assertPragmas(db, file);
    migrate(db, file);
  } catch (error) {
    db.close();
    throw readableError(error, file);
  }
  if (isNew && file !== ":memory:") chmodSync(file, 0o600);
  return db;
}

function opened(file: string): Db {
  if (file !== ":memory:") makeFolder(dirname(file));
  try {
    return connect(file);
  } catch (error) {
    throw readableError(error, file);
  }
}

function makeFolder(folder: string): void {
  try {
    makeAll(folder);
  } catch (error) {
    const isFile = systemCode(error) === "EEXIST" || systemCode(error) === "ENOTDIR";
    throw new CardsError(
      `${folder}: ${isFile ? "a file stands where a folder is wanted" : `can't be made: ${systemReason(error)}`}`,
      "Name another home with --home or CARDS_HOME.",
      { cause: error },
    );
  }
}

/** Not by Node's own way of making all of them: that never ends where a folder takes no child, as in /proc. */
function makeAll(folder: string): void {
  const above = dirname(folder);
  if (!existsSync(above)) makeAll(above);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== "EEXIST" || !statSync(folder).isDirectory()) throw error;
  }
}

function assertPragmas(db: Db, file: string): void {
  for (const [name, , wanted] of pragmas) {
    const found: unknown = db.pragma(name);
    const inMemory = name === "journal_mode" && found === "memory";
    if (found !== wanted && !inMemory) {
      throw new CardsError(
        `${file}: ${name} is ${String(found)}, not ${wanted}`,
        "Reviews would not be safe here. Put CARDS_HOME on a local disk, not on a network or synced folder.",
      );
    }
  }
}

/** Runs the steps that this file has not seen yet, each with its number in one transaction. */
function migrate(db: Db, file: string): void {
  const layout = (): number => Number(db.pragma("user_version"));
  const found = layout();
  if (found === newestLayout) return;
  if (found > newestLayout) {
    throw new CardsError(
      `${file}: written by a newer cards (layout ${found}, this one knows ${newestLayout})`,
      "Install the newest version of echodeck; nothing was changed.",
    );
  }
  immediately(db, () => {
    const steps = stepsFrom(layout());
    if (steps === undefined) {
      throw new CardsError(
        `${file}: written by a cards that was never released (layout ${found})`,
        "Move the file away and import your notes again; nothing was changed.",
      );
    }
    for (const step of steps) db.exec(step);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${newestLayout}`);
  });
}

/** One write transaction. BEGIN IMMEDIATE, since a lock that is upgraded later fails at once however long the time-out. */
export function immediately<T>(db: Db, work: () => T): T {
  try {
    prepared(db, "begin immediate").run();
    const result = work();
    prepared(db, "commit").run();
    return result;
  } catch (error) {
    rollBack(db);
    throw readableError(error, db.file);
  }
}

const lastingValues: WeakMap<Db, Map<string, unknown>> = new WeakMap();

/** A value that never changes once it is committed: read once for each connection, and again after a transaction was taken back. */
export function lasting<Value>(db: Db, name: string, read: () => Value | undefined): Value | undefined {
  const known = lastingValues.get(db) ?? new Map<string, unknown>();
  lastingValues.set(db, known);
  const value = (known.get(name) as Value | undefined) ?? read();
  if (value !== undefined) known.set(name, value);
  return value;
}

/** Takes a transaction back; some failures have done so already. */
export function rollBack(db: Db): void {
  lastingValues.delete(db);
  try {
    db.exec("rollback");
  } catch {
    // There was none any more.
  }
}

type Statements = WeakMap<Db, Map<string, unknown>>;
const statements: Statements = new WeakMap();
const columns: Statements = new WeakMap();

/** A statement, compiled once for each connection: compiling costs more than most of them do. Not for `iterate`, which locks it. */
export function prepared<Values extends readonly unknown[] | object = unknown[], Row = unknown>(
  db: Db,
  sql: string,
): Statement<Values, Row> {
  return once(statements, db, sql, () => db.prepare<Values, Row>(sql));
}

/** The same for a query for one column. */
export function preparedColumn<Values extends readonly unknown[] | object, Value>(
  db: Db,
  sql: string,
): Column<Values, Value> {
  return once(columns, db, sql, () => db.column<Values, Value>(sql));
}

function once<Made>(all: Statements, db: Db, sql: string, make: () => Made): Made {
  const known = all.get(db) ?? new Map<string, unknown>();
  all.set(db, known);
  const made = (known.get(sql) as Made | undefined) ?? make();
  known.set(sql, made);
  return made;
}

/** A value that belongs to the home itself: the device's name, the version of the built-in notes. */
export function readMeta(db: Db, name: string): string | undefined {
  return preparedColumn<[string], string>(db, "select value from meta where name = ?").get(name);
}

export function writeMeta(db: Db, name: string, value: string): void {
  prepared(
    db,
    "insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
  ).run(name, value);
}
