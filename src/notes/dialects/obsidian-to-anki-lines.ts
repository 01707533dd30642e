import type { Field, Problem } from "../../model.ts";
import { isShielded, kindOf, type Lines, lineText } from "../lexer/lines.ts";
import { report } from "../report.ts";
import type { NoteType } from "./note-types.ts";

/**
 * The lines of a block that are read for fields, without the indent that its START has. Nearly always they are lines of
 * the note just as it stands, so they are told by their numbers, and a field is cut out of the text in one piece.
 */
export interface Content extends Pick<Lines, "text" | "starts" | "marks"> {
  /** The first line, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Added to a line's number it gives that line of the note, 0-based. */
  readonly shift: number;
}

/** Lines that differ from those of the note: `shift` is where the first of them stands there. */
export function contentOfTexts(texts: readonly string[], marks: readonly number[], shift: number): Content {
  let next = 0;
  const starts = texts.map((text) => {
    const start = next;
    next += text.length + 1;
    return start;
  });
  return { text: texts.join("\n"), starts, marks, from: 0, to: texts.length, shift };
}

/** What the end of a block says, and the lines before it. */
export interface Tail {
  readonly id: string | undefined;
  readonly tags: string;
  readonly rest: Content;
}

/** Takes id and tags off the end, in either order, blank lines between them or not. */
export function readTail(content: Content): Tail {
  let rest = content;
  let id: string | undefined;
  let tags: string | undefined;
  let { to } = content;
  for (; to > rest.from; to--) {
    const text = lineText(rest, to - 1).trim();
    if (text === "") continue;
    const found = id === undefined ? idAtEnd(text) : undefined;
    if (found !== undefined) {
      id = found.id;
      if (found.before === "") continue;
      rest = withLastLine(rest, to - 1, found.before);
      to = rest.to + 1;
    } else if (tags === undefined && text.startsWith("Tags:") && !isShielded(kindOf(rest, to - 1)))
      tags = text.slice(5);
    else break;
  }
  return { id, tags: tags ?? "", rest: { ...rest, to } };
}

function withLastLine({ from, shift, ...lines }: Content, last: number, text: string): Content {
  const above = Array.from({ length: last - from }, (_, index) => lineText(lines, from + index));
  return contentOfTexts([...above, text], lines.marks.slice(from, last + 1), shift + from);
}

/** `<!--ID: 1566052191670-->` at the end of a line, or the old `ID: 1566052191670` alone on it. */
export function idAtEnd(text: string): { readonly id: string; readonly before: string } | undefined {
  if (!text.includes("ID:")) return undefined;
  const at = text.endsWith("-->") ? text.lastIndexOf("<!--") : 0;
  const inner = text.endsWith("-->") ? text.slice(at + 4, -3) : text;
  const id = /^\s*ID:\s*(\d+)\s*$/.exec(inner)?.[1];
  return id === undefined || at === -1 ? undefined : { id, before: text.slice(0, at).trimEnd() };
}

/** The text of each field of the type: a line that begins with `Name:` turns to that field, the first needs no name. */
export function readFields({ fields, prefixes }: NoteType, content: Content): Field[] {
  const texts = fields.map(() => "");
  const { text, starts, from, to } = content;
  let current = 0;
  let begin = starts[from] ?? text.length;
  const finish = (end: number) => {
    const part = text.slice(begin, Math.max(begin, end));
    texts[current] = texts[current] === "" ? part : `${texts[current]}\n${part}`;
  };
  for (let line = from; line < to; line++) {
    const named = fieldNamed(prefixes, content, line);
    if (named === -1) continue;
    const start = starts[line] ?? 0;
    finish(start - 1);
    current = named;
    begin = start + (prefixes[named] ?? "").length;
  }
  finish((starts[to] ?? text.length + 1) - 1);
  return fields.map((name, index) => ({ name, text: (texts[index] ?? "").trim() }));
}

/** The field whose name stands at the head of a line; -1 if none does. */
function fieldNamed(prefixes: readonly string[], content: Content, line: number): number {
  const { text, starts } = content;
  const start = starts[line] ?? 0;
  for (let index = 0; index < prefixes.length; index++) {
    const prefix = prefixes[index] ?? "";
    if (text.charCodeAt(start) !== prefix.charCodeAt(0) || !text.startsWith(prefix, start)) continue;
    return isShielded(kindOf(content, line)) ? -1 : index;
  }
  return -1;
}

/** Whether a line begins with a word, outside of code. */
export function linesBeginWith(content: Content, word: string): boolean {
  for (let line = content.from; line < content.to; line++) if (fieldNamed([word], content, line) === 0) return true;
  return false;
}

/** Lines like `back: x`, where only the case keeps them from naming a field that stayed empty. */
export function fieldCaseProblems(path: string, fields: readonly Field[], content: Content): Problem[] {
  const empty = fields.filter(({ text }) => text === "").map(({ name }) => name);
  if (empty.length === 0) return [];
  const problems: Problem[] = [];
  for (let line = content.from; line < content.to; line++) {
    const text = lineText(content, line);
    const written = text.slice(0, Math.max(0, text.indexOf(":")));
    const meant = empty.find((name) => name !== written && name.toLowerCase() === written.toLowerCase());
    if (meant === undefined || isShielded(kindOf(content, line))) continue;
    const place = { path, line: line + content.shift + 1, column: 1 };
    const message = `"${written}:" names no field: the field is called ${meant}`;
    problems.push(report(place, "field-case", "info", message, `Write "${meant}:".`));
  }
  return problems;
}
