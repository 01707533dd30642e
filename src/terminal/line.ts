import { safeText } from "../markdown/safe-text.ts";
import { characterWidth, charactersOf, textWidth } from "../markdown/width.ts";

/** One safe line of at most `width` columns, with … where something was cut. */
export function cut(text: string, width: number): string {
  const line = safeText(text).replace(/\s+$/, "").replaceAll("\n", " ");
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
