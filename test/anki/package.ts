import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** The files of a package, by name. All are stored as they are. */
function unzip(file: string): Map<string, Buffer> {
  const zip = readFileSync(file);
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf("PK\x05\x06");
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, name, extra, comment] = [
      zip.readUInt32LE(at + 24),
      ...[28, 30, 32].map((field) => zip.readUInt16LE(at + field)),
    ];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    files.set(zip.toString("utf8", at + 46, at + 46 + (name ?? 0)), zip.subarray(start, start + (size ?? 0)));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}

export interface Note {
  readonly id: number;
  readonly guid: string;
  readonly mid: number;
  readonly mod: number;
  readonly tags: string;
  readonly flds: string;
  readonly sfld: string;
  readonly csum: number;
}

interface Package {
  readonly notes: readonly Note[];
  readonly cards: readonly {
    readonly id: number;
    readonly nid: number;
    readonly did: number;
    readonly ord: number;
    readonly due: number;
  }[];
  readonly decks: Readonly<Record<string, { readonly name: string }>>;
  readonly models: Readonly<Record<string, { readonly name: string }>>;
  readonly media: Readonly<Record<string, string>>;
  readonly files: ReadonlyMap<string, Buffer>;
}

export function readPackage(file: string): Package {
  const files = unzip(file);
  const db = new DatabaseSync(":memory:");
  db.deserialize(files.get("collection.anki2") ?? Buffer.alloc(0));
  const rows = <Row>(sql: string): Row[] => db.prepare(sql).all() as Row[];
  const col = rows<{ decks: string; models: string }>("select decks, models from col")[0];
  const read: Package = {
    notes: rows<Note>("select * from notes"),
    cards: rows<Package["cards"][number]>("select * from cards order by due, ord"),
    decks: JSON.parse(col?.decks ?? "{}"),
    models: JSON.parse(col?.models ?? "{}"),
    media: JSON.parse(files.get("media")?.toString("utf8") ?? "{}"),
    files,
  };
  db.close();
  return read;
}
