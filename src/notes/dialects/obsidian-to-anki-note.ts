import { isInSpan, isShielded, Kind, kindOf, lineOf, lineText } from "../lexer/lines.ts";
import { property } from "../head/front-matter.ts";
import { normaliseTags } from "../head/tags.ts";
import { report } from "../report.ts";
import { type ObsidianToAnki, readsNote } from "../settings/obsidian-to-anki.ts";
import { dividingHeadings, headingPath, outline, sectionOf } from "../sections.ts";
import type { Found, Source } from "./dialect.ts";
import { type Deletion, deletions, type Frozen, frozenFields } from "./obsidian-to-anki-marks.ts";

/** What a whole note says of its cards. */
export interface NoteSettings {
  readonly deck: string;
  readonly tags: readonly string[];
  readonly frozen: readonly Frozen[];
  /** In the order of their lines, and by the ids of their cards. */
  readonly deletions: readonly Deletion[];
  readonly deletedIds: ReadonlyMap<string, Deletion>;
  /** Where a card stands, told to people; only where the vault wants that in a field. */
  readonly contextAt: ((line: number) => string) | undefined;
}

/**
 * Deck and tags for all cards of a note, as Obsidian_to_Anki has them: `TARGET DECK: A::B` (or on the next line), else
 * the innermost folder with a deck, else the vault's default; `FILE TAGS` and the tags of all folders above.
 */
export function noteSettings(source: Source): NoteSettings {
  const { path, head } = source;
  const syntax = source.syntax.obsidianToAnki;
  const usual = usualSettings(syntax);
  const named = property(head, "cards-deck");
  const deck =
    deckName(wordLine(source, syntax.targetDeck)) ||
    deckName(typeof named === "string" ? named : undefined) ||
    deckName(folderValues(syntax.folderDecks, path).find((value) => deckName(value) !== "")) ||
    usual.deck;
  const tags = [wordLine(source, syntax.fileTags) ?? "", ...folderValues(syntax.folderTags, path).toReversed()];
  const deleted = deletions(source.lines, syntax);
  const own = {
    frozen: frozenFields(source.lines, syntax),
    deletions: deleted,
    deletedIds: new Map(deleted.toReversed().map((each) => [each.id, each])),
    contextAt: isEmpty(syntax.contextFields) ? undefined : contextIn(source),
  };
  if (tags.every((tag) => tag === "")) return { ...own, deck, tags: usual.tags };
  return { ...own, deck, tags: normaliseTags([...tags, syntax.defaultTags]) };
}

/** What was found, unless the vault's settings keep the plugin from reading the note. */
export function unlessLeftOut({ path, syntax }: Source, found: Found): Found {
  const [first] = found.blocks;
  if (first === undefined || readsNote(syntax.obsidianToAnki, path)) return found;
  const place = { path, line: first.line, column: first.column };
  const message = `the settings of Obsidian_to_Anki leave this note out, and so the cards in it (${found.blocks.length})`;
  const hint = "Import the note by its own name, or change Scan Directory or IGNORED_FILE_GLOBS there.";
  return { blocks: [], problems: [report(place, "left-out", "info", message, hint)] };
}

/** `path > heading > heading`. */
function contextIn({ path, lines }: Source): (line: number) => string {
  const headings = dividingHeadings(lines);
  const parents = outline(headings);
  return (line) => [path, ...headingPath(headings, parents, sectionOf(headings, line - 1))].join(" > ");
}

type Usual = Pick<NoteSettings, "deck" | "tags">;

const usual = new WeakMap<ObsidianToAnki, Usual>();

/** What counts where neither note nor folder says anything: nearly everywhere the same. */
function usualSettings(syntax: ObsidianToAnki): Usual {
  const known = usual.get(syntax);
  if (known !== undefined) return known;
  const settings = { deck: deckName(syntax.defaultDeck) || "Default", tags: normaliseTags(syntax.defaultTags) };
  usual.set(syntax, settings);
  return settings;
}

/** What stands behind a word that begins a line (`WORD: value`), or below it; the first in the note counts, one in a block if no other does. */
function wordLine({ lines }: Source, word: string): string | undefined {
  let inBlock: string | undefined;
  for (let at = lines.text.indexOf(word); at !== -1; at = lines.text.indexOf(word, at + word.length)) {
    const line = lineOf(lines, at);
    if (lines.starts[line] !== at || !mayHoldSettings(kindOf(lines, line))) continue;
    const rest = lineText(lines, line).slice(word.length);
    const value = (rest.trim() === "" ? lineText(lines, line + 1) : rest.startsWith(":") ? rest.slice(1) : "").trim();
    if (value !== "" && !isInSpan(lines, line)) return value;
    if (value !== "" && rest.startsWith(":")) inBlock ??= value;
  }
  return inBlock;
}

/** People hide these lines from readers in comments: there they still count. */
function mayHoldSettings(kind: Kind): boolean {
  return kind !== Kind.code && (kind === Kind.comment || !isShielded(kind));
}

/** What a table says of the folders that hold a note, the innermost first. */
function folderValues(table: Readonly<Record<string, string>>, path: string): string[] {
  const values: string[] = [];
  if (isEmpty(table)) return values;
  for (let folder = path; folder !== "";) {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
    const value = Object.hasOwn(table, folder) ? table[folder] : undefined;
    if (value !== undefined) values.push(value);
  }
  return values;
}

function isEmpty(table: object): boolean {
  for (const _ in table) return false;
  return true;
}

/** `A :: B` is `A::B`. */
function deckName(written: string | undefined): string {
  if (written === undefined) return "";
  if (!written.includes(":")) return written.trim();
  const parts = written.split("::").map((part) => part.trim());
  return parts.filter((part) => part !== "").join("::");
}

/** All tags of a block, its own first. */
export function blockTags(ownTags: string, note: NoteSettings): readonly string[] {
  if (ownTags.trim() === "") return note.tags;
  if (note.tags.length > 0) return normaliseTags([ownTags, ...note.tags]);
  const known = knownTags.get(ownTags);
  if (known !== undefined) return known;
  if (knownTags.size >= mostKnown) knownTags.clear();
  const tags = normaliseTags(ownTags);
  knownTags.set(ownTags, tags);
  return tags;
}

/** A vault has many cards and few different lines of tags: not to read each of them anew saves a tenth of the time. */
const knownTags = new Map<string, readonly string[]>();
const mostKnown = 1000;
