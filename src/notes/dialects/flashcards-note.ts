import type { CardKind } from "../../model.ts";
import { property } from "../head/front-matter.ts";
import { normaliseTags } from "../head/tags.ts";
import type { FoundBlock, Source } from "./dialect.ts";
import { deckName, folderDeck, headTags, type NoteHome } from "./note-home.ts";
import { clozeOrdinals } from "./note-types.ts";

/** Deck and tags as flashcards-obsidian has them: `cards-deck`, else the folder, else what its settings say. */
export function flashcardsHome({ head, lines, path, syntax }: Source): NoteHome {
  const { defaultDeck, defaultTag, folderDecks } = syntax.flashcards;
  const deck = deckName(property(head, "cards-deck")) || (folderDecks ? folderDeck(path) : "") || defaultDeck;
  return { deck, tags: [...headTags(head), ...lineTags(lines.text), defaultTag].filter((tag) => tag !== "") };
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

export function flashcardsBlock({ texts, tags, id, ...card }: CardText, home: NoteHome): FoundBlock {
  const { noteType, fields } = types[card.kind];
  const [first, second] = texts;
  return {
    ...card,
    dialect: "flashcards",
    foreignId: id === undefined ? undefined : `anki:${id}`,
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
