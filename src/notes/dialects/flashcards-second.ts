import { property } from "../head/front-matter.ts";
import { Kind, kindOf, lineText } from "../lexer/lines.ts";
import type { Source } from "./dialect.ts";
import type { Answer } from "./flashcards-answer.ts";
import { type TagLine, tagLineAt } from "./flashcards-tag.ts";
import { idAtLineEnd } from "./flashcards-text.ts";

/** Whether the note is of the plugin's second version, by the vault's settings or by what the plugin wrote into its head. */
export function isOfSecond({ head, syntax }: Source): boolean {
  return syntax.flashcards.isSecond || property(head, "flashcards") !== undefined;
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
