import { Kind } from "../lexer/lines.ts";
import { headingAbove, isOnlyLinks, type Page, written } from "./page.ts";
import { asked, asks, type Draft, plainName } from "./suggestion.ts";

/** `> [!question]- What is a socket?` */
const opener = /^[ \t]*>[ \t]?\[!([\w-]+)(?:\|[^\]]*)?\][+-]?[ \t]*(.*)/;

export interface Callout {
  readonly line: number;
  readonly endLine: number;
  readonly title: string;
}

/** The callouts that have a title of their own. */
export function calloutsOf({ lines }: Page): Callout[] {
  return lines.flatMap((line, index) => {
    const title = opener.exec(line.raw)?.[2];
    if (title === undefined || line.taken || line.kind === Kind.fence || plainName(title) === "") return [];
    let end = index + 1;
    while (lines[end]?.quoted === true && !opener.test(lines[end]?.raw ?? "")) end++;
    return [{ line: line.line, endLine: end, title: plainName(title) }];
  });
}

/** A callout's title asks, its body answers. */
export function findCallouts(page: Page): Draft[] {
  return calloutsOf(page).flatMap(({ line, endLine, title }) => {
    const back = written(page.lines.slice(line, endLine));
    if (back === "" || isOnlyLinks(back) || endLine - line > 15) return [];
    const score = (asks(title) ? 0.95 : 0.8) - (endLine - line) / 100;
    const front = asked(headingAbove(page, line), title);
    return [{ kind: "callout", front, back, line, endLine, score, why: "a callout with a title" }];
  });
}
