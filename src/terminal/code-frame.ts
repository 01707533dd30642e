import { safeText } from "../markdown/safe-text.ts";
import { textWidth } from "../markdown/width.ts";
import { cut } from "./line.ts";

/**
 * The line that something is wrong with, and a caret below its place:
 *
 *      41 │ 日本 START
 *         │      ^
 *
 * `column` counts code points from 1; the caret stands below that character, however wide those before it are.
 */
export function codeFrame(text: string, line: number, column: number, width: number): string[] {
  const gutter = String(line).padStart(6);
  const shown = (part: string) => safeText(part.replaceAll("\t", "    "));
  const before = shown(
    Array.from(text)
      .slice(0, column - 1)
      .join(""),
  );
  const room = Math.max(20, width - 10);
  const caret = textWidth(before) < room ? [`${" ".repeat(6)} │ ${" ".repeat(textWidth(before))}^`] : [];
  return [`${gutter} │ ${cut(shown(text), room)}`, ...caret];
}
