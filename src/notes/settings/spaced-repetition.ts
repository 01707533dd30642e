import { flag, type JsonObject, objectAt, text, texts } from "./json.ts";

/** The settings of obsidian-spaced-repetition: its own, or what a vault's data.json makes of them. Plain data. */
export interface SpacedRepetition {
  /** Without `#`; case makes no difference. A note without any of them (or a tag below one) holds no cards, unless `openGate`. */
  readonly tags: readonly string[];
  /** As above. A note with any of these holds no cards, whatever else it has. */
  readonly ignoredTags: readonly string[];
  /** Our own: read notes without such a tag, too. */
  readonly openGate: boolean;
  /** Whether the folder is the deck, which opens the gate for all notes in one. */
  readonly foldersAsDecks: boolean;
  readonly separator: string;
  readonly reversedSeparator: string;
  /** Alone on a line between question and answer. */
  readonly lineSeparator: string;
  readonly reversedLineSeparator: string;
  /** What ends a card of several lines, alone on a line; empty: a blank line does. */
  readonly endMarker: string;
  /** Patterns such as `==[123;;]answer[;;hint]==`. */
  readonly clozePatterns: readonly string[];
  /** Globs of notes that are left out. */
  readonly ignored: readonly string[];
}

const highlightPattern = "==[123;;]answer[;;hint]==";
const boldPattern = "**[123;;]answer[;;hint]**";
const curlyPattern = "{{[123;;]answer[;;hint]}}";

export const defaultSpacedRepetition: SpacedRepetition = {
  tags: ["flashcards"],
  ignoredTags: [],
  openGate: false,
  foldersAsDecks: false,
  separator: "::",
  reversedSeparator: ":::",
  lineSeparator: "?",
  reversedLineSeparator: "??",
  endMarker: "",
  clozePatterns: [highlightPattern],
  ignored: ["**/*.excalidraw.md"],
};

/** Reads the plugin's data.json; what it does not say, or says in another shape, stays as the plugin has it by itself. */
export function readSpacedRepetition(data: JsonObject): SpacedRepetition {
  const settings = objectAt(data, "settings");
  const word = (name: string, own: string) => text(settings[name])?.trim() || own;
  // The first versions wrote `singleline`, and vaults have it so still.
  const inline = (name: string, own: string) => word(`singleLine${name}`, word(`singleline${name}`, own));
  return {
    tags: plainTags(settings["flashcardTags"]) ?? defaultSpacedRepetition.tags,
    ignoredTags: plainTags(settings["flashcardTagsToIgnore"]) ?? defaultSpacedRepetition.ignoredTags,
    openGate: false,
    foldersAsDecks: flag(settings["convertFoldersToDecks"]) ?? false,
    separator: inline("CardSeparator", defaultSpacedRepetition.separator),
    reversedSeparator: inline("ReversedCardSeparator", defaultSpacedRepetition.reversedSeparator),
    lineSeparator: word("multilineCardSeparator", defaultSpacedRepetition.lineSeparator),
    reversedLineSeparator: word("multilineReversedCardSeparator", defaultSpacedRepetition.reversedLineSeparator),
    endMarker: word("multilineCardEndMarker", ""),
    clozePatterns: clozePatterns(settings),
    ignored: texts(settings["noteFoldersToIgnore"]) ?? defaultSpacedRepetition.ignored,
  };
}

function plainTags(value: unknown): readonly string[] | undefined {
  const tags = texts(value)?.map((tag) => tag.trim().replace(/^#+/, ""));
  return tags?.filter((tag) => tag !== "");
}

/** Settings of before there were patterns have only the three switches. */
function clozePatterns(settings: JsonObject): readonly string[] {
  const listed = texts(settings["clozePatterns"])
    ?.map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== "");
  if (listed !== undefined) return listed;
  const switches = [
    ["convertHighlightsToClozes", highlightPattern, true],
    ["convertBoldTextToClozes", boldPattern, false],
    ["convertCurlyBracketsToClozes", curlyPattern, false],
  ] as const;
  return switches.flatMap(([name, pattern, usual]) => ((flag(settings[name]) ?? usual) ? [pattern] : []));
}
