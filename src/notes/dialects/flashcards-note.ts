import type { CardKind } from "../../model.ts";
import { type Head, property } from "../head/front-matter.ts";
import { normaliseTags } from "../head/tags.ts";
import type { FoundBlock, Source } from "./dialect.ts";
import { deckName, folderDeck, headTags, type NoteHome } from "./note-home.ts";
import { clozeOrdinals } from "./note-types.ts";

/** Where the cards of a note belong, and the numbers in Anki that its head keeps for names such as `q-7dk2`. */
export interface FlashcardsHome extends NoteHome {
  readonly numbers: ReadonlyMap<string, string>;
}

/** Deck and tags as flashcards-obsidian has them: `cards-deck`, else the folder, else what its settings say. */
export function flashcardsHome({ head, lines, path, syntax }: Source): FlashcardsHome {
  const { defaultDeck, defaultTags, folderDecks } = syntax.flashcards;
  const deck = deckName(property(head, "cards-deck")) || (folderDecks ? folderDeck(path) : "") || defaultDeck;
  return { deck, tags: [...headTags(head), ...lineTags(lines.text), ...defaultTags], numbers: numbersIn(head) };
}

/**
 * The plugin's second version numbers its cards in the head:
 *
 *     flashcards:
 *       q-7dk2: { nid: 1788465159739, hash: scj3jvxe }
 */
export function numbersIn({ source }: Head): ReadonlyMap<string, string> {
  if (!source.includes("nid:")) return new Map();
  const entry =
    /^[ \t]+["']?(q-[a-z2-9]{4})["']?:(?:[ \t]*\{[^\n{}]*?|[ \t]*\n(?:[ \t]+hash:[^\n]*\n)?[ \t]+)nid: *(\d{13})\b/gm;
  return new Map([...source.matchAll(entry)].map(([, name = "", number = ""]) => [name, number]));
}

/** What Anki calls the card that has this id, if anybody knows. */
export function foreignIdOf(id: string | undefined, numbers: ReadonlyMap<string, string>): string | undefined {
  const number = id?.startsWith("q-") === true ? numbers.get(id) : id;
  return number === undefined ? undefined : `anki:${number}`;
}

/** Older notes have a line `tags: a b` anywhere. */
function lineTags(text: string): readonly string[] {
  return normaliseTags(/^(?:cards-)?tags:([^[\n]+)$/im.exec(text)?.[1] ?? "");
}

/** What is special to a card; `texts` are its fields in order. */
export interface CardText {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly kind: Exclude<CardKind, "typed">;
  readonly texts: readonly [string, string];
  readonly tags: string;
  readonly id: string | undefined;
}

const types = {
  basic: { noteType: "Basic", fields: ["Front", "Back"] },
  reversed: { noteType: "Basic (and reversed card)", fields: ["Front", "Back"] },
  cloze: { noteType: "Cloze", fields: ["Text", "Back Extra"] },
} as const;

export function flashcardsBlock({ texts, tags, id, ...card }: CardText, home: FlashcardsHome): FoundBlock {
  const { noteType, fields } = types[card.kind];
  const [first, second] = texts;
  return {
    ...card,
    dialect: "flashcards",
    foreignId: foreignIdOf(id, home.numbers),
    noteType,
    fields: [
      { name: fields[0], text: first },
      { name: fields[1], text: second },
    ],
    format: "markdown",
    tags: normaliseTags([tags, ...home.tags]),
    deck: home.deck,
    ordinals: card.kind === "cloze" ? clozeOrdinals(first) : card.kind === "reversed" ? [0, 1] : [0],
  };
}
