import { type Db, immediately } from "./database.ts";
import { type Event, newestEvents } from "./events.ts";
import type { CardRow } from "./blocks.ts";
import { blockWriter } from "./write-blocks.ts";
import { record } from "./state.ts";
import { forgetRow, readAgain, vaultOf } from "./vaults.ts";

const undoable = new Set<Event["kind"]>([
  "review",
  "suspend",
  "unsuspend",
  "bury",
  "flag",
  "reset",
  "set-due",
  "import",
  "forget",
]);

/** What an import brought goes with the import. */
function isUndoable(event: Event): boolean {
  return undoable.has(event.kind) || (event.kind === "adopt" && event.import === undefined);
}

/** The last thing that happened and was not taken back yet; with an id, that event if it still stands. */
export function lastUndoable(db: Db, id?: string): Event | undefined {
  const undone = new Set<string>();
  for (const event of newestEvents(db)) {
    if (event.kind === "undo") undone.add(event.undoes);
    else if (id !== undefined && event.id === id) return undone.has(id) ? undefined : event;
    else if (id === undefined && isUndoable(event) && !undone.has(event.id)) return event;
  }
  return undefined;
}

/** Takes the last thing back, or the event of this id, as an event of its own: nothing is ever deleted. Gives what was taken back. */
export function undoLast(db: Db, time: number, id?: string): Event | undefined {
  return immediately(db, () => {
    const event = lastUndoable(db, id);
    if (event === undefined) return undefined;
    const key = event.key;
    record(db, key === undefined ? { kind: "undo", undoes: event.id } : { kind: "undo", undoes: event.id, key }, time);
    if (event.kind === "import" || event.kind === "forget") undoImport(db, event, time);
    return event;
  });
}

/** Cards that the import brought go, cards that it retired come back; the notes are read anew by the next import, which decides again. */
function undoImport(db: Db, event: Extract<Event, { kind: "import" | "forget" }>, time: number): void {
  const writer = blockWriter(db);
  const cards = (condition: string): CardRow[] =>
    db.prepare<[string], CardRow>(`select id, key, ordinal, retired from card where ${condition}`).all(event.id);
  const by = (kind: string): string => `select key from event where kind = '${kind}' and body ->> 'import' = ?`;
  const come = cards(`retired = 1 and key in (${by("retire")})`);
  const go = [...cards("retired = 0 and added = ?"), ...cards(`retired = 0 and key in (${by("revive")})`)];
  for (const card of go) writer.setRetired(card, true, { import: event.id, time });
  for (const card of come) writer.setRetired(card, false, { import: event.id, time });
  const adopted = db.prepare<[string], { id: string; key: string }>(
    "select id, key from event where kind = 'adopt' and body ->> 'import' = ?",
  );
  for (const { id, key } of adopted.all(event.id)) record(db, { kind: "undo", undoes: id, key }, time);
  const vault = vaultOf(db, event.vault);
  if (vault === undefined) return;
  if (event.kind === "forget") forgetRow(db, vault.id, false);
  readAgain(db, vault.id);
}
