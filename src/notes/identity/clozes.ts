import type { Field } from "../../model.ts";
import { bestPairs, counted, lettersOf, similarity, type Words } from "./similarity.ts";

/** What one cloze card asks: its answer, and the words around it. */
export interface Asked {
  readonly answer: string;
  readonly around: string;
}

/** How alike two answers must be, or the words around them, where the number decides nothing. */
const alike = 0.5;
const lead = 0.1;
const wordsAround = 4;

/** What each cloze of a block asks, by ordinal (cloze number − 1). Clozes of one number are asked together. */
export function askedIn(fields: readonly Field[]): Map<number, Asked> {
  const asked = new Map<number, Asked>();
  for (const { text } of fields) {
    for (const { ordinals, answer, at, end } of deletionsIn(text)) {
      for (const ordinal of ordinals) {
        const before = asked.get(ordinal);
        asked.set(ordinal, {
          answer: before === undefined ? answer : `${before.answer} … ${answer}`,
          around: before?.around ?? aroundOf(text, at, end),
        });
      }
    }
  }
  return asked;
}

/**
 * Which cloze is which: former ordinal → ordinal now. The history of a cloze belongs to what it asks; its number is
 * only how it is written. Equal answers first, then alike ones, then, where as many are left as there were, by order.
 * `unsure`: clozes that could be several former ones, so are none.
 */
export function matchClozes(
  before: ReadonlyMap<number, Asked>,
  now: ReadonlyMap<number, Asked>,
): { readonly pairs: ReadonlyMap<number, number>; readonly unsure: readonly number[] } {
  const pairs = new Map<number, number>();
  const known = new Set(inOrder(before.keys()));
  const fresh = new Set(inOrder(now.keys()));
  const pair = (from: number, to: number): void => {
    if (!known.delete(from)) return;
    fresh.delete(to);
    pairs.set(from, to);
  };
  const answers = (of: ReadonlyMap<number, Asked>) => (ordinal: number) => of.get(ordinal)?.answer ?? "";
  const byAnswer = Map.groupBy(known, answers(before));
  for (const [answer, to] of Map.groupBy(fresh, answers(now))) {
    const from = byAnswer.get(answer) ?? [];
    // Of several equal ones each keeps its number where it can.
    for (const ordinal of to) if (from.includes(ordinal)) pair(ordinal, ordinal);
    for (const ordinal of to.filter((each) => fresh.has(each)))
      pair(from.find((each) => known.has(each)) ?? -1, ordinal);
  }
  for (const likeness of [byAnswers, byAround]) {
    const edges = [...known].flatMap((from) =>
      [...fresh].map((to) => ({ known: from, fresh: to, score: likeness(before.get(from), now.get(to)) })),
    );
    const { pairs: best } = bestPairs(edges, alike, lead);
    for (const edge of best) pair(edge.known, edge.fresh);
  }
  if (known.size === fresh.size) {
    const to = inOrder(fresh);
    for (const [index, from] of inOrder(known).entries()) pair(from, to[index] ?? from);
  }
  return { pairs, unsure: known.size === 0 ? [] : [...fresh] };
}

type Likeness = (one: Asked | undefined, other: Asked | undefined) => number;

const byAnswers: Likeness = (one, other) => similarity(lettersOf(one?.answer ?? ""), lettersOf(other?.answer ?? ""));
const byAround: Likeness = (one, other) => similarity(wordsIn(one?.around ?? ""), wordsIn(other?.around ?? ""));

interface Found {
  readonly ordinals: readonly number[];
  readonly answer: string;
  readonly at: number;
  readonly end: number;
}

const token = /\{\{c(\d[\d,]*)::|\{|\}\}|\}/g;

/** The deletions of a text, also those inside of others; braces in an answer are counted. One left open is text. */
function deletionsIn(text: string): Found[] {
  const found: Found[] = [];
  const open: { numbers: string | undefined; at: number; from: number }[] = [];
  token.lastIndex = 0;
  for (let sign = token.exec(text); sign !== null; sign = token.exec(text)) {
    if (sign[0].startsWith("{")) open.push({ numbers: sign[1], at: sign.index, from: token.lastIndex });
    else {
      const last = open.at(-1);
      // A brace of the answer takes one sign of `}}`.
      if (sign[0] === "}}" && last?.numbers === undefined) token.lastIndex = sign.index + 1;
      if (sign[0] === "}" && last?.numbers !== undefined) continue;
      open.pop();
      if (last?.numbers === undefined) continue;
      const ordinals = last.numbers.split(",").map((number) => Number(number) - 1);
      found.push({ ordinals, answer: plain(text.slice(last.from, sign.index)), at: last.at, end: token.lastIndex });
    }
  }
  return found.toSorted((one, other) => one.at - other.at);
}

/** The text without the marks of deletions and their hints. */
function plain(text: string): string {
  const shown = text.replaceAll(/\{\{c\d[\d,]*::|::[^{}]*|\}\}/g, (sign, at: number) => {
    const end = at + sign.length;
    const isText = sign.startsWith("::") && end < text.length && !text.startsWith("}}", end);
    return isText ? sign : "";
  });
  return shown.normalize("NFC").replaceAll(/\s+/g, " ").trim();
}

function aroundOf(text: string, at: number, end: number): string {
  const words = (part: string): string[] => plain(part).match(/[\p{L}\p{N}_]+/gu) ?? [];
  return [...words(text.slice(0, at)).slice(-wordsAround), ...words(text.slice(end)).slice(0, wordsAround)].join(" ");
}

const wordsIn = (text: string): Words => counted(text === "" ? [] : text.split(" "));
const inOrder = (ordinals: Iterable<number>): number[] => [...ordinals].toSorted((one, other) => one - other);
