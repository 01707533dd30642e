import { type Db, immediately } from "./database.ts";
import { type Event, newestEvents } from "./events.ts";
import { blockWriter, type CardRow } from "./blocks.ts";
import { record } from "./state.ts";

const undoable = new Set<Event["kind"]>([
  "review",
  "suspend",
  "unsuspend",
  "bury",
  "flag",
  "reset",
  "set-due",
  "import",
]);

/** The last thing that happened, to this card if one is named, and was not taken back yet. */
export function lastUndoable(db: Db, key?: string): Event | undefined {
  const undone = new Set<string>();
  for (const event of newestEvents(db)) {
    if (event.kind === "undo") undone.add(event.undoes);
    else if (undoable.has(event.kind) && !undone.has(event.id) && (key === undefined || event.key === key))
      return event;
  }
  return undefined;
}

/** Takes the last thing back, as an event of its own: nothing is ever deleted. Gives what was taken back. */
export function undoLast(db: Db, time: number, of?: string): Event | undefined {
  return immediately(db, () => {
    const event = lastUndoable(db, of);
    if (event === undefined) return undefined;
    const key = event.key;
    record(db, key === undefined ? { kind: "undo", undoes: event.id } : { kind: "undo", undoes: event.id, key }, time);
    if (event.kind === "import") undoImport(db, event.id, time);
    return event;
  });
}

/** Cards that the import brought go, cards that it retired come back; the notes decide again when they change. */
function undoImport(db: Db, id: string, time: number): void {
  const writer = blockWriter(db);
  const select = "select id, key, ordinal, retired from card where";
  const added = db.prepare<[string], CardRow>(`${select} added = ? and retired = 0`).all(id);
  const retired = db
    .prepare<[string], CardRow>(
      `${select} retired = 1 and key in (select key from event where kind = 'retire' and body ->> 'import' = ?)`,
    )
    .all(id);
  for (const card of added) writer.setRetired(card, true, { import: id, time });
  for (const card of retired) writer.setRetired(card, false, { import: id, time });
}
