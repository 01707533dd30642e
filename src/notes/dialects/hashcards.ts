import type { Field, Problem } from "../../model.ts";
import { normaliseTags } from "../head/tags.ts";
import { type Lines } from "../lexer/lines.ts";
import { maskText } from "../lexer/mask-lines.ts";
import { report } from "../report.ts";
import type { DialectReader, Found, Source } from "./dialect.ts";
import { writeOutBrackets } from "./hashcards-cloze.ts";
import { deckOf } from "./hashcards-deck.ts";
import { type Draft, isDeck, isSectioned, readDrafts } from "./hashcards-drafts.ts";
import type { NoteHome } from "./note-home.ts";
import { clozeOrdinals } from "./note-types.ts";
import { idAtEnd } from "./obsidian-to-anki-lines.ts";

/**
 * The cards of hashcards:
 *
 *     Q: What is the order of a group?           up to the next Q:, C: or ---, or the end of the note
 *     A: The cardinality of its set.
 *
 *     C: The [order] of a group is [a number].   a card for each deletion
 *     ---                                        ends a card, and what follows belongs to none
 *
 * A note that begins with Q: or C: (below its head) is a deck: nothing but cards belongs in it. In any other note there
 * has to be a card that `---` ends, with no heading before: prose asks and answers too, but does not close what it said.
 * Nor does it hide anything: where headings alone come before the first card, one C: shows that all are cards.
 */
export const hashcards: DialectReader = {
  openers: () => [["Q:"], ["C:"]],
  read: readHashcards,
};

const nothing: Found = { blocks: [], problems: [] };

function readHashcards(source: Source): Found {
  const { text } = source.lines;
  if (!text.includes("Q:") && !text.includes("C:")) return nothing;
  const inDeck = isDeck(source);
  const { drafts, problems } = readDrafts(source, inDeck);
  const isAll = inDeck || (isSectioned(source) && drafts.some((draft) => hides(source.lines, draft)));
  if (!isAll && !drafts.some((draft) => isClosed(source.lines, draft))) return nothing;
  const home = deckOf(source, inDeck);
  const made = drafts.map((draft) => makeBlock(source, draft, home));
  const unclosed = isAll ? [] : drafts.flatMap((draft) => unclosedProblems(source.path, draft));
  return {
    blocks: made.flatMap(({ blocks }) => blocks),
    problems: [...home.problems, ...problems, ...unclosed, ...made.flatMap((one) => one.problems)],
  };
}

/** Whether a card in prose can be nothing else: it has both its sides, or hides something that is no link. */
function isClosed(lines: Lines, draft: Draft): boolean {
  if (draft.endsAt !== "rule") return false;
  return draft.sign === "Q" ? draft.answer !== undefined : hides(lines, draft);
}

/** Whether it is a C: with a bracket that is no link, nor in code or a formula. */
function hides(lines: Lines, { sign, first, end }: Draft): boolean {
  return sign === "C" && /(?<![\\![])\[[^[\]]+\](?![(\]])/.test(maskText(textBetween(lines, first, end)));
}

function makeBlock({ lines, path }: Source, draft: Draft, home: NoteHome): Found {
  const { sign, first, answer, end } = draft;
  const question = textBetween(lines, first, answer ?? end)
    .slice(2)
    .trim();
  const written = answer === undefined ? "" : textBetween(lines, answer, end).slice(2).trim();
  const { before, id } = idAtEnd(written) ?? { before: written, id: undefined };
  const isCloze = sign === "C";
  const text = isCloze ? writeOutBrackets(question) : question;
  const ordinals = isCloze ? clozeOrdinals(text) : [0];
  const problem = problemOf(path, draft, { question, answer: before, cards: ordinals.length });
  if (problem !== undefined) return { blocks: [], problems: [problem] };
  const fields: readonly Field[] = isCloze
    ? [
        { name: "Text", text },
        { name: "Back Extra", text: "" },
      ]
    : [
        { name: "Front", text },
        { name: "Back", text: before },
      ];
  const block = {
    line: first + 1,
    endLine: lastWritten(lines, first, end) + 1,
    column: 1,
    dialect: "hashcards" as const,
    foreignId: id === undefined ? undefined : `anki:${id}`,
    noteType: isCloze ? "Cloze" : "Basic",
    kind: isCloze ? ("cloze" as const) : ("basic" as const),
    fields,
    format: "markdown" as const,
    tags: normaliseTags(home.tags),
    deck: home.deck,
    ordinals,
  };
  return { blocks: [block], problems: [] };
}

function textBetween({ text, starts }: Lines, from: number, to: number): string {
  return text.slice(starts[from], (starts[to] ?? text.length + 1) - 1);
}

function lastWritten(lines: Lines, first: number, end: number): number {
  return first + textBetween(lines, first, end).trimEnd().split("\n").length - 1;
}

interface Sides {
  readonly question: string;
  readonly answer: string;
  readonly cards: number;
}

function problemOf(path: string, { sign, first }: Draft, { question, answer, cards }: Sides): Problem | undefined {
  const place = { path, line: first + 1, column: 1 };
  if (sign === "C")
    return cards > 0
      ? undefined
      : report(place, "no-cloze", "error", "C: without any deletion makes no card", "Hide something: [like this].");
  if (question === "")
    return report(
      place,
      "empty-front",
      "warning",
      "Q: is empty, so there is nothing to ask",
      "Fill it in, or remove the card.",
    );
  if (answer === "")
    return report(
      place,
      "missing-answer",
      "warning",
      "Q: without an answer makes no card",
      "Write the answer below, behind A:.",
    );
  return undefined;
}

function unclosedProblems(path: string, { sign, first, answer, endsAt }: Draft): Problem[] {
  if (endsAt === "rule" || endsAt === "card" || (sign === "Q" && answer === undefined)) return [];
  const message = `${sign}: without --- in a note of prose: the card reaches to the next heading or the end of the note`;
  const place = { path, line: first + 1, column: 1 };
  return [report(place, "missing-end", "warning", message, "Add a line --- after the last line of the card.")];
}
