import { type Db, immediately, prepared } from "./database.ts";

/** What was last exported of a block: a hash of its content, and since when it is that (s since 1970). */
export interface Exported {
  readonly content: string;
  readonly modified: number;
}

export function exportedBlocks(db: Db): Map<string, Exported> {
  const rows = prepared<[], Exported & { block: string }>(db, "select block, content, modified from exported").all();
  return new Map(rows.map(({ block, ...exported }) => [block, exported]));
}

export function rememberExported(db: Db, changed: ReadonlyMap<string, Exported>): void {
  if (changed.size === 0) return;
  const save = prepared(db, "insert or replace into exported (block, content, modified) values (?, ?, ?)");
  immediately(db, () => {
    for (const [block, { content, modified }] of changed) save.run(block, content, modified);
  });
}
