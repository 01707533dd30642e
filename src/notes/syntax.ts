import type { Problem } from "../model.ts";
import { report } from "./report.ts";

/** The words and tables of Obsidian_to_Anki: its own, or what a vault's data.json makes of them. Plain data. */
export interface Syntax {
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
  /** Kept for other rooms: where the plugin looks for notes, what it leaves out, and its styles by note type. */
  readonly scanFolder: string;
  readonly ignored: readonly string[];
  readonly styles: Readonly<Record<string, string>>;
}

export const defaultSyntax: Syntax = {
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
  scanFolder: "",
  ignored: ["**/*.excalidraw.md"],
  styles: {},
};

/** Where Obsidian_to_Anki keeps its settings in a vault. */
const settingsPath = ".obsidian/plugins/obsidian-to-anki-plugin/data.json";

/** Reads the plugin's data.json; what it does not say, or says in another shape, stays as the plugin has it by itself. */
export function readSyntax(json: string): { readonly syntax: Syntax; readonly problems: readonly Problem[] } {
  const data = parseObject(json);
  if (data === undefined) return { syntax: defaultSyntax, problems: [badSettings()] };
  const settings = objectAt(data, "settings");
  const words = objectAt(settings, "Syntax");
  const defaults = objectAt(settings, "Defaults");
  const word = (name: string, usual: string) => textAt(words, name)?.trim() || usual;
  const syntax: Syntax = {
    start: word("Begin Note", defaultSyntax.start),
    end: word("End Note", defaultSyntax.end),
    startInline: word("Begin Inline Note", defaultSyntax.startInline),
    endInline: word("End Inline Note", defaultSyntax.endInline),
    targetDeck: word("Target Deck Line", defaultSyntax.targetDeck),
    fileTags: word("File Tags Line", defaultSyntax.fileTags),
    deleteNote: word("Delete Note Line", defaultSyntax.deleteNote),
    frozenFields: word("Frozen Fields Line", defaultSyntax.frozenFields),
    fields: { ...defaultSyntax.fields, ...record(objectAt(data, "fields_dict"), fieldNames) },
    folderDecks: record(objectAt(settings, "FOLDER_DECKS"), text),
    folderTags: record(objectAt(settings, "FOLDER_TAGS"), text),
    defaultDeck: textAt(defaults, "Deck")?.trim() || defaultSyntax.defaultDeck,
    defaultTags: textAt(defaults, "Tag") ?? "",
    curlyCloze: defaults["CurlyCloze"] === true,
    highlightCloze: defaults["CurlyCloze - Highlights to Clozes"] === true,
    scanFolder: textAt(defaults, "Scan Directory") ?? "",
    ignored: texts(settings["IGNORED_FILE_GLOBS"]) ?? defaultSyntax.ignored,
    styles: record(objectAt(settings, "CUSTOM_REGEXPS"), text),
  };
  return { syntax, problems: [] };
}

type JsonObject = Readonly<Record<string, unknown>>;

function parseObject(json: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(json));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

function objectAt(object: JsonObject, key: string): JsonObject {
  return asObject(object[key]) ?? {};
}

function textAt(object: JsonObject, key: string): string | undefined {
  return text(object[key]);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}

/** A note type has at least one field. */
function fieldNames(value: unknown): readonly string[] | undefined {
  const names = texts(value);
  return names !== undefined && names.length > 0 ? names : undefined;
}

/** The entries of the wanted shape. `Object.fromEntries` makes even `__proto__` a plain key. */
function record<Value>(object: JsonObject, read: (value: unknown) => Value | undefined): Record<string, Value> {
  const entries = Object.entries(object).map(([key, value]) => [key, read(value)] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, Value] => entry[1] !== undefined));
}

function badSettings(): Problem {
  return report(
    { path: settingsPath, line: 1, column: 1 },
    "settings",
    "warning",
    "the settings of Obsidian_to_Anki are not a JSON object",
    "Mend or remove the file; until then the plugin's own words and note types are used.",
  );
}
