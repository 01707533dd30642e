import { type AnyCase, anyCaseFinder } from "./any-case.ts";
import type { Opener } from "./dialects/dialect.ts";
import { headOf } from "./head/plain-head.ts";

/** A grammar, and the words of which one opener stands in every note that holds a card of it. */
export interface Opened<Grammar> {
  readonly grammar: Grammar;
  readonly openers: readonly Opener[];
}

/**
 * Tells by the bytes of a note which grammars it may hold cards of. A word is looked for once in each note, whoever asks,
 * and only where no other one that it holds is missing: where no START is, no STARTI can be.
 */
export function grammarFinder<Grammar>(all: readonly Opened<Grammar>[]): (bytes: Buffer) => readonly Grammar[] {
  const words = [...new Set(all.flatMap(({ openers }) => openers.flat()))];
  const searches = words.map(searchFor);
  const within = words.map((word) =>
    words.flatMap((part, index) => (part !== word && holds(word, part) ? [index] : [])),
  );
  const grammars = all.map(({ grammar, openers }) => ({
    grammar,
    openers: openers.map((opener) => opener.map((word) => words.indexOf(word))),
  }));
  const found = new Uint8Array(words.length);
  let bytes: Buffer = Buffer.alloc(0);
  const stands = (word: number): boolean => {
    if (found[word] === unknown)
      found[word] = (within[word] ?? []).every(stands) && searches[word]?.(bytes) === true ? present : absent;
    return found[word] === present;
  };
  return (note) => {
    bytes = note;
    found.fill(unknown);
    return grammars
      .filter(({ openers }) => openers.some((opener) => opener.every(stands)))
      .map(({ grammar }) => grammar);
  };
}

function searchFor(word: string | AnyCase): (bytes: Buffer) => boolean {
  if (typeof word !== "string") {
    const stands = anyCaseFinder(word.anyCase);
    return word.inHead === true ? (bytes) => stands(headOf(bytes)) : stands;
  }
  const needle = Buffer.from(rareTail(word));
  return (bytes) => bytes.includes(needle);
}

function holds(word: string | AnyCase, part: string | AnyCase): boolean {
  return typeof word === "string" && typeof part === "string" && word.includes(part);
}

/** A word from its rarest letter on: a search halts wherever the first letter stands that it looks for. */
function rareTail(word: string): string {
  let rarest = 0;
  for (let at = 1; at < word.length - 3; at++) if (rarity(word, at) > rarity(word, rarest)) rarest = at;
  return word.slice(rarest);
}

/** Letters of prose, the commonest first. */
const letters = "eaitnosrldcumhpgf";

/** No word is cut within what is no ASCII. */
function rarity(word: string, at: number): number {
  if (word.charCodeAt(at) > 0x7e) return -1;
  const place = letters.indexOf(word.charAt(at));
  return place === -1 ? letters.length : place;
}

const unknown = 0;
const absent = 1;
const present = 2;

/** Whether a fence named "drill" may begin in the bytes of a note. To look for the word itself is slow: d is no rare letter. */
export function holdsDrill(bytes: Buffer): boolean {
  return fences.some((fence) => {
    for (let at = bytes.indexOf(fence); at !== -1;) {
      const word = skipTo(bytes, at);
      if (bytes[word] === letterD && bytes.toString("latin1", word, word + drill.length) === drill) return true;
      at = bytes.indexOf(fence, word);
    }
    return false;
  });
}

const fences = ["```", "~~~"];
const drill = "drill";
const letterD = 0x64;
const newline = 0x0a;

/** Over the signs of a fence and whatever may be a blank, within its line. */
function skipTo(bytes: Buffer, fence: number): number {
  const sign = bytes[fence];
  let at = fence + 3;
  for (let byte = bytes[at]; byte !== undefined; byte = bytes[++at]) {
    if (byte === newline || (byte !== sign && byte > 0x20 && byte < 0x80)) break;
  }
  return at;
}
