import { Kind } from "../lexer/lines.ts";
import { headingAbove, isOnlyLinks, type Page, type PageLine, trimmed, written } from "./page.ts";
import { asked, asks, type Draft, plainName } from "./suggestion.ts";

/** `> [!question]- What is a socket?` */
const opener = /^[ \t]*>[ \t]?\[!([\w-]+)(?:\|[^\]]*)?\][+-]?[ \t]*(.*)/;
const innerAnswer = /^[ \t]*>[ \t]?>[ \t]?\[!(?:success|check|done|answer|solution)\]/i;
const mostLines = 15;

export interface Callout {
  readonly line: number;
  readonly endLine: number;
  readonly name: string;
  readonly title: string;
}

/** The callouts that have a title of their own. */
export function calloutsOf(page: Page): Callout[] {
  return allCallouts(page).filter(({ title }) => title !== "");
}

function allCallouts({ lines }: Page): Callout[] {
  return lines.flatMap((line, index) => {
    const [, name = "", title] = opener.exec(line.raw) ?? [];
    if (title === undefined || line.taken || line.kind === Kind.fence) return [];
    let end = index + 1;
    while (lines[end]?.quoted === true && !opener.test(lines[end]?.raw ?? "")) end++;
    return [{ line: line.line, endLine: end, name: name.toLowerCase(), title: plainName(title) }];
  });
}

/** A callout's title asks, its body answers; or what stands above an answer's own callout asks. */
export function findCallouts(page: Page): Draft[] {
  const callouts = allCallouts(page);
  const answers = new Set<Callout>();
  return callouts.flatMap((callout, index) => {
    const next = callouts[index + 1];
    const pair = pairOf(page, callout, next);
    if (pair !== undefined && next !== undefined && pair.endLine >= next.line) answers.add(next);
    if (pair === undefined && (callout.title === "" || answers.has(callout))) return [];
    const { front, back, endLine } = pair ?? {
      front: asked(headingAbove(page, callout.line), callout.title),
      back: written(bodyOf(page, callout)),
      endLine: callout.endLine,
    };
    if (front === "" || back === "" || isOnlyLinks(back) || endLine - callout.line > mostLines) return [];
    const score = (pair !== undefined || asks(callout.title) ? 0.95 : 0.8) - (endLine - callout.line) / 100;
    const why = pair === undefined ? "a callout with a title" : "a callout that asks, and one that answers";
    return [{ kind: "callout", front, back, line: callout.line, endLine, score, why }];
  });
}

/**
 * Question and answer in two callouts, one within the other or one below the other:
 *
 *     > [!question] Which is invalid?       > [!question] Question 3
 *     > a) 10.0.0.1                         > What does bind do?
 *     > b) 10.0.0.256
 *     > > [!success]- Answer                > [!success]- Answer
 *     > > b)                                > It gives an address.
 */
function pairOf(
  page: Page,
  callout: Callout,
  next: Callout | undefined,
): Omit<Draft, "kind" | "line" | "score" | "why"> | undefined {
  const body = bodyOf(page, callout);
  const inner = body.findIndex(({ raw }) => innerAnswer.test(raw));
  if (inner !== -1) {
    const answer = body.slice(inner + 1).map((line) => ({ ...line, raw: line.raw.replace(/^[ \t]*>[ \t]?/, "") }));
    const within = answer.findIndex(({ raw }) => !raw.trimStart().startsWith(">"));
    const used = within === -1 ? answer : answer.slice(0, within);
    return { front: questionOf(callout, body.slice(0, inner)), back: written(used), endLine: callout.endLine };
  }
  if (!/^(?:question|help|faq)$/.test(callout.name) || asks(callout.title) || next === undefined) return undefined;
  const isBelow = trimmed(page.lines.slice(callout.endLine, next.line - 1)).length === 0;
  if (!isBelow || !/^(?:success|check|done|answer|solution)$/.test(next.name)) return undefined;
  return { front: questionOf(callout, body), back: written(bodyOf(page, next)), endLine: next.endLine };
}

/** The title and what stands below it; a title that only counts (`Question 3`) says nothing. */
function questionOf({ title }: Callout, body: readonly PageLine[]): string {
  const below = written(body);
  return below !== "" && /^\p{L}*[ \t]*\d*[.:]?$/u.test(title) ? below : `${title}\n${below}`.trim();
}

function bodyOf(page: Page, { line, endLine }: Callout): readonly PageLine[] {
  return page.lines.slice(line, endLine);
}
