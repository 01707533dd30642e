import { byteLines, inOrder, type Splice, spliced } from "./splices.ts";

/** Lines that change, as a diff shows them: those that go, and those that come in their place. */
export interface Hunk {
  /** 1-based line of the file as it is. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** What splices change, line by line, as an editor shows the file before and after. */
export function hunksOf(bytes: Uint8Array, splices: readonly Splice[]): Hunk[] {
  const lines = byteLines(bytes);
  const hunks: { first: number; last: number; splices: Splice[] }[] = [];
  let line = 0;
  for (const splice of inOrder(splices)) {
    while ((lines[line]?.next ?? Infinity) <= splice.at && line < lines.length - 1) line++;
    let last = line;
    while (last < lines.length - 1 && (lines[last]?.next ?? Infinity) < splice.at + splice.length) last++;
    const open = hunks.at(-1);
    if (open !== undefined && open.last >= line) {
      open.splices.push(splice);
      open.last = Math.max(open.last, last);
    } else hunks.push({ first: line, last, splices: [splice] });
  }
  return hunks.map(({ first, last, splices: own }) => {
    const from = lines[first]?.from ?? 0;
    const part = bytes.subarray(from, lines[last]?.next ?? bytes.length);
    const after = spliced(
      part,
      own.map((splice) => ({ ...splice, at: splice.at - from })),
    );
    return { line: first + 1, removed: textLines(part), added: textLines(after) };
  });
}

function textLines(bytes: Uint8Array): string[] {
  if (bytes.length === 0) return [];
  return new TextDecoder()
    .decode(bytes)
    .replace(/(?:\r\n?|\n)$/, "")
    .split(/\r\n?|\n/);
}
