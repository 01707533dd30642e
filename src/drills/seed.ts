import { createHash } from "node:crypto";
import type { Words } from "../echo/script.ts";

/** Token (12 bytes) and stamp (8 bytes) of a run: printable, fresh for each seed, the same for the same. */
export function wordsOf(seed: number): Words {
  const digits = (name: string, length: number): Buffer =>
    Buffer.from(createHash("sha256").update(`${name} ${seed}`).digest("hex").slice(0, length));
  return { token: digits("token", 12), stamp: digits("stamp", 8) };
}
