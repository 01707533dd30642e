import type { Problem } from "../../model.ts";
import { matchesGlobs } from "../globs.ts";
import { report } from "../report.ts";
import { defaultFlashcards, type Flashcards, readFlashcards } from "./flashcards.ts";
import { type JsonObject, parseObject } from "./json.ts";
import {
  brokenStyles,
  defaultObsidianToAnki,
  type ObsidianToAnki,
  readObsidianToAnki,
  readsNote,
} from "./obsidian-to-anki.ts";
import { defaultSpacedRepetition, readSpacedRepetition, type SpacedRepetition } from "./spaced-repetition.ts";

/** How the notes of a vault are read: one part for each dialect that has settings. Plain data. */
export interface Syntax {
  readonly obsidianToAnki: ObsidianToAnki;
  readonly spacedRepetition: SpacedRepetition;
  readonly flashcards: Flashcards;
}

export const defaultSyntax: Syntax = {
  obsidianToAnki: defaultObsidianToAnki,
  spacedRepetition: defaultSpacedRepetition,
  flashcards: defaultFlashcards,
};

/** Each part's plugin: what people call it, and where in a vault it keeps its settings; a `fork` keeps them elsewhere. */
export const plugins = {
  obsidianToAnki: { name: "Obsidian_to_Anki", path: ".obsidian/plugins/obsidian-to-anki-plugin/data.json" },
  spacedRepetition: {
    name: "Spaced Repetition",
    path: ".obsidian/plugins/obsidian-spaced-repetition/data.json",
    fork: ".obsidian/plugins/obsidian-spaced-repetition-recall/data.json",
  },
  flashcards: { name: "flashcards-obsidian", path: ".obsidian/plugins/flashcards-obsidian/data.json" },
} as const satisfies Record<keyof Syntax, Plugin>;

interface Plugin {
  readonly name: string;
  readonly path: string;
  readonly fork?: string;
}

export type PluginSettings = { readonly [Plugin in keyof Syntax]?: string | undefined };

/** What the plugins' settings, each the text of its data.json, make of the syntax; a plugin without any has its own. */
export function readSyntax(settings: PluginSettings): {
  readonly syntax: Syntax;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const part = <Part>(plugin: keyof Syntax, usual: Part, read: (data: JsonObject) => Part): Part => {
    const json = settings[plugin];
    if (json === undefined) return usual;
    const data = parseObject(json);
    if (data === undefined) problems.push(badSettings(plugins[plugin]));
    return data === undefined ? usual : read(data);
  };
  const syntax: Syntax = {
    obsidianToAnki: part("obsidianToAnki", defaultObsidianToAnki, readObsidianToAnki),
    spacedRepetition: part("spacedRepetition", defaultSpacedRepetition, readSpacedRepetition),
    flashcards: part("flashcards", defaultFlashcards, readFlashcards),
  };
  problems.push(...brokenStyles(syntax.obsidianToAnki).map(({ noteType, why }) => badStyle(noteType, why)));
  return { syntax, problems };
}

/** Whether a plugin's settings leave the note out. */
export function leavesOut({ obsidianToAnki, spacedRepetition }: Syntax, path: string): boolean {
  // Spaced Repetition may name folders.
  const globs = spacedRepetition.ignored.flatMap((glob) => [glob, `${glob.replace(/\/$/, "")}/**`]);
  return !readsNote(obsidianToAnki, path) || matchesGlobs(globs, path);
}

/** As notes are read that the user has named: whatever the settings leave out. */
export function leavingNothingOut(syntax: Syntax): Syntax {
  return {
    ...syntax,
    obsidianToAnki: { ...syntax.obsidianToAnki, scanFolder: "", ignored: [] },
    spacedRepetition: { ...syntax.spacedRepetition, ignored: [], ignoredTags: [] },
  };
}

function badStyle(noteType: string, why: string): Problem {
  const message = `the style for ${noteType} is no regular expression: ${why}`;
  const hint = "Mend it in the settings of Obsidian_to_Anki; until then it finds no cards.";
  return report({ path: plugins.obsidianToAnki.path, line: 1, column: 1 }, "settings", "warning", message, hint);
}

function badSettings({ name, path }: { readonly name: string; readonly path: string }): Problem {
  return report(
    { path, line: 1, column: 1 },
    "settings",
    "warning",
    `the settings of ${name} are not a JSON object`,
    "Mend or remove the file; until then the plugin's own settings are used.",
  );
}
