import type { Place } from "../../model.ts";
import { isShielded, Kind, kindOf, lineOf, lineText } from "../lexer/lines.ts";
import type { Source } from "./dialect.ts";

/** A callout of ours: `> [!name|words]- title`, and its other lines without the quote's signs. */
export interface Callout {
  readonly place: Place;
  readonly endLine: number;
  readonly name: "card" | "cloze";
  readonly words: string;
  readonly title: string;
  readonly body: readonly CalloutLine[];
}

export interface CalloutLine {
  readonly text: string;
  /** Whether it belongs to a fence, comment or formula. */
  readonly isShielded: boolean;
}

const sign = /\[!(?:card|cloze)[\]|]/gi;
const opening =
  /^([ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?(?:>[ \t]?)+)\[!(card|cloze)(?:\|([^\]]*))?\][+-]?(?:$|[ \t]+(.*))/i;

export function readCallouts(source: Source): Callout[] {
  const { lines } = source;
  const callouts: Callout[] = [];
  sign.lastIndex = 0;
  for (let found = sign.exec(lines.text); found !== null; found = sign.exec(lines.text)) {
    const callout = calloutAt(source, lineOf(lines, found.index));
    if (callout === undefined) continue;
    callouts.push(callout);
    sign.lastIndex = lines.starts[callout.endLine] ?? lines.text.length;
  }
  return callouts;
}

/** It ends where its quote ends, or the next card begins in the same quote. */
function calloutAt({ lines, path, taken }: Source, line: number): Callout | undefined {
  const [, prefix, name, words, title] = opening.exec(lineText(lines, line)) ?? [];
  const kind = kindOf(lines, line);
  if (prefix === undefined || (kind !== Kind.prose && kind !== Kind.heading) || taken[line] === 1) return undefined;
  const depth = depthOf(prefix);
  const quoted = new RegExp(`^[ \\t]*(?:>[ \\t]?){${depth}}(.*)$`);
  const body: CalloutLine[] = [];
  for (let next = line + 1; next < lines.starts.length; next++) {
    const raw = lineText(lines, next);
    const text = quoted.exec(raw)?.[1];
    const shielded = isShielded(kindOf(lines, next));
    if (text === undefined || taken[next] === 1 || (!shielded && depthOf(opening.exec(raw)?.[1]) === depth)) break;
    body.push({ text, isShielded: shielded });
  }
  return {
    place: { path, line: line + 1, column: prefix.length + 1 },
    endLine: line + 1 + body.length,
    name: name?.toLowerCase() === "cloze" ? "cloze" : "card",
    words: words ?? "",
    // flashcards-obsidian has the same callout, and lets a colon stand before its question.
    title: (title ?? "").trim().replace(/^:\s+/, ""),
    body,
  };
}

function depthOf(prefix: string | undefined): number {
  return (prefix ?? "").split(">").length - 1;
}
