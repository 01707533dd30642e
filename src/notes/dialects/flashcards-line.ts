import type { Problem } from "../../model.ts";
import { property } from "../head/front-matter.ts";
import { lineText, paragraphs } from "../lexer/lines.ts";
import { mask } from "../lexer/mask.ts";
import { report } from "../report.ts";
import type { Flashcards } from "../settings/flashcards.ts";
import type { Found, FoundBlock, Source } from "./dialect.ts";
import { maskDeletions, writeOutDeletions } from "./flashcards-cloze.ts";
import { type CardText, flashcardsBlock, type FlashcardsHome, flashcardsHome } from "./flashcards-note.ts";
import { isOfSecond, readBelow } from "./flashcards-second.ts";
import { idAtLineEnd, idLineBelow, lineHead, tagsAtEnd } from "./flashcards-text.ts";
import { scheduleIn, scheduleSign } from "./spaced-repetition-schedule.ts";
import { isWithinName, type Parting } from "./spaced-repetition-separators.ts";

/** A line that may be a card, without id, tags and what stands before its text; `masked` is as long as `text`. */
interface Line {
  readonly number: number;
  readonly endLine: number;
  readonly column: number;
  readonly text: string;
  readonly masked: string;
  readonly tags: string;
  readonly id: string | undefined;
}

/** The cards that are one line: `a::b`, `a:::b`, and those with clozes. */
export function readLineCards(source: Source): Found {
  const { lines, head, syntax, taken } = source;
  const isOpen = ["cards-deck", "flashcards"].some((name) => property(head, name) !== undefined);
  const { isConfigured, separator, reversedSeparator } = syntax.flashcards;
  const signs = [separator, reversedSeparator, "==", "{"];
  if (!isOpen && !isConfigured && !/\^(?:\d{13}|q-[a-z2-9]{4})[ \t]*$/m.test(lines.text))
    return { blocks: [], problems: [] };
  const blocks: FoundBlock[] = [];
  const problems: Problem[] = [];
  let home: FlashcardsHome | undefined;
  const ofSecond = isOfSecond(source);
  let since = 0;
  for (const { first, last } of paragraphs(lines)) {
    const masked = mask(lines.text.slice(lines.starts[first], lines.starts[last]) + lineText(lines, last)).split("\n");
    for (let number = first; number <= last; number++) {
      const text = masked[number - first] ?? "";
      if (number < since || taken[number] === 1 || !signs.some((sign) => text.includes(sign))) continue;
      const line = lineAt(source, number, text);
      const mayAsk = isOpen || line.id !== undefined;
      const card = mayAsk || isConfigured ? cardIn(line, source, { mayAsk, ofSecond }) : undefined;
      if (card === undefined) continue;
      home ??= flashcardsHome(source);
      if ("rule" in card) problems.push(card);
      else {
        const whole = ofSecond && line.id === undefined ? withBelow(card, source, number) : card;
        blocks.push(flashcardsBlock(whole, home));
        since = whole.endLine;
      }
    }
  }
  return { blocks, problems };
}

/** The second version takes more than one line for an answer. */
function withBelow(card: CardText, source: Source, line: number): CardText {
  const below = card.kind === "cloze" ? undefined : readBelow(source, line);
  if (below === undefined) return card;
  const [front, back] = card.texts;
  return { ...card, texts: [front, `${back}\n${below.text}`], endLine: below.last + 1, id: below.id };
}

interface Readings {
  /** Whether signs that mean anything elsewhere make a card here. */
  readonly mayAsk: boolean;
  readonly ofSecond: boolean;
}

function cardIn(line: Line, source: Source, { mayAsk, ofSecond }: Readings): CardText | Problem | undefined {
  if (isScheduled(line, source)) return undefined;
  const parting = partingOf(line, source.syntax.flashcards);
  const clozes = () => (mayAsk ? clozesIn(line, ofSecond) : undefined);
  if (parting === undefined) return clozes();
  if (isWithinName(line.masked, parting)) return clozes() ?? (mayAsk ? inName(source.path, line) : undefined);
  return pairIn(line, parting) ?? clozes();
}

/** The id stands at the end of the line or below it; below a blank line only where the plugin is set to find it there. */
function lineAt({ lines, syntax, taken }: Source, number: number, masked: string): Line {
  const raw = lineText(lines, number);
  const from = lineHead.exec(raw)?.[0].length ?? 0;
  const own = idAtLineEnd.exec(masked);
  const below = own === null ? idLineBelow({ lines, taken }, number, syntax.flashcards.inlineIds) : undefined;
  const beforeId = own === null ? masked : masked.slice(0, own.index);
  const tagsAt = tagsAtEnd(beforeId.slice(from));
  return {
    number,
    endLine: (below?.line ?? number) + 1,
    column: raw.search(/\S/) + 1,
    text: raw.slice(from, from + tagsAt),
    masked: beforeId.slice(from, from + tagsAt),
    tags: raw.slice(from + tagsAt, beforeId.length),
    id: own?.[1] ?? below?.id,
  };
}

/** `question :: answer`: the first separator on the line that stands in no name, the longer one where two begin. */
function partingOf(line: Line, { separator, reversedSeparator }: Flashcards): Parting | undefined {
  const masked = maskDeletions(line.masked);
  const found = [separator, reversedSeparator].flatMap((sign) => {
    const reversed = sign === reversedSeparator;
    return placesOf(sign, masked).map((at) => ({ sign, at, reversed }));
  });
  const inOrder = found.toSorted((one, other) => one.at - other.at || other.sign.length - one.sign.length);
  return inOrder.find((parting) => !isWithinName(line.masked, parting)) ?? inOrder[0];
}

/** From the second character on: something has to stand before it. */
function placesOf(sign: string, masked: string): number[] {
  const places: number[] = [];
  for (let at = masked.indexOf(sign, 1); at !== -1; at = masked.indexOf(sign, at + sign.length)) places.push(at);
  return places;
}

function pairIn(line: Line, parting: Parting): CardText | undefined {
  const front = line.text.slice(0, parting.at).trim();
  const back = line.text.slice(parting.at + parting.sign.length).trim();
  if (front === "" || back === "" || isInBrackets(line.text, parting) || ownWords.test(line.text)) return undefined;
  return { ...placeOf(line), kind: parting.reversed ? "reversed" : "basic", texts: [front, back] };
}

/** As far as a property reaches around a separator. */
const reach = 99;

/** `[key:: value]` of Dataview. */
function isInBrackets(text: string, { at, sign }: Parting): boolean {
  const before = text.slice(Math.max(0, at - reach), at);
  return /[[(][^[(\])]*$/.test(before) && /^[^[(]*[\])]/.test(text.slice(at + sign.length, at + reach));
}

/** The plugin's words, in a head that is none for Obsidian. */
const ownWords = /^(?:cards-deck|(?:cards-)?tags):/i;

/** Such a card brings a schedule of Spaced Repetition, and is left to it. */
function isScheduled({ number, text }: Line, { lines }: Source): boolean {
  return (
    scheduleIn(text) !== -1 ||
    lineText(lines, number + 1)
      .trimStart()
      .startsWith(scheduleSign)
  );
}

function clozesIn(line: Line, ofSecond: boolean): CardText | undefined {
  const text = line.text.startsWith("|") ? undefined : writeOutDeletions(line.text, line.masked, ofSecond);
  return text === undefined ? undefined : { ...placeOf(line), kind: "cloze", texts: [text.trim(), ""] };
}

function placeOf({ number, endLine, column, tags, id }: Line) {
  return { line: number + 1, endLine, column, tags, id };
}

function inName(path: string, { number, column }: Line): Problem {
  const message = "the separator stands inside a name, an address or a table, so it makes no card";
  const hint = "Put blanks around it, or code signs (`) around the name.";
  return report({ path, line: number + 1, column }, "unread-separator", "info", message, hint);
}
