import { type Heading, isInSpan, type Lines } from "./lexer/lines.ts";

/** The headings that divide a note: those inside a block belong to its card. */
export function dividingHeadings(lines: Lines): readonly Heading[] {
  if (lines.spans.length === 0) return lines.headings;
  return lines.headings.filter(({ line }) => !isInSpan(lines, line - 1));
}

/** Index of the heading that a line (1-based) stands under; -1 before the first. */
export function sectionOf(headings: readonly Heading[], line: number): number {
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((headings[middle]?.line ?? Infinity) <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** For each section the texts of the headings above, outermost first; the first entry is that of section -1. */
export function headingPaths(headings: readonly Heading[]): string[][] {
  const path: Heading[] = [];
  const paths = headings.map((heading) => {
    while ((path.at(-1)?.level ?? 0) >= heading.level) path.pop();
    path.push(heading);
    return path.map(({ text }) => text);
  });
  return [[], ...paths];
}
