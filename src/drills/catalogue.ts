import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CardsError } from "../errors.ts";
import type { Drill, Transport } from "../model.ts";
import { transports } from "../notes/drill/drill-words.ts";
import type { Concept } from "./concepts.ts";
import { sentences } from "./concepts.ts";
import { type Language, languageOfFile, languageOfPuzzle, languages } from "./languages.ts";
import { puzzleStarter } from "./puzzle-text.ts";

/**
 * The programs that belong to a drill, in the package's own decks (a vault brings none: a drill is data).
 *
 *     decks/<deck>/<drill>/starter.c                where the learner begins
 *     decks/<deck>/<drill>/solution.c               passes
 *     decks/<deck>/<drill>/wrong/<concept>.c        fails for that reason; <concept>.<variant>.c is another way to it
 *     decks/starters/<role>.c                       for a drill that has no starters of its own
 *
 * Comments in the first lines say more: `needs: socat` (a tool), `transports: tcp4 unix-stream` (those that it speaks).
 */
export interface DrillFile {
  readonly path: string;
  readonly kind: "starter" | "solution" | "wrong";
  readonly language: Language;
  /** What a wrong program has not understood. */
  readonly concept: Concept | undefined;
  /** Tools that must be on PATH. */
  readonly needs: readonly string[];
  /** Transports to be checked with; the drill's default when it names none. */
  readonly transports: readonly Transport[];
}

/** Starters, solutions and known-wrong programs of a drill, in this order. */
export function filesOf(decks: string, drill: Drill): readonly DrillFile[] {
  const folder = folderOf(decks, drill.id);
  if (folder === undefined) return [];
  const wrong = list(join(folder, "wrong")).map((name) => join("wrong", name));
  return [...list(folder), ...wrong].flatMap((name) => fileOf(folder, name, drill) ?? []);
}

/** Text that a work file begins with: the drill's own, else that of its role; undefined: it cannot be done in this language. */
export function starterOf(decks: string, drill: Drill, language: Language, seed = 1): string | undefined {
  if (drill.puzzle !== undefined)
    return language === languageOfPuzzle(drill.puzzle) ? puzzleStarter(drill, drill.puzzle, seed) : undefined;
  const own = folderOf(decks, drill.id);
  const hasOwn = own !== undefined && list(own).some((name) => name.startsWith("starter."));
  const path = `${hasOwn ? join(own, "starter") : join(decks, "starters", drill.role)}.${language.extension}`;
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** The solution's text, for someone who gave up. */
export function solutionOf(decks: string, drill: Drill, language: Language): string | undefined {
  const file = filesOf(decks, drill).find((file) => file.kind === "solution" && file.language.id === language.id);
  return file === undefined ? undefined : readFileSync(file.path, "utf8");
}

/** Languages in which a drill can be worked on, the one to begin with first: what is not done in C is a shell line. */
export function languagesOf(decks: string, drill: Drill): readonly Language[] {
  if (drill.puzzle !== undefined) return [languageOfPuzzle(drill.puzzle)];
  const all = languages.filter((language) => starterOf(decks, drill, language) !== undefined);
  const isShellLine = drill.role === "command" || !all.some(({ id }) => id === "c");
  const isShell = ({ id }: Language): boolean => id === "shell";
  return isShellLine ? all.toSorted((one, other) => Number(isShell(other)) - Number(isShell(one))) : all;
}

function folderOf(decks: string, id: string): string | undefined {
  const folders = readdirSync(decks, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map((deck) => join(decks, deck.name, id)).find((folder) => existsSync(folder));
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}

function fileOf(folder: string, name: string, drill: Drill): DrillFile | undefined {
  const language = languageOfFile(name);
  if (language === undefined) return undefined;
  const [, kind, concept] = /^(?:(starter|solution)|wrong\/([a-z-]+)(?:\.[a-z-]+)?)\.[a-z]+$/.exec(name) ?? [];
  const path = join(folder, name);
  if (concept !== undefined && !isConcept(concept)) {
    throw new CardsError(`${path}: "${concept}" is no known concept`, `Known: ${Object.keys(sentences).join(", ")}.`);
  }
  if (kind === undefined && concept === undefined) return undefined;
  const head = readFileSync(path, "utf8").split("\n", 8).join("\n");
  const all = transports.filter((transport) => drill.transports.includes(transport));
  const spoken = all.filter((transport) => said(head, "transports").includes(transport));
  return {
    path,
    kind: concept === undefined ? (kind === "starter" ? "starter" : "solution") : "wrong",
    language,
    concept,
    needs: said(head, "needs"),
    transports: spoken.length > 0 ? spoken : all.filter((transport) => transport === drill.transports[0]),
  };
}

/** Words after `what:` in a comment line. */
function said(head: string, what: string): readonly string[] {
  const line = new RegExp(`^(?://|#) ${what}: (.+)$`, "m").exec(head)?.[1];
  return line === undefined ? [] : line.trim().split(/\s+/);
}

function isConcept(word: string): word is Concept {
  return Object.hasOwn(sentences, word);
}
