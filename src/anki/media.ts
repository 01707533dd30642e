import { hash } from "node:crypto";
import { posix } from "node:path";

/** A file of a package: its name there, and how its bytes are had. */
export interface Medium {
  readonly name: string;
  read(): Uint8Array;
}

/**
 * A name for a picture that no other has and that every system takes: letters and digits of its own name, then its content.
 * A picture that changes so changes the text of its card, and Anki sees that there is something new.
 */
export function mediumName(path: string, bytes: Uint8Array): string {
  const { name, ext } = posix.parse(path);
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40)
    .toLowerCase();
  return `${words === "" ? "picture" : words}-${hash("sha1", bytes).slice(0, 12)}${ext.toLowerCase()}`;
}
