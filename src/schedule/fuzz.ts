/**
 * Spreads intervals a little, so that cards learnt together do not come back together for ever.
 * Ranges are Anki's; its generator need not be matched.
 */

const bands = [
  { from: 2.5, to: 7, share: 0.15 },
  { from: 7, to: 20, share: 0.1 },
  { from: 20, to: Infinity, share: 0.05 },
] as const;

/** The whole days, both included, among which `days` may fall; within `low` and `high`. */
export function fuzzRange(days: number, low: number, high: number): readonly [from: number, to: number] {
  const wanted = within(days, low, high);
  const spread = bands.reduce(
    (sum, { from, to, share }) => sum + share * Math.max(0, Math.min(wanted, to) - from),
    wanted < 2.5 ? 0 : 1,
  );
  const from = within(Math.round(wanted - spread), low, high);
  const to = within(Math.round(wanted + spread), low, high);
  return [from, from === to && to > 2 && to < high ? to + 1 : to];
}

/** Whole days between `low` and `high`, chosen by `chance` (0 ≤ chance < 1); undefined = no fuzz, just rounded. */
export function fuzzed(days: number, low: number, high: number, chance: number | undefined): number {
  if (chance === undefined) return within(Math.round(days), low, high);
  const [from, to] = fuzzRange(days, low, high);
  return from + Math.floor(chance * (1 + to - from));
}

/** The same number, 0 ≤ chance < 1, for the same text: FNV-1a, then the finaliser of MurmurHash3 to spread its low bits. */
export function chanceOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function within(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
