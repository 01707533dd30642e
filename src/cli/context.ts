import { CardsError } from "../errors.ts";
import type { Zone } from "../model.ts";
import { databaseFile, homeFolder } from "../settings/home.ts";
import { type Db, openDatabase } from "../store/database.ts";
import { isTerminal, write } from "./streams.ts";

export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** What a command is given: its words, the world, and where to write. */
export interface Context {
  readonly words: readonly string[];
  readonly options: Options;
  readonly home: string;
  readonly json: boolean;
  readonly color: boolean;
  readonly width: number;
  /** ms since 1970; fixed by --now or CARDS_NOW. */
  readonly now: () => number;
  readonly zone: Zone;
  /** A result, on stdout. */
  readonly out: (text: string) => void;
  /** A message, on stderr. */
  readonly note: (text: string) => void;
  /** The one database, opened when first asked for. */
  readonly db: () => Db;
}

/** A command's end: its exit code. */
export type Run = (context: Context) => number | Promise<number>;

export function makeContext(words: readonly string[], options: Options): Context & { close(): void } {
  const home = homeFolder(text(options["home"]), process.env);
  let db: Db | undefined;
  return {
    words,
    options,
    home,
    json: options["json"] === true,
    color: wantsColor(),
    width: (isTerminal(1) && process.stdout.columns) || Number(process.env["COLUMNS"]) || 80,
    now: clock(text(options["now"]) ?? process.env["CARDS_NOW"]),
    zone: (time) => -new Date(time).getTimezoneOffset(),
    out: (line) => write(1, `${line}\n`),
    note: (line) => write(2, `${line}\n`),
    db: () => (db ??= openDatabase(databaseFile(home))),
    close: () => db?.close(),
  };
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** NO_COLOR and a pipe say no, FORCE_COLOR says yes. */
function wantsColor(): boolean {
  if (process.env["NO_COLOR"]) return false;
  if (process.env["FORCE_COLOR"]) return process.env["FORCE_COLOR"] !== "0";
  return isTerminal(1) && process.env["TERM"] !== "dumb";
}

function clock(fixed: string | undefined): () => number {
  if (fixed === undefined || fixed === "") return Date.now;
  const time = /^\d{4}-\d\d-\d\d/.test(fixed) ? Date.parse(fixed) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new CardsError(`--now ${fixed}: not a moment`, "Write it as 2026-11-21T09:00:00Z.", { exit: 2 });
  }
  if (Math.abs(time) > 8e14 || time < 0)
    throw new CardsError(`--now ${fixed}: out of range`, "Name a moment after 1970.", { exit: 2 });
  return () => time;
}

/** A whole number of at least `least`, or a usage error. */
export function wholeNumber(value: string | boolean | undefined, name: string, least: number): number | undefined {
  if (typeof value !== "string") return undefined;
  const number = Number(value);
  if (Number.isInteger(number) && number >= least) return number;
  throw new CardsError(`--${name} ${value}: not a whole number of at least ${least}`, `Write it as --${name} 10.`, {
    exit: 2,
  });
}

/** One document on stdout, as every --json gives. */
export function document(values: object): string {
  return JSON.stringify({ version: 1, ...values }, undefined, 2);
}
