/** Chance that can be repeated: numbers from a seed (mulberry32). */
export interface Chance {
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number;
  /** One of them; undefined of none. */
  of<Thing>(things: readonly Thing[]): Thing | undefined;
  shuffled<Thing>(things: readonly Thing[]): Thing[];
  /** So many words that mean nothing, each with a number of its own: no two texts made of them are alike. */
  words(count: number): string;
}

const syllables = ["ba", "ko", "li", "mu", "ne", "ro", "sa", "ti", "ve", "zu", "fra", "glo", "pri", "sto"];

export function chance(seed: number): Chance {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  const word = (): string => Array.from({ length: 4 + below(2) }, () => syllables[below(syllables.length)]).join("");
  return {
    below,
    of: (things) => things[below(things.length)],
    shuffled: (things) =>
      things
        .map((thing) => ({ thing, order: next() }))
        .toSorted((one, other) => one.order - other.order)
        .map(({ thing }) => thing),
    words: (count) => Array.from({ length: count }, word).join(" "),
  };
}
