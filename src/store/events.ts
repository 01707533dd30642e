import type * as Crypto from "node:crypto";
import type { Due, Phase, Rating } from "../model.ts";
import type { Adopted } from "../schedule/adopt.ts";
import { type Db, lasting, prepared, readMeta, writeMeta } from "./database.ts";

/**
 * What can happen. Everything the product knows of the past is one of these; each is kept for ever, so a field may be
 * added but never renamed or reused. `key` is a card's key or `drill:<id>`.
 */
export type Happening =
  | ({ readonly kind: "review"; readonly key: string } & ReviewBody)
  | { readonly kind: "suspend" | "unsuspend" | "reset"; readonly key: string }
  | { readonly kind: "bury"; readonly key: string; readonly day: number }
  | { readonly kind: "flag"; readonly key: string; readonly flag: number }
  | { readonly kind: "set-due"; readonly key: string; readonly day: number }
  /** A schedule that another tool had written into the note. */
  | ({ readonly kind: "adopt"; readonly key: string; readonly import?: string } & Adopted)
  /** `asked`: the answer of a cloze that retired, by which it is known when it comes back. */
  | { readonly kind: "retire" | "revive"; readonly key: string; readonly import: string; readonly asked?: string }
  | { readonly kind: "same"; readonly key: string; readonly other: string }
  | ({ readonly kind: "attempt"; readonly key: string } & AttemptBody)
  | {
      readonly kind: "import";
      readonly vault: string;
      readonly added: number;
      readonly changed: number;
      readonly retired: number;
      readonly revived: number;
      readonly key?: undefined;
    }
  | { readonly kind: "forget"; readonly vault: string; readonly retired: number; readonly key?: undefined }
  | {
      readonly kind: "parameters";
      /** `parameters:<hash>` */ readonly key: string;
      readonly weights: readonly number[];
    }
  | { readonly kind: "undo"; readonly undoes: string; readonly key?: string };

export interface ReviewBody {
  readonly rating: Rating;
  /** Minutes east of UTC, and the day number there: so that no later change of zone or clock moves it. */
  readonly zone: number;
  readonly day: number;
  readonly phaseBefore: Phase;
  readonly dueBefore: Due | undefined;
  readonly phaseAfter: Phase;
  readonly stepsLeftAfter: number;
  /** With fuzz and balance applied; replay takes it from here. */
  readonly dueAfter: Due;
  readonly intervalDays: number;
  readonly algorithm: "fsrs-6";
  /** Hash of the weights, which the event `parameters:<hash>` holds. */
  readonly parameters: string;
  readonly retention: number;
  /** ms from question to rating, when known. */
  readonly took?: number;
}

export interface AttemptBody {
  readonly language: string;
  readonly transport: string;
  readonly seed: number;
  readonly status: "pass" | "fail" | "error" | "skipped";
  readonly cause?: string;
  readonly concept?: string;
  readonly hints: number;
  /** sha256 of the learner's source. */
  readonly source: string;
  readonly ms: number;
}

export type Event = Happening & Stamp;

/** What an event is given when it is added. */
export interface Stamp {
  readonly row: number;
  readonly id: string;
  /** Wall clock, ms since 1970. */
  readonly time: number;
  readonly clock: number;
  readonly device: string;
  readonly sequence: number;
}

/** Adds one event to the log, inside the caller's transaction. `time` is the wall clock in ms. */
export function append<Kind extends Happening>(db: Db, happening: Kind, time: number): Kind & Stamp {
  const device = deviceOf(db);
  const last = prepared<[], { clock: number; sequence: number }>(
    db,
    "select clock, sequence from event order by row desc limit 1",
  ).get();
  // Only this device has written here so far, so its last event is the last one.
  const lastSequence = last?.sequence ?? 0;
  const clock = Math.max(time, (last?.clock ?? 0) + 1);
  const sequence = lastSequence + 1;
  const { kind, ...rest } = happening;
  const body = canonicalJson({ version: 1, device, sequence, clock, time, kind, ...rest });
  const id = digest(body);
  const key = happening.key ?? null;
  const added = prepared(
    db,
    "insert into event (id, device, sequence, clock, kind, key, body) values (?, ?, ?, ?, ?, ?, ?)",
  ).run(id, device, sequence, clock, kind, key, body);
  return { ...happening, row: Number(added.lastInsertRowid), id, time, clock, device, sequence };
}

interface EventRow {
  readonly row: number;
  readonly id: string;
  readonly body: string;
}

/** The events of one key, in the order in which they count: by hybrid clock, then device. */
export function eventsOf(db: Db, key: string): Event[] {
  const rows = prepared<[string], EventRow>(
    db,
    "select row, id, body from event where key = ? order by clock, device, sequence",
  );
  return rows.all(key).map(eventOf);
}

/** All events that have a key, key by key, each in the order in which they count. */
export function* eventsByKey(db: Db): Generator<readonly [key: string, events: readonly Event[]]> {
  const rows = db.prepare<[], EventRow & { key: string }>(
    "select row, id, body, key from event where key is not null order by key, clock, device, sequence",
  );
  let key: string | undefined;
  let found: Event[] = [];
  for (const row of rows.iterate()) {
    if (key !== undefined && row.key !== key) {
      yield [key, found];
      found = [];
    }
    key = row.key;
    found.push(eventOf(row));
  }
  if (key !== undefined) yield [key, found];
}

/** The newest events first, for undo and `why`. */
export function* newestEvents(db: Db): Generator<Event> {
  const rows = db.prepare<[], EventRow>("select row, id, body from event order by row desc");
  for (const row of rows.iterate()) yield eventOf(row);
}

function eventOf(row: EventRow): Event {
  return { ...JSON.parse(row.body), row: row.row, id: row.id };
}

/** Ids of the events whose body no longer has the hash it was stored under. */
export function damagedEvents(db: Db): string[] {
  const rows = db.prepare<[], EventRow>("select row, id, body from event").iterate();
  return [...rows].filter((row) => digest(row.body) !== row.id).map((row) => row.id);
}

// Loaded when first needed: a sitting shows its first card before anything is hashed.
let loaded: typeof Crypto | undefined;
const crypto = () => (loaded ??= process.getBuiltinModule("node:crypto"));

/** First 128 bits of sha256, as 32 hex digits. */
export function digest(text: string): string {
  return crypto().hash("sha256", text, "hex").slice(0, 32);
}

/** A name that tells this home's events from those of others. */
function deviceOf(db: Db): string {
  const known = lasting(db, "device", () => readMeta(db, "device"));
  if (known !== undefined) return known;
  const device = crypto().randomBytes(8).toString("hex");
  writeMeta(db, "device", device);
  return device;
}

/** JSON with sorted keys and without undefined, so that equal bodies have equal hashes everywhere. */
function canonicalJson(value: object): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const members = value as Readonly<Record<string, unknown>>;
  const inOrder: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(members).toSorted()) inOrder[name] = sorted(members[name]);
  return inOrder;
}
