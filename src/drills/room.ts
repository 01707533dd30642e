import { CardsError } from "../errors.ts";

/** The one clear line for a disk that is full, whoever met it: our own calls, or a compiler. */
export function noRoom(folder: string, cause: unknown): CardsError {
  return new CardsError(
    `${folder}: no space left on device`,
    "Make room there; nothing was judged, and nothing is lost. Another folder for programs can be named with TMPDIR.",
    { cause },
  );
}

export function isNoRoom(error: unknown): boolean {
  const first = error instanceof CardsError ? error.cause : error;
  const code = (first as NodeJS.ErrnoException | undefined)?.code;
  return code === "ENOSPC" || code === "EDQUOT";
}
