import {
  type Draft,
  type FreshBlock,
  type Group,
  groupBy,
  type KnownBlock,
  mayBeOne,
  livingFirst,
  pair,
  pairInOrder,
} from "./draft.ts";

/** An id given by another tool is enough, whatever the text and wherever it stands. */
export function matchIds(draft: Draft): void {
  const holders = new Map<string, number[]>();
  for (const [index, { foreignId, isCopy }] of draft.fresh.entries()) {
    if (foreignId === undefined || isCopy === true) continue;
    const before = holders.get(foreignId);
    if (before === undefined) holders.set(foreignId, [index]);
    else before.push(index);
  }
  for (const index of livingFirst(draft, draft.knownLeft)) {
    const block = draft.known[index];
    const found = holders.get(block?.foreignId ?? "") ?? [];
    const [fresh] =
      found.length < 2
        ? found
        : found.toSorted((one, other) => nearness(draft, index, other) - nearness(draft, index, one));
    if (fresh === undefined) continue;
    pair(draft, index, fresh, "its id");
    // An id met twice is one card: the other blocks take no part.
    for (const copy of found) draft.freshLeft.delete(copy);
  }
}

/** Of copies with one id the card is that in its own note, else in a note of the same name, else that with its text. */
function nearness({ known, fresh }: Draft, one: number, other: number): number {
  const [was, is] = [known[one], fresh[other]];
  if (was === undefined || is === undefined) return 0;
  const place = was.path === is.path ? 4 : nameOf(was.path) === nameOf(is.path) ? 2 : 0;
  return place + (was.text === is.text ? 1 : 0);
}

/** `isWanted` tells which blocks take part. */
export function matchTextsInNote(draft: Draft, isWanted: (block: FreshBlock | KnownBlock) => boolean): void {
  const nameOf = (block: FreshBlock) => (isWanted(block) ? JSON.stringify([block.path, block.text]) : undefined);
  for (const group of groupBy(draft, nameOf)) pairInOrder(draft, group, "the same text in the same note");
}

/** Which of the retired blocks may come back to another note. */
type ComesBack = (known: number) => boolean;

/** A text that stands in one other note now has moved there, unless that note is a copy of the one it stood in. */
export function matchMoves(draft: Draft, copies: Copies, comesBack: ComesBack): void {
  for (const group of textGroups(draft, comesBack)) {
    const [known, fresh] = [group.known[0] ?? -1, group.fresh[0] ?? -1];
    const single = group.known.length === 1 && group.fresh.length === 1;
    if (single && !copies(draft.known[known]?.path ?? "", draft.fresh[fresh]?.path ?? ""))
      pairInOrder(draft, group, "the same text in another note");
  }
}

/**
 * A text that stands in several notes goes to the note of the same name, else to where the others of its note went. If all
 * of it left one note and came to one other it went there; what is left could be any.
 */
export function matchTwins(draft: Draft, pastOf: PastOf): void {
  for (const group of groupBy(draft, ({ path, text }) => JSON.stringify([nameOf(path), text]))) {
    if (oneNote(draft.known, group.known) && oneNote(draft.fresh, group.fresh))
      pairInOrder(draft, group, "the same text in another note");
  }
  const origins = originsIn(draft);
  const byOrigin = groupBy(draft, ({ path, text }, side) =>
    JSON.stringify([side === "known" ? path : origins.get(path), text]),
  );
  for (const group of byOrigin) pairInOrder(draft, group, "the same text in another note");
  for (const group of textGroups(draft, (index) => pastOf(index) !== "none")) {
    const together = oneNote(draft.known, group.known) && oneNote(draft.fresh, group.fresh);
    // Cards that nothing has happened to are all alike: whichever is taken, nothing is mixed up.
    if (together || group.known.every((index) => pastOf(index) === "none"))
      pairInOrder(draft, group, "the same text in another note");
    else matchLastGone(draft, group, pastOf);
  }
}

/** Of cards with one text that all have gone, the one that went last is back, if one alone went last; else it could be any. */
function matchLastGone(draft: Draft, { known, fresh }: Group, pastOf: PastOf): void {
  const withPast = known.filter((index) => pastOf(index) !== "none" && mayBeOne(draft, index, fresh[0] ?? -1));
  const goneAt = (index: number): number => draft.known[index]?.retiredAt ?? Infinity;
  const last = Math.max(...withPast.map(goneAt));
  const [index, ...others] = withPast.filter((each) => goneAt(each) === last);
  const [back, ...copies] = fresh;
  if (index !== undefined && back !== undefined && others.length + copies.length === 0)
    pair(draft, index, back, "the same text in another note");
  else for (const each of fresh) draft.ambiguous.set(each, known);
}

/** Whoever writes another card's text over a card has copied it: that it was edited to be the same, text alone can't show. */
export function markCopies(draft: Draft, standsElsewhere: (fresh: number) => boolean): void {
  if (draft.knownLeft.size === 0) return;
  const standing = new Set(draft.pairs.map(({ fresh }) => draft.fresh[fresh]?.text));
  for (const index of draft.freshLeft)
    if (standing.has(draft.fresh[index]?.text) || standsElsewhere(index)) draft.copies.add(index);
}

/** What the cards of a known block have behind them: nothing; a schedule that a note told; something that happened here. */
export type PastOf = (known: number) => "none" | "told" | "lived";

/**
 * A card that something happened to, and that is gone, is one that stands now though nothing happened to it yet, if
 * their texts are equal: the younger was copied from it, or written beside it, and the elder one deleted.
 */
export function matchElders(draft: Draft, pastOf: PastOf): void {
  const elders = livingFirst(draft, draft.knownLeft).filter((index) => draft.known[index]?.retired === false);
  if (elders.length === 0) return;
  const texts = new Set(elders.map((index) => draft.known[index]?.text));
  const younger = draft.pairs.filter(({ known }) => texts.has(draft.known[known]?.text) && pastOf(known) !== "lived");
  for (const elder of elders) {
    const { text, foreignId } = draft.known[elder] ?? {};
    const at = younger.findIndex(
      ({ known, fresh }) =>
        draft.known[known]?.text === text &&
        draft.fresh[fresh]?.text === text &&
        (foreignId === undefined || draft.fresh[fresh]?.foreignId === undefined),
    );
    const [taken] = at === -1 || pastOf(elder) === "none" ? [] : younger.splice(at, 1);
    if (taken === undefined) continue;
    draft.pairs.splice(draft.pairs.indexOf(taken), 1);
    draft.knownLeft.add(taken.known);
    draft.freshLeft.add(taken.fresh);
    pair(draft, elder, taken.fresh, "the same text in another note");
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** What is left of each text; the retired count only where none of it lives. */
function textGroups(draft: Draft, comesBack: ComesBack): Group[] {
  return groupBy(draft, (block) => block.text).map((group) => {
    const living = group.known.filter((index) => draft.known[index]?.retired === false);
    return { known: living.length > 0 ? living : group.known.filter(comesBack), fresh: group.fresh };
  });
}

/** Note → the note that most of its blocks came from, as far as is known by now. */
export function originsIn({ pairs, known, fresh }: Draft): Map<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const pair of pairs) {
    const [from, to] = [known[pair.known]?.path ?? "", fresh[pair.fresh]?.path ?? ""];
    if (from === to) continue;
    const ofNote = votes.get(to) ?? new Map<string, number>();
    votes.set(to, ofNote.set(from, (ofNote.get(from) ?? 0) + 1));
  }
  const most = (counts: ReadonlyMap<string, number>) => [...counts].toSorted((one, other) => other[1] - one[1])[0]?.[0];
  return new Map([...votes].map(([to, counts]) => [to, most(counts) ?? to]));
}

/** Whether the second note is a copy of the first, which stands there still. */
export type Copies = (of: string, path: string) => boolean;

/** A text in more notes than this says nothing of where it was copied from. */
const commonText = 8;

/** Knows copies by texts that stand in their note as before and in the copy too, and by their names. */
export function copiesIn(draft: Draft): Copies {
  const standing = new Map<string, string[]>();
  for (const { known, evidence } of draft.pairs) {
    const block = draft.known[known];
    if (block === undefined || evidence !== "the same text in the same note") continue;
    const notes = standing.get(block.text) ?? [];
    if (notes.length === 0) standing.set(block.text, notes);
    if (notes.length <= commonText) notes.push(block.path);
  }
  const copied = new Set<string>();
  for (const index of draft.freshLeft) {
    const block = draft.fresh[index];
    const notes = standing.get(block?.text ?? "") ?? [];
    if (notes.length <= commonText) for (const note of notes) copied.add(JSON.stringify([note, block?.path]));
  }
  const present = new Set(draft.fresh.map((block) => block.path));
  return (of, path) =>
    present.has(of) && (copied.has(JSON.stringify([of, path])) || path.startsWith(of.replace(/\.\w+$/, "")));
}

function oneNote(blocks: readonly { readonly path: string }[], indexes: readonly number[]): boolean {
  return new Set(indexes.map((index) => blocks[index]?.path)).size === 1;
}
