import type { Place, Problem } from "../../model.ts";
import { isShielded, Kind, kindOf, lineText } from "../lexer/lines.ts";
import { report } from "../report.ts";
import type { Found, FoundBlock, Source } from "./dialect.ts";
import { readAnswer } from "./flashcards-answer.ts";
import { type CardText, flashcardsBlock, type FlashcardsHome, flashcardsHome } from "./flashcards-note.ts";
import { linesWithTag, type TagLine, tagLineAt } from "./flashcards-tag.ts";
import { askingHeading, isOfSecond, readSection } from "./flashcards-second.ts";
import { heading, idAtLineEnd, idLineBelow, item, lineHead, rule, tagsAtEnd } from "./flashcards-text.ts";

/** The cards by tag: the question is the paragraph up to the tag, the answer the paragraph below. */
export function readTaggedCards(source: Source): Found {
  const { lines, syntax } = source;
  const blocks: FoundBlock[] = [];
  const problems: Problem[] = [];
  let home: FlashcardsHome | undefined;
  let ofSecond: boolean | undefined;
  let since = 0;
  for (const line of linesWithTag(lines, syntax.flashcards.tag)) {
    const tagLine = line < since ? undefined : tagLineAt(source, line);
    if (tagLine === undefined) continue;
    ofSecond ??= isOfSecond(source);
    const made = readCard(source, tagLine, since, ofSecond);
    since = line + 1;
    if (made === undefined) continue;
    if ("rule" in made) problems.push(made);
    else {
      home ??= flashcardsHome(source);
      blocks.push(flashcardsBlock(made, home));
      since = made.endLine;
    }
  }
  return { blocks, problems };
}

/** Undefined where nothing is asked: then the tag is just a tag. */
function readCard(source: Source, tagLine: TagLine, since: number, ofSecond: boolean): CardText | Problem | undefined {
  const { lines, path } = source;
  const asking = ofSecond ? askingHeading(source, tagLine) : undefined;
  const first = asking?.line ?? firstOfQuestion(source, tagLine, since);
  const above = Array.from({ length: tagLine.line - first }, (_, index) => lineText(lines, first + index));
  const question = [...above, tagLine.before].join("\n").replace(lineHead, "").trim();
  if (tagsAtEnd(question) === 0 || /^tags?:?$/i.test(question)) return undefined;
  const place = { path, line: first + 1, column: lineText(lines, first).search(/\S/) + 1 };
  const kind = tagLine.kind === "reversed" ? ("reversed" as const) : ("basic" as const);
  const card = { line: place.line, column: place.column, kind, tags: tagLine.tags };
  if (tagLine.kind === "spaced") {
    const below = tagLine.id === undefined ? idLineBelow(source, tagLine.line, true) : undefined;
    return { ...card, endLine: (below?.line ?? tagLine.line) + 1, texts: [question, ""], id: tagLine.id ?? below?.id };
  }
  const answer =
    asking === undefined ? readAnswer(source, tagLine.line) : readSection(source, tagLine.line, asking.level);
  if (answer.text === "") return missingAnswer(place);
  return { ...card, endLine: answer.last + 1, texts: [question, answer.text], id: tagLine.id ?? answer.id };
}

/**
 * A tag alone on its line asks for all that stands above it, up to a blank line: a heading only if it is right above, or in the
 * middle of it. One behind a text asks for no more than its own item or heading.
 */
function firstOfQuestion(source: Source, { line, before }: TagLine, since: number): number {
  const { lines } = source;
  const isAlone = before.trim() === "";
  if (heading.test(before) || (!isAlone && item.test(before))) return line;
  let first = line;
  while (first > since && !endsAbove(source, first - 1)) {
    const above = isShielded(kindOf(lines, first - 1)) ? "" : lineText(lines, first - 1);
    if (heading.test(above)) {
      if (isAlone && first === line) return first - 1;
      if (!isAlone || !isProse(source, first - 2, since)) return first;
    }
    first--;
    if (!isAlone && item.test(above)) break;
  }
  return first;
}

/** A blank line, a rule, or what belongs to something else. */
function endsAbove({ lines, taken }: Source, line: number): boolean {
  const text = lineText(lines, line);
  const kind = kindOf(lines, line);
  if (text.trim() === "" || taken[line] === 1 || kind === Kind.front || kind === Kind.comment) return true;
  return !isShielded(kind) && (rule.test(text) || idAtLineEnd.test(text));
}

/** A line that may be the beginning of a question, with a heading for its hint below. */
function isProse({ lines, taken }: Source, line: number, since: number): boolean {
  const text = line < since ? "" : lineText(lines, line);
  return text.trim() !== "" && taken[line] !== 1 && kindOf(lines, line) === Kind.prose && !idAtLineEnd.test(text);
}

function missingAnswer(place: Place): Problem {
  const hint = "Write it in the paragraph below the tag, or use the tag's form /spaced for a question without one.";
  return report(place, "missing-answer", "warning", "a question with the tag of a card, and no answer below", hint);
}
