import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { defaultFlashcards } from "../../src/notes/settings/flashcards.ts";
import { read, readWith, rules } from "./read.ts";
import { readVault, vaults } from "./shared.ts";

const id = "<!--ID: 1566052191670-->";

/** A vault without its settings: styles and tags are not known, but what the plugin wrote below its cards is there. */
test.each([
  ["cards of a style", `q #flashcard\na\n${id}\n\nr #flashcard\nb\n\n${id}`, ["3:1 unread-id"]],
  ["one in a quote", `> q #flashcard\n> a\n> ${id}`, ["3:3 unread-id"]],
  ["a tag of flashcards-obsidian", "---\ncards-deck: A\n---\n## q #fc\n- é a ^1622730000000\n", ["5:7 unread-id"]],
  ["a block", `START\nBasic\nq\nBack: a\n${id}\nEND`, []],
  ["a block that is none", `START\nCloze\nq\n${id}\nEND`, ["1:1 no-cloze"]],
  ["a block in a comment", `%%\nSTART\nBasic\nq\n${id}\nEND\n%%`, ["2:1 block-in-fence"]],
  [
    "a comment that nobody closed",
    `<!--Deck A\n\nq #flashcard\na\n${id}\n\nx\n${id}`,
    ["5:1 unread-id", "8:1 unread-id"],
  ],
  ["a card in a comment", `%%\nq #flashcard\na\n${id}\n%%`, []],
  ["a block in such a comment", `<!--\nSTART\nBasic\nq\n${id}\nEND`, ["2:1 block-in-fence"]],
  ["an example", `\`\`\`\nq #flashcard\na\n${id}\n\`\`\``, []],
  ["a card that was deleted", `DELETE\n${id}`, []],
  ["a card of flashcards-obsidian that was deleted", "---\ncards-deck: A\n---\n\n^1622730000000", []],
  ["an id below a card of another grammar", `q #card\na\n\n${id}`, []],
  ["the name of a block", "a ^1622730000000", []],
])("ids that no card has: %s", (_, text, expected) => {
  expect(rules(read(text))).toEqual(expected);
});

test("with its settings the same note has its cards, and nothing is told", () => {
  const styles = { Basic: "((?:[^\\n][\\n]?)+) #flashcard ?\\n+((?:[^\\n][\\n]?)+)" };
  const note = read(`q #flashcard\na\n${id}`, { styles });
  const tagged = readWith("---\ncards-deck: A\n---\nq #fc\na\n^1622730000000", {
    flashcards: { ...defaultFlashcards, isConfigured: true, tag: "fc" },
  });

  expect([note, tagged].map(({ blocks, problems }) => [blocks.length, problems.length])).toEqual([
    [1, 0],
    [1, 0],
  ]);
});

test("where the plugin does not look, nothing was lost", () => {
  expect(rules(read(`q #flashcard\na\n${id}`, { scanFolder: "b" }))).toEqual([]);
});

test.skipIf(!existsSync(vaults))("real vaults with their settings lose few ids", () => {
  const told = ["fit-statnice", "davidpnb", "deutsch-matura", "brachetti", "kroid"].flatMap((name) =>
    readVault(name).flatMap(({ note }) => rules(note).filter((rule) => rule.endsWith("unread-id"))),
  );

  expect(told).toEqual([]);
});
