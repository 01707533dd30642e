import { isShielded, Kind, kindOf, lineText } from "../lines.ts";
import { normaliseTags } from "../tags.ts";
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
  const folders = foldersOf(path);
  const named = frontMatter["cards-deck"];
  const deck =
    deckName(wordLine(source, syntax.targetDeck)) ||
    deckName(typeof named === "string" ? named : undefined) ||
    folders.map((folder) => deckName(own(syntax.folderDecks, folder))).find((name) => name !== "") ||
    deckName(syntax.defaultDeck) ||
    "Default";
  const folderTags = folders.toReversed().map((folder) => own(syntax.folderTags, folder) ?? "");
  return { deck, tags: [wordLine(source, syntax.fileTags) ?? "", ...folderTags, syntax.defaultTags] };
}

/** What stands behind a word that begins a line (`WORD: value`), or below it; the first in the note counts. */
function wordLine({ lines }: Source, word: string): string | undefined {
  if (!lines.text.includes(word)) return undefined;
  let span = 0;
  for (let line = 0; line < lines.starts.length; line++) {
    while ((lines.spans[span]?.last ?? Infinity) < line) span++;
    const kind = kindOf(lines, line);
    if (line >= (lines.spans[span]?.first ?? Infinity) || kind === Kind.code) continue;
    // People hide these lines from readers in comments: there they still count.
    if (isShielded(kind) && kind !== Kind.comment) continue;
    if (!lines.text.startsWith(word, lines.starts[line])) continue;
    const rest = lineText(lines, line).slice(word.length);
    const value = rest.trim() === "" ? lineText(lines, line + 1) : rest.startsWith(":") ? rest.slice(1) : "";
    if (value.trim() !== "") return value.trim();
  }
  return undefined;
}

/** The folders that hold a note, innermost first; the vault itself is "" . */
function foldersOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return [...parts.keys()].map((_, index) => parts.slice(0, parts.length - index).join("/")).concat("");
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** `A :: B` is `A::B`. */
function deckName(written: string | undefined): string {
  const parts = (written ?? "").split("::").map((part) => part.trim());
  return parts.filter((part) => part !== "").join("::");
}

/** All tags of a block, its own first. */
export function blockTags(ownTags: string, note: NoteSettings): string[] {
  return normaliseTags([ownTags, ...note.tags]);
}
