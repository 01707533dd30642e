import { accessSync, constants, statSync } from "node:fs";
import { CardsError, systemReason } from "../errors.ts";

/**
 * Refuses what was named as a file and can't be read as one. Further down a folder would be a fault of ours, and a pipe
 * that nobody writes into would be waited for in vain.
 */
export function refuseUnreadable(file: string, hint: string): void {
  const reason = whyUnreadable(file);
  if (reason !== undefined) throw new CardsError(`${file}: ${reason}`, hint, { exit: 2 });
}

function whyUnreadable(file: string): string | undefined {
  try {
    const found = statSync(file);
    if (!found.isFile()) return found.isDirectory() ? "is a folder" : "is no ordinary file";
    accessSync(file, constants.R_OK);
    return undefined;
  } catch (error) {
    return systemReason(error);
  }
}
