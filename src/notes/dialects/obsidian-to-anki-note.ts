import { isInSpan, isShielded, Kind, kindOf, lineOf, lineText } from "../lexer/lines.ts";
import { normaliseTags } from "../head/tags.ts";
import type { Source } from "./dialect.ts";

/** What a whole note says of its cards. */
export interface NoteSettings {
  readonly deck: string;
  readonly tags: readonly string[];
}

/**
 * Deck and tags for all cards of a note, as Obsidian_to_Anki has them: `TARGET DECK: A::B` (or on the next line), else
 * the innermost folder with a deck, else the vault's default; `FILE TAGS` and the tags of all folders above.
 */
export function noteSettings(source: Source): NoteSettings {
  const { syntax, path, frontMatter } = source;
  const named = frontMatter["cards-deck"];
  const deck =
    deckName(wordLine(source, syntax.targetDeck)) ||
    deckName(typeof named === "string" ? named : undefined) ||
    deckName(folderValues(syntax.folderDecks, path).find((value) => deckName(value) !== "")) ||
    deckName(syntax.defaultDeck) ||
    "Default";
  const folderTags = folderValues(syntax.folderTags, path).toReversed();
  return { deck, tags: normaliseTags([wordLine(source, syntax.fileTags) ?? "", ...folderTags, syntax.defaultTags]) };
}

/** What stands behind a word that begins a line (`WORD: value`), or below it; the first in the note counts. */
function wordLine({ lines }: Source, word: string): string | undefined {
  for (let at = lines.text.indexOf(word); at !== -1; at = lines.text.indexOf(word, at + word.length)) {
    const line = lineOf(lines, at);
    if (lines.starts[line] !== at || !mayHoldSettings(kindOf(lines, line)) || isInSpan(lines, line)) continue;
    const rest = lineText(lines, line).slice(word.length);
    const value = rest.trim() === "" ? lineText(lines, line + 1) : rest.startsWith(":") ? rest.slice(1) : "";
    if (value.trim() !== "") return value.trim();
  }
  return undefined;
}

/** People hide these lines from readers in comments: there they still count. */
function mayHoldSettings(kind: Kind): boolean {
  return kind !== Kind.code && (kind === Kind.comment || !isShielded(kind));
}

/** What a table says of the folders that hold a note, the innermost first. */
function folderValues(table: Readonly<Record<string, string>>, path: string): string[] {
  const values: string[] = [];
  for (let folder = path; folder !== "";) {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
    const value = Object.hasOwn(table, folder) ? table[folder] : undefined;
    if (value !== undefined) values.push(value);
  }
  return values;
}

/** `A :: B` is `A::B`. */
function deckName(written: string | undefined): string {
  if (written === undefined) return "";
  const parts = written.split("::").map((part) => part.trim());
  return parts.filter((part) => part !== "").join("::");
}

/** All tags of a block, its own first. */
export function blockTags(ownTags: string, note: NoteSettings): readonly string[] {
  return ownTags.trim() === "" ? note.tags : normaliseTags([ownTags, ...note.tags]);
}
