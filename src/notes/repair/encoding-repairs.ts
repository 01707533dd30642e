import type { ParsedNote } from "../../model.ts";
import { beforeMisreading, type MisreadAs } from "../encoding/mojibake.ts";
import type { ByteLine, Repair, Splice } from "./splices.ts";

const names = { macintosh: "Mac Roman", "windows-1252": "Windows-1252" } as const;

/** What is read of a note in another encoding than it is written in, written as it is read. */
export function encodingRepairs(bytes: Uint8Array, lines: readonly ByteLine[], note: ParsedNote): Repair[] {
  const { repairedFrom } = note;
  if (repairedFrom === undefined) return [];
  const line = note.problems.find(({ rule }) => rule === "repaired-encoding")?.line ?? 1;
  const whole = isUtf8(bytes);
  const splices = whole ? misreadRuns(bytes, repairedFrom) : legacyLines(bytes, lines);
  const count = splices.length;
  const message = whole
    ? `UTF-8 that was saved as ${names[repairedFrom]} is UTF-8 again, in ${count} ${count === 1 ? "place" : "places"}`
    : `${count} ${count === 1 ? "line" : "lines"} of Windows-1252 written as UTF-8`;
  return count === 0 ? [] : [{ rule: "repaired-encoding", line, message, splices }];
}

/** Every run of characters beyond ASCII, as what it was before it was misread. A byte order mark stays. */
function misreadRuns(bytes: Uint8Array, from: MisreadAs): Splice[] {
  const splices: Splice[] = [];
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  for (let at = hasMark ? 3 : 0; at < bytes.length; at++) {
    const start = at;
    while ((bytes[at] ?? 0) > 0x7f) at++;
    if (at === start) continue;
    const meant = beforeMisreading(utf8.decode(bytes.subarray(start, at)), from);
    if (meant === undefined) return [];
    splices.push({ at: start, length: at - start, bytes: new TextEncoder().encode(meant) });
  }
  return splices;
}

function legacyLines(bytes: Uint8Array, lines: readonly ByteLine[]): Splice[] {
  return lines.flatMap(({ from, end }) => {
    const line = bytes.subarray(from, end);
    if (isUtf8(line)) return [];
    return [{ at: from, length: end - from, bytes: new TextEncoder().encode(legacy.decode(line)) }];
  });
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const legacy = new TextDecoder("windows-1252");

function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
