import { expect, test } from "vitest";
import { defaultSyntax, readSyntax } from "../../src/notes/settings/syntax.ts";

test("the plugin's own words, field tables and folders are taken from a vault's data.json", () => {
  const { syntax, problems } = readSyntax({
    obsidianToAnki: JSON.stringify({
      settings: {
        Syntax: { "Begin Note": "START_CARD", "End Note": "END_CARD", "Target Deck Line": "deck" },
        Defaults: { Deck: "Base", Tag: "Obsidian_to_Anki", CurlyCloze: true, "Scan Directory": "Cards" },
        FOLDER_DECKS: { a: "A", b: "" },
        FOLDER_TAGS: { a: "x y" },
        CUSTOM_REGEXPS: { Basic: "^Q: (.*)", Cloze: "" },
        IGNORED_FILE_GLOBS: [],
      },
      fields_dict: { Basic: ["Anverso", "Reverso"], Bad: "x", Empty: [] },
    }),
  });
  const words = syntax.obsidianToAnki;

  expect(problems).toEqual([]);
  expect(words).toMatchObject({ start: "START_CARD", end: "END_CARD", targetDeck: "deck", startInline: "STARTI" });
  expect(words).toMatchObject({
    defaultDeck: "Base",
    defaultTags: "Obsidian_to_Anki",
    curlyCloze: true,
    highlightCloze: false,
  });
  expect(words).toMatchObject({ folderDecks: { a: "A" }, folderTags: { a: "x y" }, scanFolder: "Cards", ignored: [] });
  expect(words.styles).toEqual({ Basic: "^Q: (.*)" });
  expect(words.fields["Basic"]).toEqual(["Anverso", "Reverso"]);
  expect(words.fields["Cloze"]).toEqual(["Text", "Back Extra"]);
  expect(Object.keys(words.fields)).not.toContain("Empty");
});

test.each([
  "{}",
  '{"settings": []}',
  '{"settings": {"Syntax": {"Begin Note": 3, "End Note": "  "}}, "fields_dict": 7}',
])("what %s does not say stays as it is by default, without a tag", (json) => {
  expect(readSyntax({ obsidianToAnki: json, spacedRepetition: json, flashcards: json })).toEqual({
    syntax: { ...defaultSyntax, flashcards: { ...defaultSyntax.flashcards, isConfigured: true } },
    problems: [],
  });
});

test.each(["", "{", "[]", "null", "7"])("settings that are no JSON object (%j) are a problem, not an end", (json) => {
  const { syntax, problems } = readSyntax({ obsidianToAnki: json, spacedRepetition: json, flashcards: json });

  expect(syntax).toEqual(defaultSyntax);
  expect(problems.map(({ rule }) => rule)).toEqual(["settings", "settings", "settings"]);
});

test("no key of a stranger's settings means anything", () => {
  const { syntax } = readSyntax({
    obsidianToAnki: '{"fields_dict": {"__proto__": ["x"]}, "settings": {"FOLDER_DECKS": {"__proto__": "y"}}}',
  });

  expect(Object.getPrototypeOf(syntax.obsidianToAnki.fields)).toBe(Object.prototype);
  expect(Object.hasOwn(syntax.obsidianToAnki.folderDecks, "__proto__")).toBe(true);
});
