import type { Chance } from "./chance.ts";
import {
  appended,
  changed,
  type Edit,
  ended,
  type Kind,
  misspelt,
  prose,
  replaced,
  rewritten,
  type Spot,
  spots,
} from "./edits.ts";
import type { Part, Sheets } from "./sheets.ts";

const id = /^[ \t]*(?:<!--)?ID: \d+.*\n?/m;
const one = (states: Sheets | undefined): Edit | undefined => (states === undefined ? undefined : { states: [states] });
const anywhere = (sheets: Sheets, dice: Chance): Spot | undefined => dice.of(spots(sheets));
const field = (part: Part, index: number): string => part.block?.fields[index]?.text ?? "";
let fresh = 0;
const newName = (): string => `new ${fresh++}`;

/** Edits of one block's text, of its place, and of how it is written. */
export const textEdits: Readonly<Record<string, Kind>> = {
  "typo in the front": (sheets, dice) => one(typo(sheets, dice, 0)),
  "typo in the back": (sheets, dice) => one(typo(sheets, dice, 1)),

  "answer rewritten": (sheets, dice) => one(answered(sheets, dice, () => dice.words(4 + dice.below(20)))),
  "answer made longer": (sheets, dice) =>
    one(answered(sheets, dice, (answer) => `${answer} ${dice.words(2 + dice.below(30))}`)),
  "answer taken away but for some words": (sheets, dice) =>
    one(answered(sheets, dice, (answer) => answer.split(/\s+/).slice(0, 3).join(" "))),

  "question rewritten": (sheets, dice) => {
    const spot = dice.of(spots(sheets, (part) => part.block?.kind !== "cloze" && field(part, 1).length > 12));
    const front = spot === undefined ? "" : field(spot.part, 0);
    if (spot === undefined || front === "" || !spot.part.text.includes(front)) return undefined;
    return one(
      rewritten(
        sheets,
        spot,
        spot.part.text.replace(front, () => `${dice.words(5)}?`),
      ),
    );
  },

  "blocks in another order": (sheets, dice) => {
    const path = dice.of(pathsWith(sheets, 2));
    if (path === undefined) return undefined;
    const parts = sheets.get(path) ?? [];
    const others = dice.shuffled(parts.filter((part) => part.names.length > 0));
    return one(
      changed(sheets, [path, parts.map((part) => (part.names.length > 0 ? ended(others.pop() ?? part) : part))]),
    );
  },

  "two blocks change places, one with a typo": (sheets, dice) => {
    const path = dice.of(pathsWith(sheets, 2));
    const there = dice.shuffled(spots(sheets).filter((spot) => spot.path === path));
    const [a, b] = there;
    if (path === undefined || a === undefined || b === undefined) return undefined;
    const text = misspelt(a.part.text, field(a.part, 0), dice);
    if (text === undefined) return undefined;
    const parts = (sheets.get(path) ?? []).with(a.index, ended(b.part)).with(b.index, ended({ ...a.part, text }));
    return one(changed(sheets, [path, parts]));
  },

  "block moved to another note": (sheets, dice) => one(moved(sheets, dice, (part) => part)?.after),
  "block moved to another note with a typo": (sheets, dice) =>
    one(moved(sheets, dice, (part) => ({ ...part, text: misspelt(part.text, field(part, 0), dice) ?? "" }))?.after),
  "block moved, only its new note imported first": (sheets, dice) => {
    const move = moved(sheets, dice, (part) => part);
    return move === undefined ? undefined : { states: [move.after], first: [move.to] };
  },
  "block copied to another note, then deleted where it was": (sheets, dice) => {
    const move = moved(sheets, dice, (part) => part);
    return move === undefined ? undefined : { states: [move.between, move.after] };
  },

  "block deleted": (sheets, dice) => {
    const spot = anywhere(sheets, dice);
    return spot === undefined ? undefined : one(replaced(sheets, spot, []));
  },
  "block deleted and brought back": (sheets, dice) => {
    const spot = anywhere(sheets, dice);
    return spot === undefined ? undefined : { states: [replaced(sheets, spot, []), sheets] };
  },
  "block deleted and brought back in another note": (sheets, dice) => {
    const move = moved(sheets, dice, (part) => part);
    return move === undefined ? undefined : { states: [replaced(sheets, move.spot, []), move.after] };
  },
  "block replaced by another one": (sheets, dice) => {
    const [spot, other] = [anywhere(sheets, dice), anywhere(sheets, dice)];
    if (spot === undefined || other === undefined || spot === other) return undefined;
    // Where both fields stay, or nearly so, a slip of the pen was mended.
    if ([0, 1].every((index) => isNearly(field(spot.part, index), field(other.part, index)))) return undefined;
    const text = ended({ ...other.part, text: other.part.text.replace(id, "") });
    return one(replaced(sheets, spot, [{ ...text, names: [newName()] }]));
  },
  "block copied within its note": (sheets, dice) => {
    const spot = dice.of(spots(sheets, (part) => !id.test(part.text)));
    if (spot === undefined) return undefined;
    const copy = { ...ended(spot.part), names: [newName()] };
    return one(replaced(sheets, spot, [ended(spot.part), prose("\n"), copy]));
  },
  "block added before others": (sheets, dice) => {
    const spot = dice.of(spots(sheets, (part) => part.text.startsWith("START\n")));
    if (spot === undefined) return undefined;
    const text = `START\nBasic\n${dice.words(4)}?\nBack: ${dice.words(5)}\nEND\n`;
    return one(
      replaced(sheets, spot, [{ text, names: [newName()], blocks: [], block: undefined }, prose("\n"), spot.part]),
    );
  },

  "id comment added": (sheets, dice) => {
    const spot = dice.of(spots(sheets, (part) => part.text.startsWith("START") && !id.test(part.text)));
    if (spot === undefined) return undefined;
    const number = 1_800_000_000_000 + dice.below(1_000_000_000);
    return one(rewritten(sheets, spot, spot.part.text.replace(/^END/m, `<!--ID: ${number}-->\nEND`)));
  },
  "id comment removed": (sheets, dice) => {
    const spot = dice.of(withOwnId(sheets));
    return spot === undefined ? undefined : one(rewritten(sheets, spot, spot.part.text.replace(id, "")));
  },
  "id comment removed and a typo": (sheets, dice) => {
    const spot = dice.of(withOwnId(sheets));
    if (spot === undefined) return undefined;
    const text = misspelt(spot.part.text.replace(id, ""), field(spot.part, 0), dice);
    return text === undefined ? undefined : one(rewritten(sheets, spot, text));
  },

  "block written in another dialect": (sheets, dice) => {
    const spot = dice.of(
      spots(sheets, (part) => /^START\nBasic\n[^\n]+\nBack: [^\n]+\n(?:<!--ID: \d+-->\n)?END/.test(part.text)),
    );
    if (spot === undefined) return undefined;
    const [front, back] = [field(spot.part, 0), field(spot.part, 1)];
    const number = /ID: (\d+)/.exec(spot.part.text)?.[1];
    const comment = number === undefined ? "" : ` <!--ID: ${number}-->`;
    const written = [
      `STARTI [Basic] ${front} Back: ${back}${comment} ENDI\n`,
      `> [!card] ${front}\n> ${back}\n`,
      `Q: ${front}\nA: ${back}\n`,
      `${front}::${back}\n`,
    ];
    return one(rewritten(sheets, spot, `\n${dice.of(written)}\n`));
  },
  "inline block written out": (sheets, dice) => {
    const spot = dice.of(spots(sheets, (part) => /^STARTI \[Basic\][^\n]*ENDI\n?$/.test(part.text)));
    if (spot === undefined) return undefined;
    const [front, back] = [field(spot.part, 0), field(spot.part, 1)];
    const number = /ID: (\d+)/.exec(spot.part.text)?.[1];
    const comment = number === undefined ? "" : `<!--ID: ${number}-->\n`;
    return one(rewritten(sheets, spot, `START\nBasic\n${front}\nBack: ${back}\n${comment}END\n`));
  },
  "tags added": (sheets, dice) => {
    const spot = dice.of(spots(sheets, (part) => part.text.startsWith("START\n") && !part.text.includes("Tags:")));
    if (spot === undefined) return undefined;
    return one(rewritten(sheets, spot, spot.part.text.replace(/^(<!--ID: \d+-->\n)?END/m, "Tags: more\n$1END")));
  },
};

/** Whether two texts differ in one place only, and there in less than a quarter. */
function isNearly(one: string, other: string): boolean {
  const longest = Math.max(one.length, other.length);
  let [head, tail] = [0, 0];
  while (head < longest && one[head] === other[head]) head += 1;
  while (tail < longest - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return head + tail >= longest * 0.75;
}

/** Blocks with an id that no other block has. */
function withOwnId(sheets: Sheets): Spot[] {
  const found = Map.groupBy(
    spots(sheets, (part) => id.test(part.text)),
    ({ part }) => part.block?.foreignId,
  );
  return [...found.values()].flatMap((same) => (same.length === 1 ? same : []));
}

function typo(sheets: Sheets, dice: Chance, index: number): Sheets | undefined {
  const spot = dice.of(spots(sheets, (part) => field(part, index) !== ""));
  const text = spot === undefined ? undefined : misspelt(spot.part.text, field(spot.part, index), dice);
  return spot === undefined || text === undefined ? undefined : rewritten(sheets, spot, text);
}

function answered(sheets: Sheets, dice: Chance, other: (answer: string) => string): Sheets | undefined {
  const spot = dice.of(spots(sheets, (part) => part.block?.kind !== "cloze" && field(part, 1) !== ""));
  if (spot === undefined) return undefined;
  const answer = field(spot.part, 1);
  const at = spot.part.text.lastIndexOf(answer);
  if (at === -1) return undefined;
  return rewritten(
    sheets,
    spot,
    spot.part.text.slice(0, at) + other(answer) + spot.part.text.slice(at + answer.length),
  );
}

function pathsWith(sheets: Sheets, least: number): string[] {
  return [...sheets]
    .filter(([, parts]) => parts.filter((part) => part.block !== undefined).length >= least)
    .map(([path]) => path);
}

function moved(sheets: Sheets, dice: Chance, change: (part: Part) => Part) {
  const spot = anywhere(sheets, dice);
  const to = dice.of([...sheets.keys()]);
  if (spot === undefined || to === undefined || to === spot.path) return undefined;
  const there = appended(sheets.get(to) ?? [], [change(spot.part)]);
  // While it stands in both notes, the copy is a block of its own.
  const copy = appended(sheets.get(to) ?? [], [{ ...spot.part, names: [newName()] }]);
  return { spot, to, after: changed(replaced(sheets, spot, []), [to, there]), between: changed(sheets, [to, copy]) };
}
