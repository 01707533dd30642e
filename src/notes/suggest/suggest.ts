import type { Block } from "../../model.ts";
import { decodeNote } from "../encoding/encoding.ts";
import { readHead } from "../head/front-matter.ts";
import { lex } from "../lexer/lex.ts";
import type { Syntax } from "../settings/syntax.ts";
import { calloutsOf, findCallouts } from "./callouts.ts";
import { headingAbove, type Page, type PageLine, pageOf } from "./page.ts";
import { findLists } from "./lists.ts";
import { findHeadings, findTitles, isTitle } from "./passages.ts";
import { findQuestions } from "./questions.ts";
import type { Draft, Suggestion } from "./suggestion.ts";
import { findTerms, nameOf } from "./terms.ts";

/**
 * What of a note without card syntax could become cards, in the order of its lines. `blocks` are the cards that it has:
 * neither they nor what they repeat is suggested.
 */
export function suggestCards(path: string, bytes: Uint8Array, syntax: Syntax, blocks: readonly Block[]): Suggestion[] {
  const { text } = decodeNote(path, bytes);
  if (text === undefined) return [];
  const page = pageOf(lex(text, readHead(path, text).lines, syntax.obsidianToAnki), blocks);
  const contextOf = contexts(page);
  const questions = findQuestions(page);
  const questionsBefore = counter(page, questions);
  // A heading above several questions is none of their answers.
  const passages = [...findHeadings(page), ...findTitles(page), ...findCallouts(page)].filter(
    ({ line, endLine }) => questionsBefore(endLine) - questionsBefore(line) <= 1,
  );
  const terms = findTerms(page, contextOf);
  const isWithin = containment(page, [...passages, ...questions]);
  const termsBefore = counter(page, terms);
  // What announces the steps below a heading says nothing that the heading does not; many terms are better asked one by one.
  const lists = findLists(page, contextOf).filter(
    (list) => !isWithin(list) && termsBefore(list.endLine) - termsBefore(list.line - 1) <= 4,
  );
  const known = new Set(
    blocks.flatMap(({ fields }) => fields.flatMap((field) => field.text.split("\n").map((line) => line.trim()))),
  );
  const isKnown = (draft: Draft) =>
    page.lines.slice(draft.line - 1, draft.endLine).every(({ raw }) => known.has(raw.trim()) || raw.trim() === "");
  return once([...questions, ...terms, ...passages, ...lists])
    .filter((draft) => !isKnown(draft))
    .map((draft) => ({ ...draft, score: Math.round(draft.score * 100) / 100, path }))
    .toSorted((one, other) => one.line - other.line || other.score - one.score);
}

/** The first of those that ask the same. */
function once(drafts: readonly Draft[]): Draft[] {
  const byLine = drafts.toSorted((one, other) => one.line - other.line);
  return [...Map.groupBy(byLine, ({ front }) => front).values()].flatMap((same) => same.slice(0, 1));
}

/** Whether a draft stands within one of these: whether those that begin no later reach as far. */
function containment(page: Page, drafts: readonly Draft[]): (draft: Draft) => boolean {
  const reach = page.lines.map(() => 0);
  for (const { line, endLine } of drafts) reach[line - 1] = Math.max(reach[line - 1] ?? 0, endLine);
  for (let at = 1; at < reach.length; at++) reach[at] = Math.max(reach[at] ?? 0, reach[at - 1] ?? 0);
  return ({ line, endLine }) => (reach[line - 1] ?? 0) >= endLine;
}

/** How many drafts begin on a line or above it. */
function counter(page: Page, drafts: readonly Draft[]): (line: number) => number {
  const counts = [0, ...page.lines.map(() => 0)];
  for (const { line } of drafts) counts[line] = (counts[line] ?? 0) + 1;
  for (let at = 1; at < counts.length; at++) counts[at] = (counts[at] ?? 0) + (counts[at - 1] ?? 0);
  return (line) => counts[line] ?? 0;
}

/** What a line stands under: its item, its callout, the nearest heading, or where a note has none, the nearest title. */
function contexts(page: Page): (line: number) => string | undefined {
  const under: (string | undefined)[] = [];
  let title: string | undefined;
  page.lines.forEach(({ line, text }, index) => {
    under[line] = headingAbove(page, line) ?? title;
    if (page.headings.length === 0 && isTitle(page, index)) title = text;
  });
  for (const callout of calloutsOf(page)) under.fill(callout.title, callout.line + 1, callout.endLine + 1);
  const items = itemsAbove(page);
  return (line) => items[line] ?? under[line];
}

/** For each line by its number what the item is about that it stands within. */
function itemsAbove({ lines }: Page): (string | undefined)[] {
  const open: { item: PageLine; name: string | undefined }[] = [];
  const above: (string | undefined)[] = [];
  for (const line of lines) {
    while (open.length > 0 && line.text !== "" && closes(line, open.at(-1)?.item)) open.pop();
    above[line.line] = open.at(-1)?.name;
    if (line.marker !== undefined) open.push({ item: line, name: nameOf(line) });
  }
  return above;
}

function closes({ quoted, indent }: PageLine, item: PageLine | undefined): boolean {
  return item === undefined || quoted !== item.quoted || indent <= item.indent;
}
