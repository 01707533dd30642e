import { hash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isDatagram } from "../echo/address.ts";
import type { WireEvent } from "../echo/transcript.ts";
import type { Drill, Transport } from "../model.ts";
import { type Db, prepared, readMeta, writeMeta } from "../store/database.ts";
import { type Carried, type Carry, carryDirectly } from "./answer-wire.ts";
import { type Language, languageOf } from "./languages.ts";
import { allDrills } from "./library.ts";
import { type Attempt, runDrill } from "./run.ts";
import { wordsOf } from "./seed.ts";

/** The learner's own client, which carries their answers: a copy of what has passed a drill. */
export interface OwnClient {
  /** The drill that it has passed, over this transport. */
  readonly drill: string;
  readonly transport: Transport;
  readonly language: string;
  /** sha256 of its source. */
  readonly source: string;
  /** The copy. */
  readonly file: string;
  /** Where it was registered from. */
  readonly from: string;
}

const key = "client";

export function readOwnClient(db: Db): OwnClient | undefined {
  const text = readMeta(db, key);
  return text === undefined || text === "" ? undefined : (JSON.parse(text) as OwnClient);
}

/** From now on answers are carried by this program. */
export function registerClient(
  db: Db,
  home: string,
  from: string,
  passed: Omit<OwnClient, "file" | "from">,
): OwnClient {
  const folder = join(home, "client");
  // Read before the folder goes: it may be the copy of before.
  const text = readFileSync(from);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, basename(from));
  writeFileSync(file, text);
  const client = { ...passed, file, from };
  writeMeta(db, key, JSON.stringify(client));
  return client;
}

export function forgetClient(db: Db, home: string): void {
  rmSync(join(home, "client"), { recursive: true, force: true });
  writeMeta(db, key, "");
}

/** A client's drill whose server waits for the token: what is written in its place is then carried. */
export function canCarry({ role, wire }: Drill): boolean {
  const first = wire.find((step) => step.kind === "read");
  const isPlain = wire.every((step) => step.kind !== "write" || step.repeat === undefined);
  return (
    role === "client" && isPlain && first?.kind === "read" && first.value.length === 1 && first.value[0] === "token"
  );
}

interface PassRow {
  readonly drill: string;
  readonly language: string;
  readonly transport: Transport;
}

/** The last pass of a program with this very content in a drill that can carry. */
export function passOf(db: Db, source: string): PassRow | undefined {
  const rows = prepared<[string], PassRow>(
    db,
    `select substr(key, 7) as drill, body ->> 'language' as language, body ->> 'transport' as transport from event
       where key >= 'drill:' and key < 'drill;' and kind = 'attempt' and body ->> 'status' = 'pass' and body ->> 'source' = ?
       order by row desc`,
  ).all(source);
  const carriers = new Set(allDrills(db).flatMap((drill) => (canCarry(drill) ? drill.id : [])));
  return rows.find(({ drill }) => carriers.has(drill));
}

/** Of the endpoint's own: `DRILL_TOKEN` holds at most 64 bytes. */
const longestToken = 60;
const mostRuns = 12;

/** How answers get to the grader: by the learner's own client where there is one, else directly. */
export function carryFor(db: Db, home: string | undefined, direct: Carry = carryDirectly): Carry {
  return async (items) => {
    const client = readOwnClient(db);
    if (client === undefined) return direct(items);
    const carried = await carryByClient(client, items, { db, home });
    if (typeof carried !== "string") return carried;
    return { ...(await direct(items)), remark: `your client did not carry it (${carried}), so it was taken directly` };
  };
}

/**
 * One connection an item: the item is the token, percent-encoded, since a token is printable. The server splits and
 * delays its answer each time anew, so that every card tests the client again. A sentence when it failed.
 */
async function carryByClient(
  client: OwnClient,
  items: readonly string[],
  { db, home }: { readonly db: Db; readonly home: string | undefined },
): Promise<Carried | string> {
  const language = languageOf(client.language);
  const source = sourceOf(client.file);
  if (language === undefined || source !== client.source) return "its file was changed; cards client use FILE";
  const texts = items.map(encodeURIComponent);
  const pieces = texts.map((text) => text.match(new RegExp(`.{1,${longestToken}}`, "g")) ?? [""]);
  if (pieces.flat().length > mostRuns) return "the answer is too long for it";
  const drill = allDrills(db).find(({ id }) => id === client.drill);
  if (drill === undefined) return `its drill ${client.drill} is not here any more`;
  const events: WireEvent[] = [];
  for (const [index, piece] of pieces.flat().entries()) {
    const attempt = await carryOne(client, { drill, language, piece, seed: seedOf(piece, index), home });
    events.push(...attempt.events.map((event) => ({ ...event, connection: event.connection === 0 ? 0 : index + 1 })));
    if (attempt.verdict.status !== "pass") return attempt.verdict.sentence;
  }
  const over = `${client.transport}, carried by your ${basename(client.from)}`;
  return { items: pieces.map((parts) => decodeURIComponent(parts.join(""))), over, events, remark: undefined };
}

interface Load {
  readonly drill: Drill;
  readonly language: Language;
  readonly piece: string;
  readonly seed: number;
  readonly home: string | undefined;
}

function carryOne(client: OwnClient, { drill, language, piece, seed, home }: Load): Promise<Attempt> {
  const words = { ...wordsOf(seed), token: Buffer.from(piece) };
  const { file, transport } = client;
  return runDrill({ drill: underStress(drill, transport, seed), language, file, seed, words, transport, home });
}

/** The drill with an answer that comes late and in pieces. */
function underStress(drill: Drill, transport: Transport, seed: number): Drill {
  const stress = isDatagram(transport) ? { delay: 20 } : { split: [1 + (seed % 4)], delay: 20 };
  const wire = drill.wire.map((step) => (step.kind === "write" ? { ...stress, ...step } : step));
  return { ...drill, wire };
}

function seedOf(piece: string, index: number): number {
  return Number.parseInt(hash("sha256", `${Date.now()} ${index} ${piece}`).slice(0, 7), 16);
}

/** sha256 of a program; undefined where it is gone. */
export function sourceOf(file: string): string | undefined {
  try {
    return hash("sha256", readFileSync(file));
  } catch {
    return undefined;
  }
}
