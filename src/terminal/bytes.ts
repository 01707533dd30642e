import type { Attempt } from "../drills/run.ts";
import { trimEnd } from "../drills/difference.ts";
import type { Look } from "./card.ts";
import { painter } from "./line.ts";

const mostRows = 32;

/**
 * What was expected on stdout and what was printed, byte by byte; a row that differs is marked.
 *
 *       expected                      got
 *     0 34 64 35 62 37 62 61 64  4d5  34 64              4d
 */
export function byteLines({ expected, stdout }: Attempt, look: Look): readonly string[] {
  if (expected === undefined) return ["This drill does not look at what is printed."];
  const [want, got] = [trimEnd(expected), trimEnd(stdout)];
  const perRow = look.width >= 78 ? 8 : 4;
  const rows = Math.max(1, Math.ceil(Math.max(want.length, got.length) / perRow));
  const column = perRow * 4 + 1;
  const paint = painter(look.color);
  const lines = Array.from({ length: Math.min(rows, mostRows) }, (_, row) => {
    const part = (bytes: Uint8Array): Uint8Array => bytes.subarray(row * perRow, (row + 1) * perRow);
    const [one, other] = [part(want), part(got)];
    const same = Buffer.compare(one, other) === 0;
    const line = `${String(row * perRow).padStart(4)} ${same ? " " : "≠"} ${cells(one, perRow).padEnd(column)} ${cells(other, perRow)}`;
    return same ? line.trimEnd() : paint("31", line.trimEnd());
  });
  const head = paint("2", `${" ".repeat(7)}${`expected ${want.length} B`.padEnd(column)} got ${got.length} B`);
  return [head, ...lines, ...(rows > mostRows ? [`… ${rows - mostRows} more rows`] : [])];
}

function cells(bytes: Uint8Array, perRow: number): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  const text = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·")).join("");
  return `${hex.padEnd(perRow * 3 - 1)} ${text}`;
}
