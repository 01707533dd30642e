import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, cpSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench } from "./row.ts";

const root = join(import.meta.dirname, "..");

/** What the rows share, made by the first that asks. All of it stands in one folder, which bench.ts removes. */
export function openWorkshop(folder: string, full: boolean): Bench {
  const make = (kind: "vault" | "home", size: number): string => {
    const made = join(folder, `${kind}-${size}`);
    if (!existsSync(made)) run([fileURLToPath(import.meta.resolve("./make.ts")), kind, made, String(size)], folder);
    return made;
  };
  return {
    full,
    folder,
    vault: (notes) => JSON.parse(readFileSync(`${make("vault", notes)}.json`, "utf8")),
    home: (cards) => make("home", cards),
    bundle: () => freshBundle(folder),
  };
}

/** What a package is made of, besides the bundle. */
const parts = ["src", "notes", "decks", "node_modules", "package.json"];

/** The bundle of the sources as they are now, in a package of its own: dist/ may be old, or rebuilt by someone meanwhile. */
function freshBundle(folder: string): string {
  const app = join(folder, "app");
  const dist = join(app, "dist");
  if (!existsSync(dist)) {
    mkdirSync(app, { recursive: true });
    for (const part of parts) if (!existsSync(join(app, part))) symlinkSync(join(root, part), join(app, part));
    run([join(root, "scripts/build.mjs")], app);
  }
  // The launcher finds its package by its real place, so it is copied, not linked.
  cpSync(join(root, "bin"), join(app, "bin"), { recursive: true });
  return join(app, "bin", "cards.cjs");
}

function run(words: readonly string[], cwd: string): void {
  execFileSync(process.execPath, words, { cwd, stdio: ["ignore", "ignore", "pipe"] });
}
