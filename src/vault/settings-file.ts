import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { systemReason } from "../errors.ts";
import type { Problem } from "../model.ts";
import { isBelow } from "../settings/path.ts";
import { trouble } from "./trouble.ts";

/** In bytes: Obsidian_to_Anki keeps a hash of every note in its settings. */
const largest = 64 * 1024 * 1024;

/**
 * The text of a plugin's settings, undefined where there are none. As with notes, what a stranger's vault puts in their
 * place is not waited for, and no link is followed out of the vault.
 */
export function readSettingsFile(
  root: string,
  { name, path }: { readonly name: string; readonly path: string },
): { readonly text?: string; readonly problems: readonly Problem[] } {
  const unread = (
    why: string,
    remedy = "Put the file itself there, or remove it",
  ): { problems: readonly Problem[] } => {
    const hint = `${remedy}; until then the plugin's own settings are used.`;
    return { problems: [trouble(path, "settings", "warning", `the settings of ${name} ${why}`, hint)] };
  };
  let file: number | undefined;
  try {
    const real = realpathSync.native(join(root, path));
    if (!isBelow(real, realpathSync.native(root)))
      return unread("are not read: a symbolic link leads out of the vault");
    file = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(file);
    if (!stat.isFile()) return unread("are no regular file");
    if (stat.size > largest) return unread(`are not read: ${Math.round(stat.size / 1024 / 1024)} MiB are too many`);
    return { text: readFileSync(file, "utf8"), problems: [] };
  } catch (error) {
    return isMissing(error) ? { problems: [] } : unread(`can't be read: ${systemReason(error)}`, "Check its rights");
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
