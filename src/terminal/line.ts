import { safeText } from "../markdown/safe-text.ts";
import { span, toAnsi, wrap } from "../markdown/spans.ts";
import { characterWidth, charactersOf, textWidth } from "../markdown/width.ts";

/** One safe line of at most `width` columns, with … where something was cut. */
export function cut(text: string, width: number): string {
  const line = safeText(text).trimEnd().replaceAll("\n", " ");
  if (textWidth(line) <= width) return line;
  let kept = "";
  let columns = 1;
  for (const character of charactersOf(line)) {
    columns += characterWidth(character);
    if (columns > width) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Colour as an addition: the same text when it is off. */
export function painter(color: boolean): (codes: string, text: string) => string {
  return (codes, text) => (color ? `\u001b[${codes}m${text}\u001b[0m` : text);
}

/** Safe lines of at most `width` columns; the second and further ones begin with `indent`. */
export function wrapText(text: string, width: number, indent = ""): string[] {
  return safeText(text)
    .split("\n")
    .flatMap((line) => {
      const lead = line.slice(0, line.length - line.trimStart().length);
      const lines = wrap([span(line.trimStart())], Math.max(10, width - Math.max(indent.length, lead.length)));
      return lines.map((part, index) => (index === 0 ? lead : indent) + toAnsi(part, false).trimEnd());
    });
}

/** With blanks behind it, so that what follows begins in the same column. */
export function padded(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - textWidth(text)));
}

/** A label, and the text wrapped beside it; where the label is too long, the text begins behind it. */
export function labelled(label: string, text: string, column: number, width: number): string[] {
  const lead = textWidth(label) < column ? padded(label, column) : `${label} `;
  const own = textWidth(lead);
  const [first = "", ...rest] = wrapText(text, Math.max(10, width - own));
  if (rest.length === 0) return [lead + first];
  const [, ...others] =
    own === column ? ["", ...rest] : ["", ...wrapText(rest.join(" "), Math.max(10, width - column))];
  return [lead + first, ...others.map((line) => " ".repeat(column) + line)];
}

/** Words side by side, in as many lines as the width asks for; each may have its colour. */
export function wordLines(
  words: readonly string[],
  { width, color }: { readonly width: number; readonly color: boolean },
  colors: readonly string[] = [],
  gap = 3,
): readonly string[] {
  const paint = painter(color);
  const lines: { width: number; parts: string[] }[] = [];
  words.forEach((word, index) => {
    const part = paint(colors[index] ?? "2", word);
    const last = lines.at(-1);
    if (last === undefined || last.width + gap + textWidth(word) > width)
      lines.push({ width: textWidth(word), parts: [part] });
    else {
      last.parts.push(part);
      last.width += gap + textWidth(word);
    }
  });
  return lines.map((line) => line.parts.join(" ".repeat(gap)));
}
