import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Block } from "../../src/model.ts";
import { readVault, vaults } from "./shared.ts";

/** A note as Obsidian_to_Anki itself would have sent it to Anki. */
interface Sent {
  readonly file: string;
  readonly deckName: string;
  readonly modelName: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly id: number | null;
}

/** Letters of HTML or Markdown, without what either writes its own way: markup, numbers of lists, addresses of pictures. */
function letters(text: string): string {
  const named: Readonly<Record<string, string>> = {
    "&lt;": "<",
    "&gt;": ">",
    "&amp;": "&",
    "&quot;": '"',
    "&nbsp;": " ",
  };
  const decode = (source: string) => source.replace(/&(?:[a-z]+|#x?[0-9a-f]+);/g, (entity) => named[entity] ?? " ");
  const bare = decode(decode(text.replace(/<\/?[a-z][^>]*>/gi, "")))
    .replace(/^[ \t]*(?:```+|~~~+).*$/gm, "")
    .replace(/!\[\[[^\]]*\]\]|!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[([^\]]*)\]\((?:<[^>]*>|[^()]*(?:\([^)]*\))?[^()]*)\)/g, "$1")
    .replace(/\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g, "$1")
    .replace(/<\/?[a-z][^>]*>/gi, "");
  return bare.replace(/[^\p{L}]/gu, "").normalize("NFC");
}

/** In what a block differs from what the plugin sent; the first word names the reason. */
function differences(block: Block, sent: Sent): string[] {
  const found: string[] = [];
  if (block.noteType !== sent.modelName) found.push(`type ${sent.modelName}`);
  if (block.deck !== sent.deckName)
    found.push(block.deck === sent.deckName.replaceAll(" :: ", "::") ? "blanks in the deck" : `deck ${sent.deckName}`);
  // The plugin gives its own tag to all it makes; we only where the vault's settings name it.
  const tags = sent.tags.filter((tag) => tag !== "" && tag !== "Obsidian_to_Anki");
  for (const tag of tags)
    if (!block.tags.includes(tag))
      found.push(block.tags.includes(tag.replace(/,$/, "")) ? "comma in a tag" : `tag ${tag}`);
  for (const { name, text } of block.fields) {
    const theirs = letters(sent.fields[name] ?? "");
    if (theirs === `${letters(text)}Tags`) found.push("empty Tags as text");
    else if (theirs !== letters(text)) found.push(`text of ${name}, line ${block.line}`);
  }
  return found;
}

/** Takes the block that a row stands for out of the list. */
function take(blocks: Block[], sent: Sent): Block | undefined {
  const question = letters(Object.values(sent.fields)[0] ?? "");
  const isSame = ({ foreignId, fields }: Block) =>
    sent.id === null || sent.id === undefined
      ? foreignId === undefined && letters(fields[0]?.text ?? "") === question
      : foreignId === `anki:${sent.id}`;
  const at = blocks.findIndex(isSame);
  return at === -1 ? undefined : blocks.splice(at, 1)[0];
}

/**
 * The plugin sends blocks without a question all the same, leaves blanks in the parts of a deck's name and commas in
 * tags, and takes an empty `Tags:` for text. In nothing else do we differ.
 */
test.skipIf(!existsSync(vaults)).each([
  ["fit-statnice", { "no question": 1 }],
  ["davidpnb", { "no question": 1, "blanks in the deck": 9 }],
  ["kroid", { "no question": 1, "comma in a tag": 10, "empty Tags as text": 16 }],
])("%s reads as the plugin reads it", (vault, reasons) => {
  const rows = readFileSync(join(vaults, "expected", `${vault}.obsidian-to-anki.jsonl`), "utf8")
    .trim()
    .split("\n");
  const sent = Map.groupBy(
    rows.map((row): Sent => JSON.parse(row)),
    ({ file }) => file,
  );
  const found = readVault(vault).flatMap(({ path, note }) => {
    const left = [...note.blocks];
    const of = (sent.get(path) ?? []).flatMap((row) => {
      const block = take(left, row);
      if (block !== undefined) return differences(block, row);
      return [letters(Object.values(row.fields)[0] ?? "") === "" ? "no question" : `${path}: missing`];
    });
    return [...of, ...left.map(({ line }) => `${path}:${line} is only ours`)];
  });

  const counts = Object.fromEntries(
    [...Map.groupBy(found, (reason) => reason)].map(([reason, all]) => [reason, all.length]),
  );
  expect(counts).toEqual(reasons);
});
