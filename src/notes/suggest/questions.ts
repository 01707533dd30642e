import { Kind } from "../lexer/lines.ts";
import { isOnlyLinks, isProse, nextOf, type Page, type PageLine, trimmed, written } from "./page.ts";
import { isOpaque, mostLines } from "./passages.ts";
import { asks, type Draft, plainName } from "./suggestion.ts";

/** What stands before a question, or between bold signs alone: `Q:`, `Question 3.` */
const label = /^Q(?:uestion)?[ \t]*(?:\d+[ \t]*)?[.:：)][ \t]*/i;
const answerLabel = /^(?:\*\*|__)?A(?:ns(?:wer)?)?[ \t]*(?:\d+[ \t]*)?[.:：](?:\*\*|__)?[ \t]*/i;

interface Question {
  readonly question: string;
  /** What follows it on its line. */
  readonly rest: string;
  readonly isLabelled: boolean;
}

/**
 * Questions in bold, or with a `Q:`, and what stands below:
 *
 *     **Q: What is a socket?**          1. **Why TIME_WAIT?** The last ACK may
 *     A: An endpoint.                      get lost.
 */
export function findQuestions(page: Page): Draft[] {
  const headings = new Set(page.headings.map(({ line }) => line));
  const questions = page.lines.map((line) =>
    isProse(line) && !headings.has(line.line) ? questionOn(line.text) : undefined,
  );
  const stops = nextOf(page.lines, (at) => questions[at] !== undefined || headings.has(at + 1));
  return page.lines.flatMap((line, index) => {
    const found = questions[index];
    if (found === undefined) return [];
    const below = answerBelow(line, page.lines.slice(index + 1, stops[index]), found.rest !== "");
    const text = [found.rest, written(below)].filter((part) => part !== "").join("\n");
    // Without a Q, an A is the first of several choices.
    const isAnswered = found.isLabelled && answerLabel.test(text);
    const back = isAnswered ? text.replace(answerLabel, "") : text;
    if (back === "" || below.length > mostLines || below.some(isOpaque) || isOnlyLinks(back)) return [];
    if (found.isLabelled && !isAnswered && !asks(found.question)) return [];
    const score = (isAnswered ? 0.95 : 0.85) - below.length / 100;
    const endLine = below.at(-1)?.line ?? line.line;
    return [
      {
        kind: "question",
        front: found.question,
        back,
        line: line.line,
        endLine,
        score,
        why: "a question and its answer",
      },
    ];
  });
}

function questionOn(text: string): Question | undefined {
  const [, , bold = "", behind = ""] = /^(\*\*|__)((?:(?!\1).)+)\1[ \t]*:?[ \t]*(.*)$/.exec(text) ?? [];
  if (/^Q(?:uestion)?[ \t]*(?:\d+[ \t]*)?[.:：)]?$/i.test(bold) && behind !== "")
    return { question: plainName(behind), rest: "", isLabelled: true };
  const isLabelled = label.test(bold === "" ? text : bold);
  if (bold === "" && !isLabelled) return undefined;
  const question = plainName((bold === "" ? text : bold).replace(label, ""));
  return isLabelled || asks(question) ? { question, rest: behind, isLabelled } : undefined;
}

/** The first paragraph below, and the list, table or code that it leads to; of an item only what is part of it. */
function answerBelow(question: PageLine, lines: readonly PageLine[], isBegun: boolean): readonly PageLine[] {
  let end = 0;
  let isInside = isBegun;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined || line.taken || /^[-*_ ]{3,}$/.test(line.raw)) break;
    if (line.raw.replace(/[>\s]/g, "") === "") continue;
    if (line.quoted !== question.quoted && question.quoted) break;
    if (question.marker !== undefined && line.indent <= question.indent && line.kind === Kind.prose) break;
    const isNext = at === end || line.kind === Kind.fence || line.marker !== undefined || line.text.startsWith("|");
    if (isInside && !isNext) break;
    isInside = true;
    end = at + 1;
  }
  return trimmed(lines.slice(0, end));
}
