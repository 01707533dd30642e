import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import envPaths from "env-paths";
import { isBelow } from "./path.ts";
import { CardsError } from "../errors.ts";

/** Folder of the database, backups and work files: --home, else CARDS_HOME, else the system's data folder. */
export function homeFolder(
  named: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const chosen = named ?? environment["CARDS_HOME"];
  return chosen === undefined || chosen === "" ? envPaths("echodeck", { suffix: "" }).data : resolve(chosen);
}

export function databaseFile(home: string): string {
  return join(home, "cards.db");
}

/** The learner's own programs: one folder for each repetition. */
export function workFolder(home: string): string {
  return join(home, "drills");
}

/** Where package.json, notes/ and decks/ stand, from source as from the bundle. */
function packageFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** `0.1.0` */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8")) as { version: string };
  return version;
}

export function builtInVault(): string {
  return join(packageFolder(), "notes");
}

export function builtInDecks(): string {
  return join(packageFolder(), "decks");
}

/** A database in a synced folder gets corrupted, so a home never stands inside a vault. */
export function refuseHomeInVault(home: string, root: string): void {
  if (isBelow(realFolder(home), root)) {
    throw new CardsError(
      `${home}: the home of cards stands inside the vault ${root}`,
      "Name a home outside of it: --home DIR, or CARDS_HOME.",
    );
  }
}

/** Where a folder really is, also one that is not made yet. */
function realFolder(folder: string): string {
  if (existsSync(folder)) return realpathSync(folder);
  const parent = dirname(folder);
  return parent === folder ? folder : join(realFolder(parent), basename(folder));
}
