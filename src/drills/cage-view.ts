import { existsSync, realpathSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname } from "node:path";
import { isBelow } from "../settings/path.ts";

/**
 * What bwrap hides of the file system: the home folder, with all that is private in it. Tools that are installed there
 * are shown again, read-only: the folders of PATH, and where the program's own run time stands.
 */
export function hiddenHome(tool: string, home = homedir()): readonly string[] {
  if (home === "/" || !existsSync(home)) return [];
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const shown = [...folders, ...installations(tool), tmpdir()].filter((path) => path !== home && isBelow(path, home));
  return ["--tmpfs", home, ...[...new Set(shown)].flatMap((path) => ["--ro-bind-try", path, path])];
}

/** `<installation>/bin/<tool>`, under the name it was called by, which may be a link, and under its own. */
function installations(tool: string): readonly string[] {
  if (!tool.startsWith("/")) return [];
  const real = existsSync(tool) ? [realpathSync(tool)] : [];
  return [tool, ...real].flatMap((path) => [dirname(path), dirname(dirname(path))]);
}
