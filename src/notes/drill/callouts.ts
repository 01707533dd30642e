import { Kind, kindOf, type Lines, lineText } from "../lexer/lines.ts";

export interface Callout {
  /** `hint` or `debrief`. */
  readonly kind: string;
  /** What it holds, without the quote's signs; its title if it holds nothing else. */
  readonly text: string;
}

const opening = /^ {0,3}>[ \t]?\[!(hint|debrief)\][+-]?[ \t]*(.*)/i;
const quoted = /^ {0,3}>[ \t]?(.*)$/;

/** Takes the hints and debriefs out of some lines (0-based, `to` excluded); `rest` are the other lines outside of blocks. */
export function readCallouts(lines: Lines, from: number, to: number): { callouts: Callout[]; rest: string } {
  const callouts: Callout[] = [];
  const rest: string[] = [];
  for (let line = from; line < to; line++) {
    const text = lineText(lines, line);
    const match = kindOf(lines, line) === Kind.prose ? opening.exec(text) : null;
    if (match?.[1] === undefined) {
      rest.push(text);
      continue;
    }
    const body: string[] = [];
    for (let next = quoted.exec(lineText(lines, line + 1)); next !== null && line + 1 < to; line++) {
      body.push(next[1] ?? "");
      next = quoted.exec(lineText(lines, line + 2));
    }
    callouts.push({ kind: match[1].toLowerCase(), text: body.join("\n").trim() || (match[2] ?? "").trim() });
  }
  return { callouts, rest: rest.join("\n") };
}
