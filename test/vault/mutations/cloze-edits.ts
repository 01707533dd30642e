import type { Chance } from "./chance.ts";
import { type Edit, type Kind, rewritten, type Spot, spots } from "./edits.ts";
import type { Sheets } from "./sheets.ts";

const opener = /\{\{c(\d+)::/g;
const simple = /\{\{c(\d+)::((?:(?!::|[{}]).)*)\}\}/;

/** Edits of cloze deletions: the history belongs to what is asked, not to its number. */
export const clozeEdits: Readonly<Record<string, Kind>> = {
  "cloze added before the others": (sheets, dice) => addedBefore(sheets, dice, (text) => text),
  "cloze added before the others, one with a typo": (sheets, dice) =>
    addedBefore(sheets, dice, (text) =>
      text.replace(/(::\p{L}{2,})(\p{L})(\p{L})(\p{L}*\}\})/u, (_, start, a, b, end) => start + b + a + end),
    ),
  "cloze added after the others": (sheets, dice) => {
    const spot = dice.of(clozes(sheets));
    if (spot === undefined) return undefined;
    const number = Math.max(...numbersOf(spot)) + 1;
    const at = spot.part.text.lastIndexOf("}}") + 2;
    const text = `${spot.part.text.slice(0, at)} {{c${number}::${dice.words(1)}}}${spot.part.text.slice(at)}`;
    return edit(sheets, spot, text, (old) => old);
  },
  "cloze taken away": (sheets, dice) => {
    const spot = dice.of(clozes(sheets, 2));
    const gone = spot === undefined ? undefined : dice.of(numbersOf(spot));
    if (spot === undefined || gone === undefined) return undefined;
    const without = spot.part.text.replaceAll(new RegExp(simple, "g"), (whole, number: string, answer: string) =>
      Number(number) === gone ? answer : whole,
    );
    const down = (number: number): number => (number > gone ? number - 1 : number);
    return edit(sheets, spot, renumbered(without, down), (old) => (old === gone ? undefined : down(old)));
  },
  "clozes change numbers": (sheets, dice) => {
    const spot = dice.of(clozes(sheets, 2));
    if (spot === undefined) return undefined;
    const numbers = numbersOf(spot);
    const mixed = dice.shuffled(numbers);
    const other = (number: number): number => mixed[numbers.indexOf(number)] ?? number;
    return edit(sheets, spot, renumbered(spot.part.text, other), other);
  },
  "cloze with another answer": (sheets, dice) => {
    const spot = dice.of(clozes(sheets));
    if (spot === undefined) return undefined;
    const text = spot.part.text.replace(simple, (_, number) => `{{c${number}::${dice.words(1)}}}`);
    return edit(sheets, spot, text, (old) => old);
  },
};

function clozes(sheets: Sheets, least = 1): Spot[] {
  return spots(sheets, (part) => {
    const numbers = [...part.text.matchAll(opener)].map((found) => found[1]);
    const written = [...part.text.matchAll(new RegExp(simple, "g"))].length;
    // Such as are asked once each, and hold nothing that would have to be read.
    return (
      part.block?.kind === "cloze" &&
      written === numbers.length &&
      new Set(numbers).size === numbers.length &&
      written >= least
    );
  });
}

const numbersOf = (spot: Spot): number[] => [...spot.part.text.matchAll(opener)].map((found) => Number(found[1]));
const renumbered = (text: string, to: (number: number) => number): string =>
  text.replaceAll(opener, (_, number: string) => `{{c${to(Number(number))}::`);

function addedBefore(sheets: Sheets, dice: Chance, change: (text: string) => string): Edit | undefined {
  const spot = dice.of(clozes(sheets));
  if (spot === undefined) return undefined;
  const up = renumbered(change(spot.part.text), (number) => number + 1);
  const text = up.replace("{{c", () => `{{c1::${dice.words(1)}}} {{c`);
  return edit(sheets, spot, text, (old) => old + 1);
}

function edit(sheets: Sheets, spot: Spot, text: string, to: (number: number) => number | undefined): Edit {
  const [name = ""] = spot.part.names;
  const ordinals = new Map(
    numbersOf(spot).flatMap((number) => {
      const other = to(number);
      return other === undefined ? [] : [[number - 1, other - 1] as const];
    }),
  );
  return { states: [rewritten(sheets, spot, text)], ordinals: new Map([[name, ordinals]]) };
}
