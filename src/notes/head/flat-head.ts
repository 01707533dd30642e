/** A key and what it holds, in the order of the head. */
export type Entry = readonly [key: string, value: string | readonly string[]];

type ScalarReader = (written: string) => string | undefined;

/**
 * Reads the head that nearly every note has, a hundred times faster than YAML does:
 *
 *     title: Sockets
 *     tags: [c, linux]
 *     aliases:
 *       - socket
 *
 * Undefined for anything that YAML might read in another way: YAML has to tell then.
 */
export function readFlat(source: string): Entry[] | undefined {
  return readEntries(source, plainScalar, true);
}

/** What the lines of simple shape say in a head that is not YAML; the others are left out. */
export function salvage(source: string): Entry[] {
  return readEntries(source, anyScalar, false) ?? [];
}

const keyLine = /^([A-Za-z_\u00a1-\ud7ff][\w \u00a1-\ud7ff.-]*):(?:[ \t]+([^]*))?$/;
const itemLine = /^ *- +([^]*)$/;

interface Draft {
  readonly entries: Map<string, string | readonly string[]>;
  /** The list that items go on with, and the column its dashes stand in. */
  list: { readonly key: string; readonly items: string[]; readonly indent: number } | undefined;
}

function readEntries(source: string, scalar: ScalarReader, strict: boolean): Entry[] | undefined {
  const draft: Draft = { entries: new Map(), list: undefined };
  for (const line of source.split("\n")) {
    const text = line.trimEnd();
    if (text === "" || text.trimStart().startsWith("#")) continue;
    if (!readItem(draft, text, scalar) && !readKey(draft, text, scalar) && strict) return undefined;
  }
  return [...draft.entries];
}

function readItem(draft: Draft, text: string, scalar: ScalarReader): boolean {
  const { list } = draft;
  const value = list === undefined ? undefined : scalar(itemLine.exec(text)?.[1] ?? "");
  if (list === undefined || value === undefined || value === "") return false;
  const indent = text.indexOf("-");
  if (list.items.length === 0) {
    draft.list = { ...list, indent };
    draft.entries.set(list.key, list.items);
  } else if (indent !== list.indent) return false;
  list.items.push(value);
  return true;
}

function readKey(draft: Draft, text: string, scalar: ScalarReader): boolean {
  const match = keyLine.exec(text);
  const key = match?.[1]?.trimEnd();
  if (key === undefined || draft.entries.has(key)) return false;
  const written = (match?.[2] ?? "").trim();
  const asWritten = written === "" || (isTagKey(key) && written.startsWith("#"));
  const value = asWritten ? written : (flowList(written, scalar) ?? scalar(written));
  if (value === undefined) return false;
  draft.entries.set(key, value);
  draft.list = written === "" ? { key, items: [], indent: 0 } : undefined;
  return true;
}

/** `[a, b]` without anything nested. */
function flowList(written: string, scalar: ScalarReader): string[] | undefined {
  if (!/^\[[^[\]{}]*\]$/.test(written)) return undefined;
  const inner = written.slice(1, -1).trim();
  if (inner === "") return [];
  const items = inner.split(",").map((item) => scalar(item.trim()));
  return items.every((item) => item !== undefined) ? items : undefined;
}

const quoted = /^(?:"([^"\\]*)"|'([^']*)')$/;
const plain = /^[A-Za-z0-9_/(\u00a1-\ud7ff](?:[^\0-\x1f\x7f-\xa0:#\ud800-\uffff]|:(?=\S))*$/;

function plainScalar(written: string): string | undefined {
  const match = quoted.exec(written);
  if (match !== null) return match[1] ?? match[2];
  return plain.test(written) ? written : undefined;
}

/** People write `tags: - "#c"`, too. */
function anyScalar(written: string): string {
  const match = quoted.exec(written.replace(/^- /, ""));
  return match?.[1] ?? match?.[2] ?? written;
}

/** In any case, as in Obsidian. YAML takes the `#` of `tags: #c` for a comment; whoever writes it means a tag. */
export function isTagKey(key: string): boolean {
  return /^tags?$/i.test(key);
}
