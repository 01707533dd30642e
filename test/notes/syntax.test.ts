import { expect, test } from "vitest";
import { defaultSyntax, readSyntax } from "../../src/notes/syntax.ts";

test("the plugin's own words, field tables and folders are taken from a vault's data.json", () => {
  const { syntax, problems } = readSyntax(
    JSON.stringify({
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
  );

  expect(problems).toEqual([]);
  expect(syntax).toMatchObject({ start: "START_CARD", end: "END_CARD", targetDeck: "deck", startInline: "STARTI" });
  expect(syntax).toMatchObject({
    defaultDeck: "Base",
    defaultTags: "Obsidian_to_Anki",
    curlyCloze: true,
    highlightCloze: false,
  });
  expect(syntax).toMatchObject({ folderDecks: { a: "A" }, folderTags: { a: "x y" }, scanFolder: "Cards", ignored: [] });
  expect(syntax.styles).toEqual({ Basic: "^Q: (.*)" });
  expect(syntax.fields["Basic"]).toEqual(["Anverso", "Reverso"]);
  expect(syntax.fields["Cloze"]).toEqual(["Text", "Back Extra"]);
  expect(Object.keys(syntax.fields)).not.toContain("Empty");
});

test.each([
  "{}",
  '{"settings": []}',
  '{"settings": {"Syntax": {"Begin Note": 3, "End Note": "  "}}, "fields_dict": 7}',
])("what %s does not say stays as it is by default, without a tag", (json) => {
  expect(readSyntax(json)).toEqual({ syntax: defaultSyntax, problems: [] });
});

test.each(["", "{", "[]", "null", "7"])("settings that are no JSON object (%j) are a problem, not an end", (json) => {
  const { syntax, problems } = readSyntax(json);

  expect(syntax).toBe(defaultSyntax);
  expect(problems.map(({ rule }) => rule)).toEqual(["settings"]);
});

test("no key of a stranger's settings means anything", () => {
  const { syntax } = readSyntax(
    '{"fields_dict": {"__proto__": ["x"]}, "settings": {"FOLDER_DECKS": {"__proto__": "y"}}}',
  );

  expect(Object.getPrototypeOf(syntax.fields)).toBe(Object.prototype);
  expect(Object.hasOwn(syntax.folderDecks, "__proto__")).toBe(true);
});
