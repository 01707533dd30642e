import { Kind, kindOf, lineOf, type Lines, lineText } from "../lexer/lines.ts";
import { mask } from "../lexer/mask.ts";
import type { Source } from "./dialect.ts";

/** The line with the tag: what stands before it, what kind of card it asks for, and what follows it. */
export interface TagLine {
  readonly line: number;
  readonly before: string;
  readonly kind: "basic" | "reversed" | "spaced";
  readonly tags: string;
  readonly id: string | undefined;
}

/** Each once, however often the tag stands there. */
export function* linesWithTag(lines: Lines, tag: string): Generator<number> {
  if (!lines.text.includes("#")) return;
  let last = -1;
  for (const { index } of lines.text.matchAll(patternsOf(tag).anywhere)) {
    const line = lineOf(lines, index);
    if (line !== last) yield line;
    last = line;
  }
}

interface Patterns {
  readonly anywhere: RegExp;
  readonly atLineEnd: RegExp;
}

/** Behind the card's own; without a bound a line of nothing but tags would be read anew from each of them. */
const mostTags = 30;

const knownPatterns = new Map<string, Patterns>();

function patternsOf(tag: string): Patterns {
  const known = knownPatterns.get(tag);
  if (known !== undefined) return known;
  const escaped = tag.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const patterns = {
    anywhere: new RegExp(`#${escaped}`, "giu"),
    atLineEnd: new RegExp(
      `(?<=^|[ \\t])#${escaped}(?:[/-](reverse|spaced|reminder))?((?:[ \\t]*#[\\p{L}\\p{N}_/-]+){0,${mostTags}})(?:[ \\t]+\\^(\\d{13}|q-[a-z2-9]{4}))?[ \\t]*$`,
      "iu",
    ),
  };
  knownPatterns.set(tag, patterns);
  return patterns;
}

/** The tag ends its line, but for other tags and an id. In code it is none, nor as part of a longer one. */
export function tagLineAt({ lines, taken, syntax }: Source, line: number): TagLine | undefined {
  const kind = kindOf(lines, line);
  if ((kind !== Kind.prose && kind !== Kind.heading) || taken[line] === 1) return undefined;
  const raw = lineText(lines, line);
  if (!raw.includes("#")) return undefined;
  const found = patternsOf(syntax.flashcards.tag).atLineEnd.exec(mask(raw));
  if (found === null) return undefined;
  const [, form, tags, id] = found;
  const asked = form?.toLowerCase();
  return {
    line,
    before: raw.slice(0, found.index),
    kind: asked === "reverse" ? "reversed" : asked !== undefined ? "spaced" : "basic",
    tags: tags ?? "",
    id,
  };
}
