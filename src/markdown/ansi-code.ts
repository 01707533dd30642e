import type { Code } from "mdast";
import type { Scope } from "./scope.ts";
import { clozePieces, withoutMarks } from "./cloze.ts";
import { hang, room } from "./hang.ts";
import { highlight } from "./highlight.ts";
import { languageOf } from "./language.ts";
import { type Line, type Span, cut, span, widthOf } from "./spans.ts";

/** A listing behind a bar. Long lines are cut, with a sign: a wrapped line of code would be read as two. */
export function codeLines(node: Code, scope: Scope, width: number): Line[] {
  const source = node.value.split("\n").map((line) => line.replaceAll("\t", "    ").trimEnd());
  const pieces = clozePieces(source.join("\n"), scope.cloze).map(({ text, style }) =>
    span(text, ...(style ? [style] : [])),
  );
  const language = languageOf(withoutMarks(node.lang ?? ""));
  const code = pieces.map(({ text }) => text).join("");
  const spans = scope.color ? overlay(highlight(code, language), pieces) : pieces;
  const inner = room(width, 2);
  const lines = splitLines(spans).map((line) => cut(line, inner));
  return hang(withLabel(lines, language, inner), [span("│ ", "dim")], width, true);
}

/** The same text twice, in colours and in pieces: where a piece is styled, its style wins. */
function overlay(colored: readonly Span[], pieces: readonly Span[]): Span[] {
  const result: Span[] = [];
  let [current, at] = [0, 0];
  for (const piece of pieces) {
    let left = piece.text;
    while (left !== "" && current < colored.length) {
      const { text = "", styles = [] } = colored[current] ?? {};
      const part = text.slice(at, at + left.length);
      result.push({ text: part, styles: piece.styles.length > 0 ? piece.styles : styles });
      left = left.slice(part.length);
      at += part.length;
      if (at === text.length) [current, at] = [current + 1, 0];
    }
  }
  return result;
}

function splitLines(spans: readonly Span[]): Line[] {
  const lines: Span[][] = [[]];
  for (const { text, styles } of spans) {
    for (const [index, part] of text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ text: part, styles });
    }
  }
  return lines;
}

/** The language stands at the right end of the first line where there is room, else above it. */
function withLabel(lines: readonly Line[], language: string, width: number): readonly Line[] {
  if (language === "") return lines;
  const [first = [], ...rest] = lines;
  const label = cut([span(language, "dim")], width);
  const gap = width - widthOf(first) - widthOf(label);
  return gap > 1 ? [[...first, span(" ".repeat(gap)), ...label], ...rest] : [label, ...lines];
}
