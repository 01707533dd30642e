/** Finds what notes could be cards of, and writes those that were chosen into a file of the user's. */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { CardsError } from "../errors.ts";
import type { Block } from "../model.ts";
import { parseNote } from "../notes/note.ts";
import type { Syntax } from "../notes/settings/syntax.ts";
import { suggestCards } from "../notes/suggest/suggest.ts";
import type { Suggestion } from "../notes/suggest/suggestion.ts";
import { noteReader } from "../vault/note-reader.ts";
import { readVaultSyntax } from "../vault/read.ts";
import { refuseUnreadable } from "../settings/given-file.ts";
import { findTarget, type Target } from "../vault/root.ts";
import { createFile, replaceBytes } from "../vault/splice.ts";
import { isNote, walk } from "../vault/walk.ts";

/** A suggestion by its number, which stays as long as the notes do: what became a card leaves a gap. */
export interface Numbered extends Suggestion {
  readonly number: number;
  readonly root: string;
}

/** The suggestions for all notes named, the best first; without those that are cards already, there or in `into`. */
export function findSuggestions(targets: readonly Target[], into: string | undefined): Numbered[] {
  const found: Omit<Numbered, "number">[] = [];
  const cards = new Set<string>();
  const note = (blocks: readonly Block[]): void => {
    for (const { fields } of blocks) cards.add(asOne(fields.map(({ text }) => text)));
  };
  for (const { root, start, gate } of targets) {
    const { syntax } = readVaultSyntax(root, gate);
    const read = noteReader(root);
    for (const path of walk(root, start).paths) {
      const result = read(path);
      if ("problem" in result) continue;
      const { blocks } = parseNote(path, result.bytes, syntax);
      note(blocks);
      found.push(...suggestCards(path, result.bytes, syntax, blocks).map((each) => ({ ...each, root })));
    }
  }
  if (into !== undefined && existsSync(into)) {
    refuseUnreadable(into, "Name a note that cards may be appended to, or one that is not there yet.");
    note(parseNote(into, readFileSync(into), syntaxAt(into)).blocks);
  }
  return found
    .toSorted(
      (one, other) =>
        other.score - one.score || (one.path < other.path ? -1 : one.path > other.path ? 1 : one.line - other.line),
    )
    .map((suggestion, index) => ({ ...suggestion, number: index + 1 }))
    .filter(({ front, back }) => !cards.has(asOne([front, back])));
}

function asOne(texts: readonly string[]): string {
  return texts.map((text) => text.replace(/\s+/g, " ").trim()).join("\u0000");
}

/**
 * Appends suggestions as cards to a note, or makes it. What stands there stays byte for byte; nothing is written unless
 * every card is read back as it was meant. Throws CardsError.
 */
export function writeCards(into: string, chosen: readonly Suggestion[]): void {
  if (!isNote(into))
    throw new CardsError(`${into}: not the name of a note`, "Name a file that ends with .md.", { exit: 2 });
  const syntax = syntaxAt(into);
  const before = existsSync(into) ? readFileSync(into) : undefined;
  const standing = before ?? new Uint8Array();
  const known = parseNote(into, standing, syntax);
  if (known.repairedFrom !== undefined || (standing[0] ?? 0) >= 0xfe)
    throw new CardsError(`${into}: not written in UTF-8`, "Name another note, or mend this one first: cards fix.");
  const after = Buffer.concat([
    standing,
    Buffer.from(appendix(Buffer.from(standing).toString("latin1"), chosen, syntax)),
  ]);
  const blocks = parseNote(into, after, syntax).blocks;
  const added = blocks.slice(known.blocks.length);
  const unlike = chosen.findIndex(({ front, back }, index) => {
    const texts = added[index]?.fields.map(({ text }) => text.replaceAll("\r\n", "\n"));
    return texts?.[0] !== front.trim() || texts[1] !== back.trim();
  });
  const isWhole = JSON.stringify(blocks.slice(0, known.blocks.length)) === JSON.stringify(known.blocks);
  if (unlike !== -1 || !isWhole || added.length !== chosen.length)
    throw new CardsError(
      `${into}: “${chosen[Math.max(unlike, 0)]?.front ?? ""}” would not be read back as it stands`,
      "Nothing was written. Write that card by hand, or close what is open at the end of the file.",
    );
  if (before === undefined) createFile(into, after);
  else replaceBytes(into, before, after);
}

function appendix(standing: string, chosen: readonly Suggestion[], { obsidianToAnki: { start, end } }: Syntax): string {
  const blocks = chosen.map(({ front, back }) => {
    const answer = back.includes("\n") ? `\n${back}` : ` ${back}`;
    return `${start}\nBasic\n${front}\nBack:${answer}\n${end}\n`;
  });
  const gap = standing === "" ? "" : standing.endsWith("\n") ? "\n" : "\n\n";
  const text = gap + blocks.join("\n");
  return standing.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text;
}

/** The words of the vault that the file stands in. */
function syntaxAt(file: string): Syntax {
  const { root } = findTarget(existsSync(file) ? file : dirname(file), []);
  const { syntax } = readVaultSyntax(root);
  const { fields } = syntax.obsidianToAnki;
  if (Object.hasOwn(fields, "Basic") && fields["Basic"]?.slice(0, 2).join() === "Front,Back") return syntax;
  throw new CardsError(
    `${basename(root)}: its note type Basic has other fields than Front and Back`,
    "Name a file outside of this vault.",
  );
}
