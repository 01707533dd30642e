import { hash } from "node:crypto";

/** Anki's ids are moments in ms; ours, made of hashes, lie in this stretch of the past: Anki refuses those of the future. */
const from = Date.UTC(2001, 0, 1);
const until = Date.UTC(2021, 0, 1);

/** An id for something with a stable name: the same for ever, on every machine. */
export function stableId(kind: "deck" | "note" | "card", name: string): number {
  const digits = hash("sha256", JSON.stringify(["anki", kind, name])).slice(0, 13);
  return from + (Number.parseInt(digits, 16) % (until - from));
}

/** Gives each thing its id; where two want the same, the later one takes the next that is free. */
export function idGiver(): (wanted: number) => number {
  const taken = new Set<number>();
  return (wanted) => {
    let id = wanted;
    while (taken.has(id)) id += 1;
    taken.add(id);
    return id;
  };
}

const digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~";

/** Anki's name for a note across collections: 64 bits of the block's key in its base 91. */
export function guidOf(blockKey: string): string {
  return base91(BigInt(`0x${blockKey.slice(0, 16)}`));
}

export function base91(number: bigint): string {
  let text = "";
  for (let left = number; left > 0n; left /= 91n) text = (digits[Number(left % 91n)] ?? "") + text;
  return text;
}
