import type { Place, Problem } from "../../model.ts";
import { isFirst, Kind, kindOf, lineOf, type Lines, lineText } from "../lexer/lines.ts";
import { report } from "../report.ts";
import { readsNote } from "../settings/obsidian-to-anki.ts";
import type { DialectReader, Source } from "./dialect.ts";

/**
 * No grammar, but what is left over by all: an id that no card took, so that the card above was not read. Most often it is
 * of a style or has a tag that only the vault's own settings tell of, and these are not there.
 *
 *     What is a socket? #flashcard
 *     An endpoint.
 *     <!--ID: 1566052191670-->        Obsidian_to_Anki's, or ^1622730000000 of flashcards-obsidian
 */
export const unreadIds: DialectReader = {
  openers: () => [
    ["<!--", "<!--ID: "],
    ["cards-deck", "^1"],
  ],
  read: (source) => ({
    blocks: [],
    problems: readsNote(source.syntax.obsidianToAnki, source.path) ? tell(source) : [],
  }),
};

/** A sign of each id, to find its line by, and how that line is told from others. */
const ids = [
  { sign: "<!--ID: ", line: /^[ \t>]*<!--ID: \d{13}-->/ },
  { sign: "^", line: /(?:^|[\s>])\^\d{13}[ \t]*$/ },
];

/** The lines that ids stand in, in order. */
function linesWithIds(lines: Lines): number[] {
  const found: number[] = [];
  for (const id of ids) {
    for (let at = lines.text.indexOf(id.sign); at !== -1;) {
      const line = lineOf(lines, at);
      if (id.line.test(lineText(lines, line))) found.push(line);
      at = lines.text.indexOf(id.sign, lines.starts[line + 1] ?? lines.text.length);
    }
  }
  return found.toSorted((one, other) => one - other);
}

function tell(source: Source): Problem[] {
  const { lines } = source;
  const withIds = linesWithIds(lines);
  const hidden = withIds.flatMap((line) => hiddenId(source, line));
  const unread = withIds.filter((line) => isUnread(source, line));
  const [first] = unread;
  if (first === undefined) return hidden;
  const place = placeOf(source, first);
  const ids = unread.length === 1 ? "this id belongs" : `this id and ${unread.length - 1} more belong`;
  const message = `${ids} to no card that was read`;
  const hint =
    "Styles and tags may be told by the vault's settings only: import it with its .obsidian. Else remove the id.";
  return [...hidden, report(place, "unread-id", "info", message, hint)];
}

function placeOf({ lines, path }: Source, line: number): Place {
  const before = lineText(lines, line).split(/<!--ID|\^\d{13}/)[0] ?? "";
  return { path, line: line + 1, column: Array.from(before).length + 1 };
}

/**
 * An id that closes a comment which began far above it, so that the card between is hidden, as nobody will have meant:
 *
 *     <!-- Deck A
 *     What is a socket? #flashcard
 *     An endpoint.
 *     <!--ID: 1566052191670-->
 */
function hiddenId(source: Source, line: number): Problem[] {
  const { lines } = source;
  const isInside = (at: number) =>
    at < lines.starts.length && kindOf(lines, at) === Kind.comment && !isFirst(lines, at);
  if (!isInside(line) || isInside(line + 1)) return [];
  let first = line;
  while (isInside(first)) first--;
  const isKnown = lines.hidden.some((start) => start >= first && start <= line);
  if (isKnown || !lineText(lines, first).trimStart().startsWith("<!--")) return [];
  const message = `the card above this id stands in the comment that begins in line ${first + 1}, so it was not read`;
  const hint = "Close that comment where it should end; or remove the id if the card is not meant to count.";
  return [report(placeOf(source, line), "unread-id", "info", message, hint)];
}

/**
 * No sign of a loss is an id in a comment, one below a card of another grammar, and one that asks for a deletion: below the
 * word for it, or `^1622730000000` with nothing above.
 */
function isUnread({ lines, taken, syntax }: Source, line: number): boolean {
  const kind = kindOf(lines, line);
  if (line === 0 || taken[line] === 1 || (kind !== Kind.prose && (kind !== Kind.comment || !isFirst(lines, line))))
    return false;
  const isBelowBlank = lineText(lines, line - 1).trim() === "";
  const above = isBelowBlank ? line - 2 : line - 1;
  if (above < 0 || taken[above] === 1 || (isBelowBlank && lineText(lines, line).startsWith("^"))) return false;
  return lineText(lines, above).trim() !== syntax.obsidianToAnki.deleteNote;
}
