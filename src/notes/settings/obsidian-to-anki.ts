import { matchesGlobs } from "../globs.ts";
import { type JsonObject, objectAt, record, text, texts } from "./json.ts";

/** The words and tables of Obsidian_to_Anki: its own, or what a vault's data.json makes of them. Plain data. */
export interface ObsidianToAnki {
  readonly start: string;
  readonly end: string;
  readonly startInline: string;
  readonly endInline: string;
  readonly targetDeck: string;
  readonly fileTags: string;
  readonly deleteNote: string;
  readonly frozenFields: string;
  /** Note type → its fields in order. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Folder → deck or tags (parted by blanks); the innermost folder's deck counts, and the tags of all. */
  readonly folderDecks: Readonly<Record<string, string>>;
  readonly folderTags: Readonly<Record<string, string>>;
  readonly defaultDeck: string;
  /** Empty unless the vault's own settings name one. */
  readonly defaultTags: string;
  /** Whether `{x}` is a cloze, and `==x==` too. */
  readonly curlyCloze: boolean;
  readonly highlightCloze: boolean;
  /** Whether `#tags` in a field are moved to the tags of its card. */
  readonly movesTags: boolean;
  /** Note type → the field that is told where its card stands; empty unless that is asked for. */
  readonly contextFields: Readonly<Record<string, string>>;
  /** The folder where the plugin looks for notes ("" = all of the vault), and globs of those that it leaves out. */
  readonly scanFolder: string;
  readonly ignored: readonly string[];
  /** Note type → a regular expression of the user's; its groups are the fields. */
  readonly styles: Readonly<Record<string, string>>;
  /** How the styles are run. There is no clock here, so it is the caller who bounds their time. */
  readonly withinTime: WithinTime;
}

/** Runs a job, or gives up on it when that takes too long: then undefined. Jobs of one name are slow for one reason. */
export type WithinTime = <Result>(name: string, job: () => Result) => Result | undefined;

export const defaultObsidianToAnki: ObsidianToAnki = {
  start: "START",
  end: "END",
  startInline: "STARTI",
  endInline: "ENDI",
  targetDeck: "TARGET DECK",
  fileTags: "FILE TAGS",
  deleteNote: "DELETE",
  frozenFields: "FROZEN",
  fields: {
    Basic: ["Front", "Back"],
    "Basic (and reversed card)": ["Front", "Back"],
    "Basic (optional reversed card)": ["Front", "Back", "Add Reverse"],
    "Basic (type in the answer)": ["Front", "Back"],
    Cloze: ["Text", "Back Extra"],
  },
  folderDecks: {},
  folderTags: {},
  defaultDeck: "Default",
  defaultTags: "",
  curlyCloze: false,
  highlightCloze: false,
  movesTags: false,
  contextFields: {},
  scanFolder: "",
  ignored: ["**/*.excalidraw.md"],
  styles: {},
  withinTime: (_, job) => job(),
};

/** Reads the plugin's data.json; what it does not say, or says in another shape, stays as the plugin has it by itself. */
export function readObsidianToAnki(data: JsonObject): ObsidianToAnki {
  const settings = objectAt(data, "settings");
  const words = objectAt(settings, "Syntax");
  const defaults = objectAt(settings, "Defaults");
  const word = (name: string, own: string) => text(words[name])?.trim() || own;
  return {
    start: word("Begin Note", defaultObsidianToAnki.start),
    end: word("End Note", defaultObsidianToAnki.end),
    startInline: word("Begin Inline Note", defaultObsidianToAnki.startInline),
    endInline: word("End Inline Note", defaultObsidianToAnki.endInline),
    targetDeck: word("Target Deck Line", defaultObsidianToAnki.targetDeck),
    fileTags: word("File Tags Line", defaultObsidianToAnki.fileTags),
    deleteNote: word("Delete Note Line", defaultObsidianToAnki.deleteNote),
    frozenFields: word("Frozen Fields Line", defaultObsidianToAnki.frozenFields),
    fields: { ...defaultObsidianToAnki.fields, ...record(objectAt(data, "fields_dict"), fieldNames) },
    folderDecks: record(objectAt(settings, "FOLDER_DECKS"), text),
    folderTags: record(objectAt(settings, "FOLDER_TAGS"), text),
    defaultDeck: text(defaults["Deck"])?.trim() || defaultObsidianToAnki.defaultDeck,
    defaultTags: text(defaults["Tag"]) ?? "",
    curlyCloze: defaults["CurlyCloze"] === true,
    highlightCloze: defaults["CurlyCloze - Highlights to Clozes"] === true,
    movesTags: defaults["Add Obsidian Tags"] === true,
    contextFields: defaults["Add Context"] === true ? record(objectAt(settings, "CONTEXT_FIELDS"), text) : {},
    scanFolder: text(defaults["Scan Directory"]) ?? "",
    ignored: texts(settings["IGNORED_FILE_GLOBS"]) ?? defaultObsidianToAnki.ignored,
    styles: record(objectAt(settings, "CUSTOM_REGEXPS"), text),
    withinTime: defaultObsidianToAnki.withinTime,
  };
}

/** Whether the plugin reads a note: by its own settings it looks in one folder only, and leaves some notes out. */
export function readsNote({ scanFolder, ignored }: ObsidianToAnki, path: string): boolean {
  const folder = scanFolder.split("/").filter(Boolean).join("/");
  return (folder === "" || path.startsWith(`${folder}/`)) && !matchesGlobs(ignored, path);
}

/** The styles that are no regular expressions, and why. */
export function brokenStyles({ styles }: ObsidianToAnki): { readonly noteType: string; readonly why: string }[] {
  return Object.entries(styles).flatMap(([noteType, pattern]) => {
    const compiled = compilePattern(pattern, "gm");
    return typeof compiled === "string" ? [{ noteType, why: compiled }] : [];
  });
}

/** A regular expression of the user's, or what is wrong with it. */
export function compilePattern(source: string, flags: string): RegExp | string {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}

/** A note type has at least one field. */
function fieldNames(value: unknown): readonly string[] | undefined {
  const names = texts(value);
  return names !== undefined && names.length > 0 ? names : undefined;
}
