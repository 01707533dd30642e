import { tagInText } from "../any-case.ts";
import type { Syntax } from "../settings/syntax.ts";
import type { DialectReader, Found, Opener, Source } from "./dialect.ts";
import { readAtomic } from "./flashcards-atomic.ts";
import { readFences } from "./flashcards-fence.ts";
import { readLineCards } from "./flashcards-line.ts";
import { readTaggedCards } from "./flashcards-tagged.ts";

/**
 * The cards of flashcards-obsidian, by their tag, or on one line:
 *
 *     What is a socket? #card #linux
 *     An endpoint.                                the paragraph below
 *     ^1622730000000                              the plugin's id, which is Anki's
 *
 *     - FIN :: no more data ^1622730000001        `:::` asks in both directions
 *     - A ==stream== has {no messages}.           one card: what has no number has the number 1
 *     ^1622730000002
 *
 * The signs of the lower two mean anything elsewhere. They count in lines with an id and in notes with a `cards-deck` (the
 * plugin writes it into every note that it was run on); `::` also wherever the vault has the plugin's settings.
 */
export const flashcards: DialectReader = {
  openers,
  read: readFlashcards,
};

function openers(syntax: Syntax): readonly Opener[] {
  const { tag, separator, reversedSeparator, isConfigured } = syntax.flashcards;
  const separators = isConfigured ? [[separator], [reversedSeparator]] : [];
  const asking = syntax.flashcards.isSecond ? [[{ anyCase: "test:", inHead: true }]] : [];
  return [
    ["```flashcard"],
    ["~~~flashcard"],
    ...asking,
    ...(hasOwnTag(syntax) ? tagInText(tag) : []),
    ["cards-deck"],
    // Where no such sign is, it is not looked for a second time.
    ["^", "^1"],
    ["^", "^q-"],
    ...separators,
  ];
}

/** The same tag may be another plugin's: `#card` as the gate of Spaced Repetition says nothing of where a question ends. */
function hasOwnTag({ flashcards, spacedRepetition }: Syntax): boolean {
  const tag = flashcards.tag.toLowerCase();
  if (tag === "") return false;
  return flashcards.isConfigured || !spacedRepetition.tags.some((other) => other.toLowerCase() === tag);
}

function readFlashcards(source: Source): Found {
  const atomic = readAtomic(source);
  if (atomic !== undefined) return atomic;
  const taken = source.taken.slice();
  const readers = hasOwnTag(source.syntax) ? [readFences, readTaggedCards, readLineCards] : [readFences, readLineCards];
  const found = readers.map((read) => {
    const cards = read({ ...source, taken });
    for (const { line, endLine } of cards.blocks) taken.fill(1, line - 1, endLine);
    return cards;
  });
  return { blocks: found.flatMap(({ blocks }) => blocks), problems: found.flatMap(({ problems }) => problems) };
}
