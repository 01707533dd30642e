import { flag, type JsonObject, text } from "./json.ts";

/** The settings of flashcards-obsidian: its own, or what a vault's data.json makes of them. Plain data. */
export interface Flashcards {
  /** Whether the vault has settings of the plugin: then its separators count in every note. */
  readonly isConfigured: boolean;
  /** Without its `#`. */
  readonly tag: string;
  readonly separator: string;
  readonly reversedSeparator: string;
  /** Whether a card's id stands at the end of its own line. */
  readonly inlineIds: boolean;
  readonly defaultDeck: string;
  readonly folderDecks: boolean;
  readonly defaultTag: string;
}

export const defaultFlashcards: Flashcards = {
  isConfigured: false,
  tag: "card",
  separator: "::",
  reversedSeparator: ":::",
  inlineIds: false,
  defaultDeck: "Default",
  folderDecks: true,
  defaultTag: "",
};

/** Reads the plugin's data.json; what it does not say, or says in another shape, stays as the plugin has it by itself. */
export function readFlashcards(data: JsonObject): Flashcards {
  return {
    isConfigured: true,
    tag: text(data["flashcardsTag"])?.trim().replace(/^#/, "") || defaultFlashcards.tag,
    separator: text(data["inlineSeparator"])?.trim() || defaultFlashcards.separator,
    reversedSeparator: text(data["inlineSeparatorReverse"])?.trim() || defaultFlashcards.reversedSeparator,
    inlineIds: flag(data["inlineID"]) ?? defaultFlashcards.inlineIds,
    defaultDeck: text(data["deck"])?.trim() || defaultFlashcards.defaultDeck,
    folderDecks: flag(data["folderBasedDeck"]) ?? defaultFlashcards.folderDecks,
    defaultTag: text(data["defaultAnkiTag"])?.trim() ?? defaultFlashcards.defaultTag,
  };
}
