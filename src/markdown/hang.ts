import { type Line, span, widthOf, wrap } from "./spans.ts";

/** Below this an indent gives way, so that the text keeps some room. */
const narrowest = 12;

/** The columns that are left beside an indent. */
export function room(width: number, indent: number): number {
  return width - indent < narrowest ? width : width - indent;
}

/** Lines of `room(width, …)` columns behind a marker; below it blanks, or the marker again. */
export function hang(lines: readonly Line[], marker: Line, width: number, repeat = false): Line[] {
  const indent = widthOf(marker);
  if (room(width, indent) === width) return repeat ? [...lines] : withMarker(lines, marker, width);
  const rest = repeat ? marker : [span(" ".repeat(indent))];
  const first = lines[0] ?? [];
  return [
    [...marker, ...first],
    ...lines.slice(1).map((line) => (line.length === 0 && !repeat ? line : [...rest, ...line])),
  ];
}

/** Where there is no room to indent, the marker stands before the first line, or above it. */
function withMarker(lines: readonly Line[], marker: Line, width: number): Line[] {
  const [first = [], ...rest] = lines;
  return widthOf(marker) + widthOf(first) <= width
    ? [[...marker, ...first], ...rest]
    : [...wrap(marker, width), ...lines];
}
