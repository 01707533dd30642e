/** A word whose case makes no difference, as that of a tag does not. */
export interface AnyCase {
  readonly anyCase: string;
  /** Whether it is looked for in the head of the note alone. */
  readonly inHead?: boolean;
}

/**
 * How a tag may stand in the text of a note. Two letters are soon found to stand nowhere; in any case the whole of it is
 * looked for only where they do.
 */
export function tagInText(tag: string): readonly (readonly [string, AnyCase])[] {
  const [first = ""] = tag;
  return [first.toLowerCase(), first.toUpperCase()].map((letter) => [`#${letter}`, { anyCase: `#${tag}` }]);
}

/** Tells whether a word stands in the bytes of a note, whatever its case. */
export function anyCaseFinder(word: string): (bytes: Buffer) => boolean {
  // Three letters have eight spellings, and each is found ten times as fast as a step is made.
  if (word.length > 3) return steppingFinder(word);
  const needles = spellings(word).map((spelling) => Buffer.from(spelling));
  return (bytes) => needles.some((needle) => bytes.includes(needle));
}

function spellings(word: string): readonly string[] {
  const [first, ...rest] = word;
  if (first === undefined) return [""];
  const starts = new Set([first.toLowerCase(), first.toUpperCase()]);
  return spellings(rest.join("")).flatMap((tail) => [...starts].map((start) => start + tail));
}

/**
 * As Horspool does it: the last letter is looked at first, and tells how far the word can be moved on.
 *
 *     the tag #FlashCards
 *     flashcards             below its s stands an F: nine letters on
 *              flashcards    every letter is one of its own
 */
function steppingFinder(word: string): (bytes: Uint8Array) => boolean {
  const { small, large } = bothCases(word);
  const last = small.length - 1;
  const steps = new Uint16Array(256).fill(small.length);
  for (let at = 0; at < last; at++) for (const letters of [small, large]) steps[letters[at] ?? 0] = last - at;
  const further = Math.min(steps[small[last] ?? 0] ?? 1, steps[large[last] ?? 0] ?? 1);
  for (const letters of [small, large]) steps[letters[last] ?? 0] = 0;
  const standsAt = (bytes: Uint8Array, start: number): boolean => {
    for (let at = 0; at <= last; at++) {
      const byte = bytes[start + at];
      if (byte !== small[at] && byte !== large[at]) return false;
    }
    return true;
  };
  return (bytes) => {
    if (last < 0) return true;
    for (let end = last; end < bytes.length;) {
      const step = steps[bytes[end] ?? 0] ?? 0;
      if (step === 0 && standsAt(bytes, end - last)) return true;
      end += step === 0 ? further : step;
    }
    return false;
  };
}

/** As UTF-8, and no further than both have the same length: to the German ß there is no capital of its own. */
function bothCases(word: string): { readonly small: Uint8Array; readonly large: Uint8Array } {
  const letters = Array.from(word, (letter) => ({
    small: Buffer.from(letter.toLowerCase()),
    large: Buffer.from(letter.toUpperCase()),
  }));
  const uneven = letters.findIndex(({ small, large }) => small.length !== large.length);
  const same = uneven === -1 ? letters : letters.slice(0, uneven);
  return {
    small: Buffer.concat(same.map(({ small }) => small)),
    large: Buffer.concat(same.map(({ large }) => large)),
  };
}
