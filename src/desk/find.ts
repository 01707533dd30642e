import { CardsError } from "../errors.ts";
import { parseQuery, type Query } from "../query/query.ts";
import type { Db } from "../store/database.ts";
import { type Card, cardsByPrefix, cardsWhere } from "../store/cards.ts";
import { conditionOf, type Moment } from "../store/search.ts";

/** The cards that a query names. Throws CardsError (2) where the query can't be read. */
export function findCards(db: Db, words: readonly string[], moment: Moment): Card[] {
  return cardsWhere(db, conditionOf(readQuery(words), moment));
}

function readQuery(words: readonly string[]): Query {
  const parsed = parseQuery(words.join(" "));
  if ("query" in parsed) return parsed.query;
  throw new CardsError(parsed.complaint, parsed.hint, { exit: 2 });
}

/** The card with this id or beginning of an id. Throws CardsError (2) where there is none, or more than one. */
export function findCard(db: Db, prefix: string): Card {
  const wanted = prefix.toLowerCase();
  if (!/^[0-9a-f]{4,32}$/.test(wanted)) {
    throw new CardsError(
      `${prefix}: not a card's id`,
      "An id is at least four of its first hex digits; cards list shows them.",
      { exit: 2 },
    );
  }
  const found = cardsByPrefix(db, wanted, 3);
  const [only, second] = found;
  if (only !== undefined && second === undefined) return only;
  throw only === undefined
    ? new CardsError(`${prefix}: no such card`, "cards list shows all cards with their ids.", { exit: 2 })
    : new CardsError(
        `${prefix}: stands for more than one card`,
        `Write more of it: ${found.map((card) => card.key.slice(0, wanted.length + 4)).join(", ")}…`,
        { exit: 2 },
      );
}
