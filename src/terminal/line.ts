import sliceAnsi from "slice-ansi";
import stringWidth from "string-width";
import { safeText } from "../markdown/safe-text.ts";

/** One safe line of at most `width` columns, with … where something was cut. */
export function cut(text: string, width: number): string {
  const line = safeText(text).replace(/\s+$/, "").replaceAll("\n", " ");
  return stringWidth(line) <= width ? line : `${sliceAnsi(line, 0, width - 1)}…`;
}

/** Colour as an addition: the same text when it is off. */
export function painter(color: boolean): (codes: string, text: string) => string {
  return (codes, text) => (color ? `\u001b[${codes}m${text}\u001b[0m` : text);
}
