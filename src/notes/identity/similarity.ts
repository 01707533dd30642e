import type { Field } from "../../model.ts";

/** The words of a text, with how often each stands there. */
export interface Words {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
  /** Of a short text: its letters, two by two. A slip of the pen leaves little else of two words. */
  readonly letters?: Words;
}

/** Words are enough to tell a card by; the rest of a very long one is not looked at. */
const mostWords = 2000;
const fewWords = 8;
const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}_]+/gu;

export function wordsOf(fields: readonly Field[]): Words {
  const counts = new Map<string, number>();
  let total = 0;
  for (const field of fields) {
    for (const [found] of field.text.normalize("NFC").toLowerCase().matchAll(word)) {
      if (total === mostWords) break;
      counts.set(found, (counts.get(found) ?? 0) + 1);
      total++;
    }
  }
  return total > fewWords ? { counts, total } : { counts, total, letters: lettersOf([...counts.keys()].join(" ")) };
}

/** The letters of a text, two by two, its beginning and end among them. */
export function lettersOf(text: string): Words {
  const letters = Array.from(` ${text.toLowerCase()} `);
  return counted(letters.map((letter, index) => letter + (letters[index + 1] ?? "")));
}

export function counted(things: readonly string[]): Words {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return { counts, total: things.length };
}

/** How much of two texts is common: 0 nothing, 1 all words alike (Dice's coefficient over words; of short ones over letters). */
export function similarity(one: Words, other: Words): number {
  if (one.letters !== undefined && other.letters !== undefined) return similarity(one.letters, other.letters);
  if (one.total + other.total === 0) return 0;
  const [small, large] = one.counts.size < other.counts.size ? [one, other] : [other, one];
  let common = 0;
  for (const [word, count] of small.counts) common += Math.min(count, large.counts.get(word) ?? 0);
  return (2 * common) / (one.total + other.total);
}

export interface Worded {
  readonly index: number;
  readonly words: Words;
}

/** That two blocks may be one, and how alike they are. */
export interface Edge {
  readonly known: number;
  readonly fresh: number;
  readonly score: number;
}

/** A word in more blocks than this tells nothing of where a text came from. */
const commonWord = 20;
const mostCandidates = 10;

/** The known blocks that share rare words with each fresh one, the closest ten of each: found without comparing all with all. */
export function candidatesAmong(known: readonly Worded[], fresh: readonly Worded[]): Edge[] {
  const holders = new Map<string, Worded[]>();
  for (const block of known) {
    for (const found of block.words.counts.keys()) {
      const holding = holders.get(found) ?? [];
      if (holding.length === 0) holders.set(found, holding);
      if (holding.length <= commonWord) holding.push(block);
    }
  }
  return fresh.flatMap((block) => {
    const shared = new Map<Worded, number>();
    for (const found of block.words.counts.keys()) {
      const holding = holders.get(found) ?? [];
      if (holding.length > commonWord) continue;
      for (const candidate of holding) shared.set(candidate, (shared.get(candidate) ?? 0) + 1);
    }
    const closest = [...shared].toSorted((one, other) => other[1] - one[1] || one[0].index - other[0].index);
    return closest.slice(0, mostCandidates).map(([candidate]) => ({
      known: candidate.index,
      fresh: block.index,
      score: similarity(candidate.words, block.words),
    }));
  });
}

export interface BestPairs {
  readonly pairs: readonly Edge[];
  /** Fresh blocks that got no partner, with the known ones that they could not agree on. */
  readonly ties: ReadonlyMap<number, readonly number[]>;
}

/**
 * Takes the best edges first. One that does not lead its rivals by so much is a tie: neither it nor they get a partner,
 * nor may a weaker one take what they could not agree on.
 */
export function bestPairs(edges: readonly Edge[], least: number, lead: number): BestPairs {
  const ordered = edges
    .filter((edge) => edge.score >= least)
    .toSorted((one, other) => other.score - one.score || one.fresh - other.fresh || one.known - other.known);
  const ofFresh = Map.groupBy(ordered, (edge) => edge.fresh);
  const ofKnown = Map.groupBy(ordered, (edge) => edge.known);
  const takenKnown = new Set<number>();
  const takenFresh = new Set<number>();
  const ties = new Map<number, readonly number[]>();
  const pairs: Edge[] = [];
  const isFree = (edge: Edge) => !takenKnown.has(edge.known) && !takenFresh.has(edge.fresh);
  for (const edge of ordered) {
    if (!isFree(edge)) continue;
    const near = [...(ofFresh.get(edge.fresh) ?? []), ...(ofKnown.get(edge.known) ?? []).slice(0, mostCandidates)];
    const rivals = near.filter((rival) => rival !== edge && isFree(rival) && rival.score > edge.score - lead);
    if (rivals.length === 0) pairs.push(edge);
    const wanted = [edge, ...rivals].map((rival) => rival.known);
    for (const { known, fresh } of [edge, ...rivals]) {
      takenKnown.add(known);
      takenFresh.add(fresh);
      if (rivals.length > 0) ties.set(fresh, wanted);
    }
  }
  return { pairs, ties };
}
