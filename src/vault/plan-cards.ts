import { askedIn, matchClozes } from "../notes/identity/clozes.ts";
import { cardKey } from "../notes/identity/keys.ts";
import type { BlockReader, BlockRow, CardRow } from "../store/blocks.ts";
import type { FreshBlock } from "./fresh-block.ts";

/** What becomes of the cards of a block that was recognised. */
export interface CardsPlan {
  /** Cards that stand in the text, and their ordinals now. */
  readonly standing: readonly { readonly card: CardRow; readonly ordinal: number }[];
  readonly gone: readonly CardRow[];
  readonly added: readonly { readonly key: string; readonly ordinal: number }[];
  /** All cards that get another ordinal, such as are gone included: no two of a block have the same. */
  readonly renumbered: readonly { readonly card: CardRow; readonly ordinal: number }[];
  /** Added ones that could be several former ones. */
  readonly unsure: boolean;
}

/** Ordinals of retired cards whose place another one took; Anki's clozes end below. */
const parked = 1000;

export function planCards(row: BlockRow, { block }: FreshBlock, reader: BlockReader): CardsPlan {
  const { places, unsure } =
    block.kind === "cloze" ? clozePlaces(row, block, reader) : { places: ordinalPlaces(row, block), unsure: false };
  const standing = row.cards.flatMap((card) => {
    const ordinal = places.get(card.id);
    return ordinal === undefined ? [] : [{ card, ordinal }];
  });
  const gone = row.cards.filter((card) => !places.has(card.id));
  const filled = new Set(places.values());
  const wanted = block.ordinals.filter((ordinal) => !filled.has(ordinal));
  const keys = new Set(row.cards.map((card) => card.key));
  const added = wanted.map((ordinal) => ({ key: freeKey(row.key, ordinal, keys), ordinal }));
  const moved = standing.filter(({ card, ordinal }) => card.ordinal !== ordinal);
  return { standing, gone, added, renumbered: [...moved, ...parkedAway(gone, block.ordinals)], unsure };
}

type Places = ReadonlyMap<number, number>;

function ordinalPlaces(row: BlockRow, { ordinals }: FreshBlock["block"]): Places {
  return new Map(
    row.cards.flatMap((card) => (ordinals.includes(card.ordinal) ? [[card.id, card.ordinal] as const] : [])),
  );
}

/** Living cards go where their cloze went; a retired one comes back with exactly what it asked. */
function clozePlaces(
  row: BlockRow,
  block: FreshBlock["block"],
  reader: BlockReader,
): { places: Places; unsure: boolean } {
  const before = askedIn(row.fields);
  const now = new Map([...askedIn(block.fields)].filter(([ordinal]) => block.ordinals.includes(ordinal)));
  const askedOf = (card: CardRow) => {
    const standing = before.get(card.ordinal);
    if (standing !== undefined && !card.retired) return standing;
    // A living card asks what its block does not say where the import that retired it was taken back.
    const told = reader.askedWhenRetired(card.key);
    return told === undefined ? standing : { answer: told, around: "" };
  };
  const living = row.cards.filter((card) => !card.retired);
  const first = living.length > 0 ? living : row.cards;
  const { pairs, unsure } = matchClozes(
    new Map(first.map((card) => [card.ordinal, askedOf(card) ?? { answer: "", around: "" }])),
    now,
  );
  const places = new Map(first.flatMap((card) => mapped(card.id, pairs.get(card.ordinal))));
  const filled = new Set(places.values());
  for (const card of row.cards) {
    const asked = places.has(card.id) || !card.retired ? undefined : askedOf(card);
    const ordinal = [...now].find(([each, { answer }]) => !filled.has(each) && answer === asked?.answer)?.[0];
    if (ordinal === undefined) continue;
    places.set(card.id, ordinal);
    filled.add(ordinal);
  }
  return { places, unsure: unsure.some((ordinal) => !filled.has(ordinal)) };
}

function mapped(id: number, ordinal: number | undefined): (readonly [number, number])[] {
  return ordinal === undefined ? [] : [[id, ordinal]];
}

/** The key of a new card; where a sibling that moved on has that key already, the next number of a thousand gives it. */
function freeKey(block: string, ordinal: number, taken: ReadonlySet<string>): string {
  const key = cardKey(block, ordinal);
  return taken.has(key) ? freeKey(block, ordinal + parked, taken) : key;
}

function parkedAway(gone: readonly CardRow[], wanted: readonly number[]): { card: CardRow; ordinal: number }[] {
  let next = Math.max(parked, ...gone.map((card) => card.ordinal + 1));
  return gone.filter((card) => wanted.includes(card.ordinal)).map((card) => ({ card, ordinal: next++ }));
}
