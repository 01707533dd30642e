import type { Field, Problem } from "../../model.ts";
import { tagInText } from "../any-case.ts";
import { matchesGlobs } from "../globs.ts";
import { Kind, kindOf } from "../lexer/lines.ts";
import type { SpacedRepetition } from "../settings/spaced-repetition.ts";
import type { Syntax } from "../settings/syntax.ts";
import type { DialectReader, Found, FoundBlock, Opener, Source } from "./dialect.ts";
import { clozeOrdinals } from "./note-types.ts";
import { clozeSigns, writeOutClozes } from "./spaced-repetition-cloze.ts";
import { type Decks, deckOf, isIgnored, readDecks, tagsAt, takeLeadingTags } from "./spaced-repetition-decks.ts";
import type { CardLine, RawCard } from "./spaced-repetition-card.ts";
import { findCards, isRule } from "./spaced-repetition-lines.ts";
import { closedGate, columnOf, remarkProblem } from "./spaced-repetition-problems.ts";
import { readSchedules, scheduleSign } from "./spaced-repetition-schedule.ts";

/**
 * The cards of obsidian-spaced-repetition, in notes with a tag that the vault's settings name:
 *
 *     #flashcards/sockets
 *
 *     A stream ends with::a FIN
 *     <!--SR:!2024-08-16,51,230-->
 *
 * spaced-repetition-lines.ts tells what makes a card, -schedule.ts what the comment says.
 */
export const spacedRepetition: DialectReader = {
  openers,
  read: readNote,
};

/** A note without any of these is of no interest; a schedule is worth a word even where no tag stands. */
function openers({ spacedRepetition: settings }: Syntax): readonly Opener[] {
  const { separator, reversedSeparator, lineSeparator, reversedLineSeparator } = settings;
  const signs = [separator, reversedSeparator, lineSeparator, reversedLineSeparator, ...clozeSigns(settings)];
  const isOpen = settings.openGate || settings.foldersAsDecks;
  if (isOpen) return [scheduleSign, ...signs].map((word) => [word]);
  return [[scheduleSign], ...settings.tags.flatMap((tag) => [...tagInText(tag), [{ anyCase: tag, inHead: true }]])];
}

function readNote(source: Source): Found {
  const { path, syntax } = source;
  if (matchesGlobs(ignoredGlobs(syntax), path) || isIgnored(source)) return { blocks: [], problems: [] };
  const decks = readDecks(source);
  if (!decks.isOpen) return { blocks: [], problems: closedGate(source) };
  const { cards, remarks } = findCards(source);
  const problems = remarks.map((remark) => remarkProblem(source, remark));
  const blocks: FoundBlock[] = [];
  for (const card of cards) {
    const made = makeBlock(source, decks, card);
    if ("rule" in made) problems.push(made);
    else blocks.push(made);
    problems.push(...scheduleProblems(source, card));
  }
  return { blocks, problems };
}

/** The first versions named folders. */
function ignoredGlobs({ spacedRepetition: { ignored } }: Syntax): readonly string[] {
  return ignored.flatMap((glob) => (/[*?{!]/.test(glob) ? [glob] : [glob, `${glob.replace(/\/$/, "")}/**`]));
}

function makeBlock(source: Source, decks: Decks, card: RawCard): FoundBlock | Problem {
  const settings = source.syntax.spacedRepetition;
  const asked = frontOf(source, card);
  const { tags: own, rest } = takeLeadingTags(asked.text, settings);
  const front = card.back.length === 0 ? withoutBlockId(rest) : rest;
  const fields = card.form === "cloze" ? clozeFields(front, card, settings) : pairFields(front, card);
  const first = fields[0]?.text ?? "";
  if (first === "") return remarkProblem(source, { line: asked.line, what: "empty-front" });
  if (card.form !== "cloze" && fields[1]?.text === "")
    return remarkProblem(source, { line: asked.line, what: "missing-answer" });
  const ordinals = card.form === "cloze" ? clozeOrdinals(first) : card.reversed ? [0, 1] : [0];
  if (ordinals.length === 0) return remarkProblem(source, { line: asked.line, what: "no-cloze" });
  const tags = tagsAt(decks, asked.line, own);
  const { schedules } = schedulesOf(card);
  return {
    line: asked.line + 1,
    endLine: card.last + 1,
    column: columnOf(source, asked.line),
    dialect: "spaced-repetition",
    foreignId: undefined,
    noteType: card.form === "cloze" ? "Cloze" : card.reversed ? "Basic (and reversed card)" : "Basic",
    kind: card.form === "cloze" ? "cloze" : card.reversed ? "reversed" : "basic",
    fields,
    format: "markdown",
    tags: [...new Set([...decks.headTags, ...tags])],
    deck: deckOf(source, tags),
    ordinals,
    ...(schedules.some((schedule) => schedule !== undefined)
      ? { schedules: ordinals.map((_, index) => schedules[index]) }
      : {}),
  };
}

function pairFields(front: string, card: RawCard): Field[] {
  const back = withoutBlockId(withoutIndent(card.back.map(({ text }) => text)));
  return [
    { name: "Front", text: front },
    { name: "Back", text: back },
  ];
}

function clozeFields(text: string, { comments }: RawCard, settings: SpacedRepetition): Field[] {
  const written = writeOutClozes(text, settings, false);
  const isProven = written === text && comments.length > 0;
  return [
    { name: "Text", text: isProven ? writeOutClozes(text, settings, true) : written },
    { name: "Back Extra", text: "" },
  ];
}

/** The question, without the headings above it, and the line (0-based) that it begins on. A heading alone is the question itself. */
function frontOf({ lines }: Source, { form, front }: RawCard): CardLine {
  const isText = ({ text }: CardLine) => text.trim() !== "";
  const isHeading = ({ line, text }: CardLine) =>
    kindOf(lines, line) === Kind.heading && /^\s*#{1,6}(?:\s|$)/.test(text);
  const firstProse = front.findIndex((each) => isText(each) && !isHeading(each));
  const cut = form === "cloze" ? Math.max(0, firstProse) : front.findLastIndex(isHeading) + 1;
  const below = front.slice(cut);
  const asked = below.some(isText) ? below : front.slice(Math.max(0, cut - 1));
  const line = asked.find(isText)?.line ?? front[0]?.line ?? 0;
  const texts = asked.map(({ text }) => text);
  const isOne = asked.filter(isText).length === 1;
  return { line, text: isOne ? withoutMarkers(texts.join("").trim()) : withoutIndent(texts) };
}

/** Signs that make a line a heading, item, task, quote or title of a callout: the question is what stands behind them. */
function withoutMarkers(text: string): string {
  return text
    .replace(/^#{1,6}\s+/, "")
    .replace(/^(?:>\s?)*/, "")
    .replace(/^\[![^\]]+\][+-]?\s*/, "")
    .replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[.\]\s+)?/, "")
    .trim();
}

/** Lines as one text, without the indent that all of them have, nor a rule that ends them. */
function withoutIndent(texts: readonly string[]): string {
  const kept = texts.length > 1 && isRule(texts.at(-1) ?? "") ? texts.slice(0, -1) : texts;
  const written = kept.filter((text) => text.trim() !== "");
  const indent = written.reduce((least, text) => Math.min(least, text.length - text.trimStart().length), Infinity);
  const isSame = written.every((text) => text.slice(0, indent) === written[0]?.slice(0, indent));
  return kept
    .map((text) => (isSame ? text.slice(indent) : text).trimEnd())
    .join("\n")
    .trim();
}

/** ` ^f3a9c1` at the end is Obsidian's name for the block. */
function withoutBlockId(text: string): string {
  return text.replace(/(?:^|\s)\^[A-Za-z0-9-]+$/, "").trimEnd();
}

function schedulesOf({ comments }: RawCard): ReturnType<typeof readSchedules> {
  return comments[0] === undefined ? { schedules: [], bad: 0 } : readSchedules(comments[0]);
}

function scheduleProblems(source: Source, card: RawCard): Problem[] {
  return schedulesOf(card).bad === 0 ? [] : [remarkProblem(source, { line: card.last, what: "unread-schedule" })];
}
