import { firstWhere } from "./first-where.ts";
import { type Heading, isInSpan, type Lines } from "./lexer/lines.ts";

/** The headings that divide a note: those inside a block belong to its card. */
export function dividingHeadings(lines: Lines): readonly Heading[] {
  if (lines.spans.length === 0) return lines.headings;
  return lines.headings.filter(({ line }) => !isInSpan(lines, line - 1));
}

/**
 * The same when the cards are known: an underline that closes a card (`A: An endpoint.` above `---`) makes no heading of it.
 * A heading that is a question by itself (`## What is a socket? #card`) divides all the same.
 */
export function headingsAround(
  lines: Lines,
  taken: Readonly<Uint8Array>,
  blocks: readonly { readonly line: number }[],
): readonly Heading[] {
  if (blocks.length === 0 || lines.headings.length === 0) return lines.headings;
  const begins = new Set(blocks.map(({ line }) => line));
  const asks = (line: number) => begins.has(line) && lines.text[lines.starts[line - 1] ?? 0] === "#";
  return lines.headings.filter(({ line }) => taken[line - 1] !== 1 || asks(line));
}

/** Index of the heading that a line (1-based) stands under; -1 before the first. */
export function sectionOf(headings: readonly Heading[], line: number): number {
  return firstWhere(headings.length, (index) => (headings[index]?.line ?? Infinity) > line) - 1;
}

/** For each section the one that it belongs to, -1 for the outermost. */
export function outline(headings: readonly Heading[]): number[] {
  const parents: number[] = [];
  headings.forEach(({ level }, index) => {
    let parent = index - 1;
    while ((headings[parent]?.level ?? 0) >= level) parent = parents[parent] ?? -1;
    parents.push(parent);
  });
  return parents;
}

/** The texts of the headings above what stands in a section, outermost first. */
export function headingPath(headings: readonly Heading[], parents: readonly number[], section: number): string[] {
  const path: string[] = [];
  for (let index = section; index >= 0; index = parents[index] ?? -1) path.push(headings[index]?.text ?? "");
  return path.toReversed();
}
