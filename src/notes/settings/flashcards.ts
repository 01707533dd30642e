import { flag, type JsonObject, objectAt, text, texts } from "./json.ts";

/** The settings of flashcards-obsidian: its own, or what a vault's data.json makes of them. Plain data. */
export interface Flashcards {
  /** Whether the vault has settings of the plugin: then its separators count in every note. */
  readonly isConfigured: boolean;
  /** Whether they are those of its second version. */
  readonly isSecond: boolean;
  /** Without its `#`; empty where tags make no cards. */
  readonly tag: string;
  readonly separator: string;
  readonly reversedSeparator: string;
  /** Whether a card's id stands at the end of its own line. */
  readonly inlineIds: boolean;
  readonly defaultDeck: string;
  readonly folderDecks: boolean;
  readonly defaultTags: readonly string[];
}

export const defaultFlashcards: Flashcards = {
  isConfigured: false,
  isSecond: false,
  tag: "card",
  separator: "::",
  reversedSeparator: ":::",
  inlineIds: false,
  defaultDeck: "Default",
  folderDecks: true,
  defaultTags: [],
};

/** Reads the plugin's data.json; what it does not say, or says in another shape, stays as the plugin has it by itself. */
export function readFlashcards(data: JsonObject): Flashcards {
  const word = (...names: readonly string[]) => names.map((name) => text(data[name])?.trim()).find(Boolean);
  const hashtag = objectAt(data, "hashtag");
  const tag = word("flashcardsTag") ?? text(hashtag["basicTag"])?.trim();
  return {
    isConfigured: true,
    isSecond: ["hashtag", "explicitSyntax", "folderBasedDecks"].some((name) => name in data),
    tag: flag(hashtag["enabled"]) === false ? "" : tag?.replace(/^#/, "") || defaultFlashcards.tag,
    separator: word("inlineSeparator") ?? defaultFlashcards.separator,
    reversedSeparator: word("inlineSeparatorReverse", "inlineReverseSeparator") ?? defaultFlashcards.reversedSeparator,
    inlineIds: flag(data["inlineID"]) ?? defaultFlashcards.inlineIds,
    defaultDeck: word("deck", "defaultDeck") ?? defaultFlashcards.defaultDeck,
    folderDecks: flag(data["folderBasedDeck"]) ?? flag(data["folderBasedDecks"]) ?? defaultFlashcards.folderDecks,
    defaultTags: texts(data["defaultTags"]) ?? [word("defaultAnkiTag") ?? ""].filter(Boolean),
  };
}
