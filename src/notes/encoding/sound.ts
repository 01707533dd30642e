// oxlint-disable-next-line no-restricted-imports -- pure: it looks at nothing but its argument
import { isUtf8 } from "node:buffer";
import { looksDamaged } from "./mojibake.ts";

/** As many bytes as the longest damaged character takes, and more: four characters of three bytes. */
const longestSequence = 16;

/**
 * Whether bytes are UTF-8 of which nothing has to be mended or told: no byte order mark, no NUL, no \r, and no mojibake.
 * It decodes next to nothing, so that a note without cards need never become a text.
 */
export function isSound(bytes: Buffer): boolean {
  if (!isUtf8(bytes) || bytes.includes(0) || bytes.includes(0x0d)) return false;
  let at = 0;
  while (at < bytes.length && (bytes[at] ?? 0) < 0x80) at++;
  const lead = bytes[at];
  if (lead === undefined) return true;
  if (at === 0 && lead === 0xef) return false;
  // What was misread became two characters or more, none of them ASCII.
  const next = at + (lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
  return (bytes[next] ?? 0) < 0x80 || !looksDamaged(bytes.toString("utf8", at, at + longestSequence));
}

/** The bytes, with the searches that only a Buffer has. Nothing is copied. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
