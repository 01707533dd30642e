import { property } from "../head/front-matter.ts";
import { isFirst, isShielded, Kind, kindOf, lineText } from "../lexer/lines.ts";
import type { Source } from "./dialect.ts";
import type { Answer } from "./flashcards-answer.ts";
import { type TagLine, tagLineAt } from "./flashcards-tag.ts";
import { idAtLineEnd, idLineBelow, item } from "./flashcards-text.ts";

/** Whether the note is of the plugin's second version, by the vault's settings or by what the plugin wrote into its head. */
export function isOfSecond({ head, syntax }: Source): boolean {
  return syntax.flashcards.isSecond || property(head, "flashcards") !== undefined;
}

/** What else belongs to the answer of a card in one line: what is indented below its item, or the rest of its paragraph. */
export function readBelow(source: Source, line: number): Answer | undefined {
  const { lines, taken } = source;
  const [marker] = item.exec(lineText(lines, line)) ?? [];
  const isPart = marker === undefined ? inParagraph : below(marker.search(/\S/));
  let last = line;
  for (let next = line + 1; next < lines.starts.length && isPart(source, next) && !isCard(source, next); next++)
    if (lineText(lines, next).trim() !== "") last = next;
  if (last === line) return undefined;
  const texts = Array.from({ length: last - line }, (_, index) => lineText(lines, line + 1 + index));
  const own = idAtLineEnd.exec(texts.at(-1) ?? "");
  if (own !== null) texts.push((texts.pop() ?? "").slice(0, own.index));
  const next = own === null ? idLineBelow({ lines, taken }, last, false) : undefined;
  return { text: texts.join("\n").trimEnd(), last: next?.line ?? last, id: own?.[1] ?? next?.id };
}

function inParagraph({ lines }: Source, line: number): boolean {
  return kindOf(lines, line) === Kind.prose && !isFirst(lines, line) && !item.test(lineText(lines, line));
}

function below(indent: number): (source: Source, line: number) => boolean {
  return ({ lines }, line) => {
    const text = lineText(lines, line);
    return text.trim() === "" || text.search(/\S/) > indent;
  };
}

/** Another card, or nothing but the id of one. */
function isCard({ lines, taken, syntax }: Source, line: number): boolean {
  const { separator, reversedSeparator } = syntax.flashcards;
  const text = lineText(lines, line);
  if (taken[line] === 1 || idAtLineEnd.exec(text)?.index === 0) return true;
  return !isShielded(kindOf(lines, line)) && [separator, reversedSeparator, "=="].some((sign) => text.includes(sign));
}

/** A heading that asks, by a tag behind it or alone below it: there the second version takes the whole section for its answer. */
export interface AskingHeading {
  readonly line: number;
  readonly level: number;
}

export function askingHeading(source: Source, { line, before }: TagLine): AskingHeading | undefined {
  if (before.trim() !== "") return headingAt(source, line);
  let above = line - 1;
  while (above > 0 && lineText(source.lines, above).trim() === "") above--;
  return headingAt(source, above);
}

function headingAt({ lines, taken }: Source, line: number): AskingHeading | undefined {
  if (line < 0 || taken[line] === 1 || kindOf(lines, line) !== Kind.heading) return undefined;
  const [, signs] = /^ {0,3}(#{1,6})[ \t]/.exec(lineText(lines, line)) ?? [];
  return signs === undefined ? undefined : { line, level: signs.length };
}

/** Up to a heading of the same level or above it, or to the next card. */
export function readSection(source: Source, tagLine: number, level: number): Answer {
  const { lines } = source;
  let last = tagLine;
  for (let line = tagLine + 1; line < lines.starts.length && !endsSection(source, line, level); line++)
    if (lineText(lines, line).trim() !== "") last = line;
  const texts = Array.from({ length: last - tagLine }, (_, index) => lineText(lines, tagLine + 1 + index));
  const own = idAtLineEnd.exec(texts.at(-1) ?? "");
  if (own !== null) texts.push((texts.pop() ?? "").slice(0, own.index));
  return { text: texts.join("\n").trim(), last, id: own?.[1] };
}

function endsSection(source: Source, line: number, level: number): boolean {
  const { lines, taken } = source;
  if (taken[line] === 1 || tagLineAt(source, line) !== undefined) return true;
  const heading = headingAt(source, line);
  if (heading === undefined) return false;
  let below = line + 1;
  while (below < lines.starts.length && lineText(lines, below).trim() === "") below++;
  const next = below < lines.starts.length ? tagLineAt(source, below) : undefined;
  return heading.level <= level || next?.before.trim() === "";
}
