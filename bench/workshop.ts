import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeHome } from "./home.ts";
import type { Bench } from "./row.ts";
import { makeVault, type MadeVault } from "./vault.ts";

const root = join(import.meta.dirname, "..");

/** What the rows share, made when first asked for. All of it stands in one folder, which `close` removes, as does Ctrl-C. */
export function openWorkshop(full: boolean): Bench & { close(): void } {
  const folder = mkdtempSync(join(tmpdir(), "echodeck-bench-"));
  const vault = once((notes: number): MadeVault => makeVault(join(folder, `vault-${notes}`), notes));
  const home = once((cards: number): string => makeHome(join(folder, `home-${cards}`), cards));
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.once(signal, () => {
      close();
      process.exit(code);
    });
  }
  return { full, folder, vault, home, bundle: freshBundle, close };
}

function once<T>(make: (size: number) => T): (size: number) => T {
  const made = new Map<number, T>();
  return (size) => {
    const known = made.get(size) ?? make(size);
    made.set(size, known);
    return known;
  };
}

/** dist/main.js, built anew if a source is younger: an old bundle would be praised or blamed for what it is not. */
function freshBundle(): string {
  const bundle = join(root, "dist/main.js");
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  const youngest = Math.max(...sources.map((source) => statSync(join(root, "src", source)).mtimeMs));
  if (!existsSync(bundle) || statSync(bundle).mtimeMs < youngest) {
    execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  }
  return bundle;
}
