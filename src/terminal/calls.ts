import type { Played } from "../drills/foresight.ts";
import { cameText } from "../drills/play-calls.ts";
import { textWidth } from "../markdown/width.ts";
import type { Look } from "./card.ts";
import { cut, painter, wrapText } from "./line.ts";

/**
 * What came of calls, one a line; a call that failed, or that nothing wakes, is marked.
 *
 *      1  server: listen(s, 8)                = 0
 *      2  client: connect(c, unix:{path})     ✗ ENOENT: no socket of this name was ever bound
 */
export function callLines(calls: readonly Played[], look: Look): readonly string[] {
  const isAlone = new Set(calls.map(({ actor }) => actor)).size === 1;
  const names = calls.map(({ actor, call }) => (isAlone ? call : `${actor}: ${call}`));
  const column = Math.min(Math.max(...names.map(textWidth)), Math.floor(look.width / 2)) + 2;
  return calls.flatMap((line, index) => {
    const lead = `${String(index + 1).padStart(4)}  ${cut(names[index] ?? "", look.width - 6)}`;
    const isWrong = line.came?.kind !== "value" && line.isSecret !== true;
    const text = line.isSecret === true ? "?" : `${isWrong ? "✗ " : ""}${cameText(line)}`;
    const room = look.width - 6 - column;
    const paint = (part: string): string => painter(look.color)(isWrong ? "31" : "32", part);
    if (textWidth(lead) <= column + 6 && textWidth(text) <= room)
      return [lead + " ".repeat(column + 6 - textWidth(lead)) + paint(text)];
    if (line.came?.kind === "errno" && !line.waited && textWidth(lead) <= column + 6) {
      const name = lead + " ".repeat(column + 6 - textWidth(lead)) + paint(`✗ ${line.came.errno}`);
      return [name, ...wrapText(line.came.meaning, look.width - 10).map((part) => " ".repeat(10) + paint(part))];
    }
    return [lead, ...wrapText(text, look.width - 10).map((part) => " ".repeat(10) + paint(part))];
  });
}
