import { basename, join } from "node:path";

/**
 * The file of a child program of ours, to be run with `process.execPath`: `entryPath("echo/message-child.ts")`.
 * From source that is the file itself, below src/; in the bundle it is `dist/message-child.cjs`. Whatever is called
 * `src/<room>/<name>-child.ts` is built so by scripts/build.mjs; names must differ across rooms.
 */
export function entryPath(source: string): string {
  const here = import.meta.dirname;
  const isSource = basename(here) === "libc";
  return isSource ? join(here, "..", source) : join(here, `${basename(source, ".ts")}.cjs`);
}
