import { type Draft, type Evidence, groupBy, mayBeOne, pair, withWords } from "./draft.ts";
import type { FreshBlock, KnownBlock } from "./draft.ts";
import { bestPairs, candidatesAmong, type Edge, similarity, wordsOf } from "./similarity.ts";

/** Below these, two texts are two cards. Away from its place a text must be more alike, as a rename must be to git. */
const alikeInPlace = 0.5;
const alikeElsewhere = 0.6;
/** By how much the best must lead the next best where no place decides. */
const lead = 0.05;
/** And one of its fields must be nearly as it was, or each of them alike: who writes all of it anew writes another card. */
const nearlySame = 0.9;
/** Two letters exchanged in a line of three words leave so much of it. */
const slipped = 0.8;
/** Within a section only blocks that stand this near each other in order are compared: an import stays linear. */
const nearby = 8;

export const isLiving = (block: FreshBlock | KnownBlock): boolean => !("retired" in block && block.retired);

/** Where a block stands: its note, or the one that its note was before. */
export type NoteOf = (block: FreshBlock, side: "known" | "fresh") => string;

/** The same question, or the same answer if it says something, is enough in a note that had it and has it as often. */
export function matchHalves(draft: Draft, noteOf: NoteOf): void {
  matchHalf(draft, "the same question in the same note", noteOf, (block) => block.fields[0]?.text ?? "");
  matchHalf(draft, "the same answer in the same note", noteOf, (block) => {
    const answer = block.fields.slice(1).map((field) => field.text);
    return answer.join("").length < shortest ? "" : JSON.stringify(answer);
  });
}

/** Characters: a "yes" is the answer to many a question. */
const shortest = 16;

function matchHalf(draft: Draft, evidence: Evidence, noteOf: NoteOf, halfOf: (block: FreshBlock) => string): void {
  const nameOf = (block: FreshBlock, side: "known" | "fresh"): string | undefined =>
    !isLiving(block) || block.fields.length < 2 || halfOf(block) === ""
      ? undefined
      : JSON.stringify([noteOf(block, side), halfOf(block).normalize("NFC").trim()]);
  const left = groupBy(draft, nameOf);
  if (left.length === 0) return;
  const before = placesByName(draft.known, (block) => nameOf(block, "known"));
  const now = placesByName(draft.fresh, (block) => nameOf(block, "fresh"));
  for (const { known, fresh } of left) {
    const name = nameOf(draft.known[known[0] ?? -1] ?? nobody, "known") ?? "";
    const [was, is] = [before.get(name) ?? [], now.get(name) ?? []];
    if (was.length !== is.length) continue;
    // The first of its question stays the first: one that went and one that came are two cards.
    for (const index of known) {
      const other = is[was.indexOf(index)] ?? -1;
      if (fresh.includes(other) && mayBeEdited(draft, index, other)) pair(draft, index, other, evidence);
    }
  }
}

const nobody: FreshBlock = { path: "", position: 0, headings: [], foreignId: undefined, fields: [], text: "" };

/** Name → the blocks of that name, in the order of their place. */
function placesByName(
  blocks: readonly FreshBlock[],
  nameOf: (block: FreshBlock) => string | undefined,
): Map<string | undefined, number[]> {
  const ordered = [...blocks.keys()].toSorted(
    (one, other) => (blocks[one]?.position ?? 0) - (blocks[other]?.position ?? 0),
  );
  return Map.groupBy(ordered, (index) => nameOf(blocks[index] ?? nobody));
}

/**
 * A card whose text came to be that of a retired one by a slip, or by mending one, is still itself: else the retired one,
 * which said so in the same note, would come back in its place.
 */
export function matchSlips(draft: Draft): void {
  const nameOf = ({ path, text }: FreshBlock): string => JSON.stringify([path, text]);
  const placeOf = ({ path, position }: FreshBlock): string => JSON.stringify([path, position]);
  const left = [...draft.knownLeft].map((index) => ({ index, block: draft.known[index] ?? nobody }));
  const retired = new Set(left.filter(({ block }) => !isLiving(block)).map(({ block }) => nameOf(block)));
  if (retired.size === 0) return;
  const living = new Map(
    left.filter(({ block }) => isLiving(block)).map(({ index, block }) => [placeOf(block), index]),
  );
  for (const index of draft.freshLeft) {
    const block = draft.fresh[index] ?? nobody;
    const known = retired.has(nameOf(block)) ? living.get(placeOf(block)) : undefined;
    if (known !== undefined && mayBeOne(draft, known, index) && isSlip(draft, known, index))
      pair(draft, known, index, "similar text in the same place");
  }
}

export function matchPlaces(draft: Draft, noteOf: NoteOf): void {
  for (const group of groupBy(draft, (block, side) =>
    isLiving(block) ? JSON.stringify([noteOf(block, side), block.headings]) : undefined,
  )) {
    const known = withWords(draft.known, group.known);
    const edges = withWords(draft.fresh, group.fresh).flatMap((fresh, order) =>
      known
        .slice(Math.max(0, order - nearby), order + nearby + 1)
        .filter((candidate) => mayBeOne(draft, candidate.index, fresh.index))
        .map((candidate) => ({
          known: candidate.index,
          fresh: fresh.index,
          score: similarity(candidate.words, fresh.words),
        })),
    );
    const { pairs } = bestPairs(edges.filter(keepsField(draft)), alikeInPlace, 0);
    for (const edge of pairs) pair(draft, edge.known, edge.fresh, "similar text in the same place");
    for (const { known: index, fresh, score } of edges) {
      if (score >= alikeInPlace && draft.knownLeft.has(index) && draft.freshLeft.has(fresh)) doubt(draft, index, fresh);
    }
  }
}

export function matchSimilar(draft: Draft): void {
  const left = [...draft.knownLeft].filter((index) => draft.known[index]?.retired === false);
  const fresh = [...draft.freshLeft].filter((index) => !draft.ambiguous.has(index));
  const candidates = candidatesAmong(withWords(draft.known, left), withWords(draft.fresh, fresh));
  const edges = candidates.filter((edge) => mayBeOne(draft, edge.known, edge.fresh)).filter(keepsField(draft));
  const { pairs, ties } = bestPairs(edges, alikeElsewhere, lead);
  for (const edge of pairs) pair(draft, edge.known, edge.fresh, "similar text elsewhere");
  for (const [index, rivals] of ties) draft.ambiguous.set(index, rivals);
}

/** Something speaks for the two being one, but not enough. */
function doubt(draft: Draft, known: number, fresh: number): void {
  if (!mayBeOne(draft, known, fresh)) return;
  draft.doubts.set(fresh, [...(draft.doubts.get(fresh) ?? []), known]);
}

function doubtAll(draft: Draft, known: readonly number[], fresh: readonly number[]): void {
  for (const index of fresh) for (const candidate of known) doubt(draft, candidate, index);
}

/** Characters: a "yes" or a "22" answers too much to tell anything by. */
const tellsNothing = 6;

/** What is left of a note and has a question or an answer in common is one card if it has its place, too; else it could be. */
export function doubtHalves(draft: Draft): void {
  for (const at of [0, 1]) {
    const textOf = (block: FreshBlock | undefined): string => block?.fields[at]?.text.normalize("NFC").trim() ?? "";
    const groups = groupBy(draft, (block) =>
      !isLiving(block) || block.fields.length < 2 || textOf(block) === ""
        ? undefined
        : JSON.stringify([block.path, textOf(block)]),
    );
    for (const { known, fresh } of groups) {
      const [one = -1, other = -1] = [known[0], fresh[0]];
      const inPlace = draft.known[one]?.position === draft.fresh[other]?.position && known.length + fresh.length === 2;
      if (inPlace && textOf(draft.known[one]).length >= tellsNothing && mayBeEdited(draft, one, other))
        pair(draft, one, other, at === 0 ? "the same question in the same note" : "the same answer in the same note");
      else doubtAll(draft, known.slice(0, nearby), fresh);
    }
  }
  // In another note the question alone is no proof, but reason to ask.
  const questionOf = (block: FreshBlock): string => block.fields[0]?.text.normalize("NFC").trim() ?? "";
  const asked = groupBy(draft, (block) =>
    isLiving(block) && block.fields.length > 1 && questionOf(block).length >= tellsNothing
      ? questionOf(block)
      : undefined,
  );
  for (const { known, fresh } of asked) doubtAll(draft, known.slice(0, nearby), fresh);
}

function keepsField(draft: Draft): (edge: Edge) => boolean {
  return ({ known, fresh, score }) => {
    if (score < alikeInPlace) return true;
    if (!mayBeEdited(draft, known, fresh)) return false;
    const scores = fieldScores(draft, known, fresh);
    return (
      scores.length < 2 || scores.some((each) => each >= nearlySame) || scores.every((each) => each >= alikeInPlace)
    );
  };
}

/** What says the same as another card is a copy of that, unless it was nearly so before: then a slip was mended. */
function mayBeEdited(draft: Draft, known: number, fresh: number): boolean {
  if (!mayBeOne(draft, known, fresh)) return false;
  return !draft.copies.has(fresh) || isSlip(draft, known, fresh);
}

function isSlip(draft: Draft, known: number, fresh: number): boolean {
  return fieldScores(draft, known, fresh).every((score) => score >= slipped);
}

/** How alike the fields are, one by one. */
function fieldScores(draft: Draft, known: number, fresh: number): number[] {
  const [before, now] = [draft.known[known]?.fields ?? [], draft.fresh[fresh]?.fields ?? []];
  return before.flatMap((field, index) => {
    const other = now[index];
    return other === undefined ? [] : [likeness(field.text, other.text)];
  });
}

function likeness(one: string, other: string): number {
  return one === other ? 1 : similarity(wordsOf([{ name: "", text: one }]), wordsOf([{ name: "", text: other }]));
}
