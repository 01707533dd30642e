import type { Block, Problem } from "../../../src/model.ts";
import { normalised } from "../../../src/notes/identity/keys.ts";
import type { Edit } from "./edits.ts";
import type { Sheets } from "./sheets.ts";
import { giveHistories, liveCards, type Table } from "./table.ts";

/** right; started as new and a problem says so; started as new without a word; has the history of another card. */
export type Verdict = "right" | "ambiguous" | "lost" | "wrong";
const verdicts: readonly Verdict[] = ["right", "ambiguous", "lost", "wrong"];

/** A block of the sheets: where it stands, and what tells it from others. */
interface Standing {
  readonly name: string;
  readonly path: string;
  readonly position: number;
  readonly line: number;
  readonly text: string;
  readonly id: string | undefined;
  readonly ordinals: readonly number[];
}

/** Looks whose history each card has. */
export function judge(
  table: Table,
  edit: { before: Sheets; ordinals: Edit["ordinals"]; problems: readonly Problem[] },
  tell: (line: string) => void,
): Verdict {
  const was = new Map(standingIn(edit.before).map((block) => [block.name, block]));
  const is = standingIn(table.sheets);
  const standing = new Map(is.map((block) => [block.name, block]));
  const live = new Map(liveCards(table).map((card) => [`${card.path}\0${card.position}#${card.ordinal}`, card.day]));
  const dayAt = (block: Standing, ordinal: number) => live.get(`${block.path}\0${block.position}#${ordinal}`);
  const places = new Map(
    is.flatMap((block) => block.ordinals.map((ordinal) => [dayAt(block, ordinal), block] as const)),
  );
  const owners = new Map(
    [...table.days].flatMap(([card, day]) => (was.has(nameOf(card)) ? [[day, card] as const] : [])),
  );

  const verdictOf = (block: Standing, ordinal: number): Verdict => {
    const former = formerOrdinal(edit.ordinals?.get(block.name), ordinal);
    const [expected, found] = [table.days.get(`${block.name}#${former}`), dayAt(block, ordinal)];
    if (expected === found) return "right";
    // Blocks of one text in one note: which of them has which history nobody can say.
    const holder = expected === undefined ? undefined : places.get(expected);
    if (isTwin(holder, block) || isSameId(holder, block)) return "right";
    // Who takes away one of two equal ids makes a card of its own of it, and the history stays with the other.
    if (isSameId(holder, was.get(block.name))) return "right";
    const owner = owners.get(found ?? 0);
    const name = owner === undefined ? "" : nameOf(owner);
    const isSameCard = owner === `${name}#${former ?? ordinal}`;
    if (isSameCard && (isTwin(was.get(name), was.get(block.name)) || isTwin(standing.get(name), block))) return "right";
    // A text that was deleted once is back, or an id that stands in several notes went to another of them.
    const past = table.pasts.get(found ?? 0);
    if (past !== undefined && ((owner === undefined && past.text === block.text) || isSameId(past, block)))
      return "right";
    if (found !== undefined) return "wrong";
    const isTold = ({ path, line, rule }: Problem) =>
      path === block.path && line === block.line && (rule === "ambiguous-card" || rule === "duplicate-id");
    return edit.problems.some(isTold) ? "ambiguous" : "lost";
  };

  let worst = 0;
  for (const block of is) {
    for (const ordinal of block.ordinals) {
      const verdict = verdictOf(block, ordinal);
      worst = Math.max(worst, verdicts.indexOf(verdict));
      if (verdict !== "right")
        tell(
          `${verdict}: ${block.path}:${block.line} ${block.text.slice(0, 200)}, was ${was.get(block.name)?.text.slice(0, 200)}`,
        );
    }
  }
  return verdicts[worst] ?? "wrong";
}

export function remember(table: Table): void {
  const blocks = new Map(standingIn(table.sheets).map((block) => [`${block.path}\0${block.position}`, block]));
  const unknown = { name: "", text: "", id: undefined };
  giveHistories(table, ({ path, position }) => blocks.get(`${path}\0${position}`) ?? unknown);
}

const nameOf = (card: string): string => card.replace(/#.*/, "");

function formerOrdinal(moved: ReadonlyMap<number, number> | undefined, ordinal: number): number | undefined {
  return moved === undefined ? ordinal : [...moved].find(([, to]) => to === ordinal)?.[0];
}

function isTwin(one: Standing | undefined, other: Standing | undefined): boolean {
  return one !== undefined && one.path === other?.path && one.text === other.text;
}

interface Named {
  readonly id: string | undefined;
}

function isSameId(one: Named | undefined, other: Named | undefined): boolean {
  return one?.id !== undefined && one.id === other?.id;
}

function standingIn(sheets: Sheets): Standing[] {
  return [...sheets].flatMap(([path, parts]) =>
    parts
      .flatMap(({ names, blocks }) => names.map((name, index) => ({ name, block: blocks[index] })))
      .flatMap(({ name, block }, position) =>
        block === undefined
          ? []
          : [
              {
                name,
                path,
                position,
                line: block.line,
                text: textOf(block),
                id: block.foreignId,
                ordinals: block.ordinals,
              },
            ],
      ),
  );
}

const texts = new WeakMap<Block, string>();

function textOf(block: Block): string {
  const text = texts.get(block) ?? normalised(block.fields);
  texts.set(block, text);
  return text;
}
