import { runLength } from "./cursor.ts";

/** What stands for a masked character: no letter, no blank, in no grammar. */
const blotted = "\uFFFC";

/**
 * Blots out what no card is looked for in, character by character, so that offsets stay:
 *
 *     use `a::b` here, $x::y$ %%z::%%   →   use ￼￼￼￼￼￼ here, ￼￼￼￼￼￼ ￼￼￼￼￼￼￼
 *
 * The text is one paragraph: code, formulas and comments may run over its lines, and never beyond it.
 */
export function mask(paragraph: string): string {
  const parts: string[] = [];
  let kept = 0;
  for (const { at, end } of shieldedSpans(paragraph)) {
    parts.push(paragraph.slice(kept, at), blot(paragraph.slice(at, end)));
    kept = end;
  }
  return parts.length === 0 ? paragraph : parts.join("") + paragraph.slice(kept);
}

/** Every character but the ends of lines. */
export function blot(text: string): string {
  return text.replace(/[^\n]/g, blotted);
}

export interface ShieldedSpan {
  readonly kind: "code" | "math" | "comment";
  readonly at: number;
  readonly end: number;
}

/** The code spans, formulas and comments of a paragraph, in order. */
export function shieldedSpans(paragraph: string): ShieldedSpan[] {
  const spans: ShieldedSpan[] = [];
  if (!/[`$%<]/.test(paragraph)) return spans;
  const missing = new Set<string>();
  const sign = /\\[^]?|`+|\$+|%%|<!--/g;
  for (let found = sign.exec(paragraph); found !== null; found = sign.exec(paragraph)) {
    const [opener] = found;
    const kind = opener[0] === "`" ? "code" : opener[0] === "$" ? "math" : "comment";
    const end = opener[0] === "\\" ? undefined : spanEnd(paragraph, found.index, opener, missing);
    if (end === undefined) continue;
    spans.push({ kind, at: found.index, end });
    sign.lastIndex = end;
  }
  return spans;
}

/** Offset behind the span; each kind of closer that the rest lacks is searched only once (`missing`). */
function spanEnd(text: string, at: number, opener: string, missing: Set<string>): number | undefined {
  const closer = opener === "<!--" ? "-->" : opener;
  if (missing.has(closer)) return undefined;
  const end = opener === "$" ? formulaEnd(text, at) : closerEnd(text, at + opener.length, closer);
  if (end === undefined && opener !== "$") missing.add(closer);
  return end;
}

function closerEnd(text: string, from: number, closer: string): number | undefined {
  for (let at = text.indexOf(closer, from); at !== -1; at = text.indexOf(closer, at)) {
    const run = closer[0] === "`" ? runLength(text, at, text.length) : closer.length;
    if (run === closer.length) return at + run;
    at += run;
  }
  return undefined;
}

/** `$x$` on one line: no blank inside its signs, no digit after them, so that `$5 and $6` are prices. */
function formulaEnd(text: string, at: number): number | undefined {
  const formula = /\$(?![ \t])(?:[^$\n\\]|\\[^\n]){1,999}\$/y;
  formula.lastIndex = at;
  if (!formula.test(text)) return undefined;
  const end = formula.lastIndex;
  return /[ \t]/.test(text[end - 2] ?? " ") || /[0-9]/.test(text[end] ?? "") ? undefined : end;
}
