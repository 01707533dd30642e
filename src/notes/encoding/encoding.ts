import type { Problem } from "../../model.ts";
import { report } from "../report.ts";
import { type MisreadAs, repairMojibake } from "./mojibake.ts";

export interface Decoded {
  /** With \n as the only line end; undefined when the bytes are no text. */
  readonly text: string | undefined;
  readonly repairedFrom: MisreadAs | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Bytes of a note as text: byte order mark, UTF-8 or UTF-16, mojibake, line ends. The note itself is not changed.
 * Only lines that are no UTF-8 are read as Windows-1252, so that one bad byte spoils no other line.
 */
export function decodeNote(path: string, bytes: Uint8Array): Decoded {
  const marked = decodeMarked(bytes);
  const whole = marked ?? decodeUtf8(bytes);
  const raw = whole ?? decodeByLines(bytes);
  const hasNul = raw.includes("\0");
  if ((hasNul || whole === undefined) && marked === undefined && isBinary(bytes, whole === undefined))
    return notText(path);
  const problems: Problem[] = [];
  if (whole === undefined) problems.push(notUtf8(path, bytes));
  if (hasNul) problems.push(nulFound(path, lineAt(raw, raw.indexOf("\0"))));
  const text = withPlainLineEnds(hasNul ? raw.replaceAll("\0", "\uFFFD") : raw);
  // As many characters as bytes: all ASCII, nothing to repair.
  const repair = whole === undefined || raw.length === bytes.length ? undefined : repairMojibake(text);
  if (repair === undefined) return { text, repairedFrom: whole === undefined ? "windows-1252" : undefined, problems };
  problems.push(
    report(
      { path, line: lineAt(text, repair.at), column: columnAt(text, repair.at) },
      "repaired-encoding",
      "info",
      `UTF-8 that was once saved as ${names[repair.from]}: "${repair.before}" is read as "${repair.after}"`,
      "The note was not changed; cards fix writes the repaired text, if you want it there too.",
    ),
  );
  return { text: repair.text, repairedFrom: repair.from, problems };
}

const names = { macintosh: "Mac Roman", "windows-1252": "Windows-1252" } as const;

/** UTF-16 tells itself by its byte order mark; the one of UTF-8 is dropped by its decoder. */
function decodeMarked(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return undefined;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const legacy = new TextDecoder("windows-1252");

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeByLines(bytes: Uint8Array): string {
  return [...byteLines(bytes)].map((line) => decodeUtf8(line) ?? legacy.decode(line)).join("\n");
}

function* byteLines(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from <= bytes.length;) {
    const newline = bytes.indexOf(0x0a, from);
    const end = newline === -1 ? bytes.length : newline;
    yield bytes.subarray(from, end);
    from = end + 1;
  }
}

/** As much as is looked at to tell text from other files. */
const probeLength = 8192;

/**
 * More than one NUL in a hundred bytes, or one other control character in ten: a picture, not a note. Bytes that are no
 * UTF-8 either are given less room: an old Windows text has no control characters at all.
 */
function isBinary(bytes: Uint8Array, isNoUtf8: boolean): boolean {
  let nuls = 0;
  let controls = 0;
  const length = Math.min(bytes.length, probeLength);
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) nuls++;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  }
  const room = isNoUtf8 ? 10 : 1;
  return (nuls > 1 && nuls * 100 * room > length) || controls * 10 * room > length;
}

function withPlainLineEnds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** 1-based line of an offset; \r\n, \r and \n each end one. */
function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n?|\n/).length;
}

/** 1-based code point within its line, of a text with plain line ends. */
function columnAt(text: string, offset: number): number {
  return Array.from(text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset)).length + 1;
}

function notText(path: string): Decoded {
  const problem: Problem = report(
    { path, line: 1, column: 1 },
    "not-text",
    "error",
    "holds binary data, no text",
    "Rename the file if it is no note; save it as UTF-8 if it is one.",
  );
  return { text: undefined, repairedFrom: undefined, problems: [problem] };
}

function nulFound(path: string, line: number): Problem {
  return report(
    { path, line, column: 1 },
    "nul-byte",
    "warning",
    "a NUL byte stands in this line; it is read as \uFFFD",
    "Remove it: many programs stop reading there.",
  );
}

function notUtf8(path: string, bytes: Uint8Array): Problem {
  const lines = [...byteLines(bytes)];
  const bad = lines.findIndex((line) => decodeUtf8(line) === undefined);
  const before = legacy.decode(
    bytes.subarray(
      0,
      lines.slice(0, bad).reduce((sum, line) => sum + line.length + 1, 0),
    ),
  );
  return report(
    { path, line: lineAt(before, before.length), column: 1 },
    "repaired-encoding",
    "warning",
    "this line is not UTF-8; lines like it are read as Windows-1252",
    "The note was not changed; cards fix writes these lines as UTF-8.",
  );
}
