import {
  doubtHalves,
  isLiving,
  matchHalves,
  matchPlaces,
  matchSimilar,
  matchSlips,
  type NoteOf,
} from "./by-likeness.ts";
import {
  copiesIn,
  markCopies,
  matchElders,
  matchIds,
  matchMoves,
  matchTextsInNote,
  matchTwins,
  originsIn,
  type PastOf,
} from "./by-text.ts";
import { type FreshBlock, type KnownBlock, newDraft, type Pair } from "./draft.ts";

export interface Matching {
  readonly pairs: readonly Pair[];
  /** Indexes of fresh blocks that could be several known ones, so are none. */
  readonly ambiguous: readonly number[];
}

/**
 * Finds, across an import, which blocks are the ones we knew. Deterministic; strongest evidence first, so that what is
 * certain is out of the way when what is less so is looked at. Where the cards of a block have nothing behind them,
 * nothing can be mixed up. `standsElsewhere` tells of a text that is still that of a card in a note that is as it was.
 */
export function matchBlocks(
  known: readonly KnownBlock[],
  fresh: readonly FreshBlock[],
  pastOf: PastOf = () => "lived",
  standsElsewhere: (fresh: number) => boolean = () => false,
): Matching {
  if (known.length === 0 || fresh.length === 0) return { pairs: [], ambiguous: [] };
  const draft = newDraft(known, fresh);
  matchIds(draft);
  matchTextsInNote(draft, isLiving);
  matchSlips(draft);
  matchTextsInNote(draft, () => true);
  matchMoves(draft, copiesIn(draft), () => false);
  markCopies(draft, standsElsewhere);
  matchHalves(draft, (block) => block.path);
  matchPlaces(draft, (block) => block.path);
  // What a copy brought is only now free to be taken for moved, and what retired elsewhere to come back: who stands in the
  // note had the first claim.
  matchMoves(
    draft,
    () => false,
    (known) => pastOf(known) !== "none",
  );
  matchTwins(draft, pastOf);
  matchElders(draft, pastOf);
  // A note with another name is in its place what the old one was there.
  const origins = originsIn(draft);
  const former: NoteOf = (block, side) => (side === "fresh" ? (origins.get(block.path) ?? block.path) : block.path);
  matchHalves(draft, former);
  matchPlaces(draft, former);
  matchSimilar(draft);
  doubtHalves(draft);
  const isLost = (known: number): boolean => draft.knownLeft.has(known) && pastOf(known) !== "none";
  const unsure = [...draft.freshLeft].filter(
    (index) =>
      draft.ambiguous.get(index)?.some((known) => pastOf(known) !== "none") === true ||
      draft.doubts.get(index)?.some(isLost) === true,
  );
  return { pairs: draft.pairs, ambiguous: unsure };
}
