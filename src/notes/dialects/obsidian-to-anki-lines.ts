import type { Field, Problem } from "../../model.ts";
import { report } from "../report.ts";

/** A line of a block, without the indent that its START has. */
export interface ContentLine {
  /** 0-based line of the note. */
  readonly line: number;
  readonly text: string;
  /** Inside a fence, comment or formula: names no field. */
  readonly shielded: boolean;
}

/** What the end of a block says, and the lines before it. */
export interface Tail {
  readonly id: string | undefined;
  readonly tags: string;
  readonly rest: readonly ContentLine[];
}

/** Takes id and tags off the end, in either order, blank lines between them or not. */
export function readTail(lines: readonly ContentLine[]): Tail {
  const rest = [...lines];
  let id: string | undefined;
  let tags: string | undefined;
  for (let last = rest.pop(); last !== undefined; last = rest.pop()) {
    const text = last.text.trim();
    if (text === "") continue;
    const found = id === undefined ? idAtEnd(text) : undefined;
    if (found !== undefined) {
      id = found.id;
      if (found.before !== "") rest.push({ ...last, text: found.before });
    } else if (tags === undefined && !last.shielded && text.startsWith("Tags:")) tags = text.slice(5);
    else {
      rest.push(last);
      break;
    }
  }
  return { id, tags: tags ?? "", rest };
}

/** `<!--ID: 1566052191670-->` at the end of a line, or the old `ID: 1566052191670` alone on it. */
export function idAtEnd(text: string): { readonly id: string; readonly before: string } | undefined {
  const at = text.endsWith("-->") ? text.lastIndexOf("<!--") : 0;
  const inner = text.endsWith("-->") ? text.slice(at + 4, -3) : text;
  const id = /^\s*ID:\s*(\d+)\s*$/.exec(inner)?.[1];
  return id === undefined || at === -1 ? undefined : { id, before: text.slice(0, at).trimEnd() };
}

/** The text of each field of the type: a line that begins with `Name:` turns to that field, the first needs no name. */
export function readFields(names: readonly string[], lines: readonly ContentLine[]): Field[] {
  const parts = names.map((): string[] => []);
  const prefixes = names.map((name) => `${name}:`);
  let current = 0;
  for (const { text, shielded } of lines) {
    const named = shielded ? -1 : prefixes.findIndex((prefix) => text.startsWith(prefix));
    if (named !== -1) current = named;
    parts[current]?.push(named === -1 ? text : text.slice((prefixes[named] ?? "").length));
  }
  return names.map((name, index) => ({ name, text: (parts[index] ?? []).join("\n").trim() }));
}

/** Lines like `back: x`, where only the case keeps them from naming a field that stayed empty. */
export function fieldCaseProblems(path: string, fields: readonly Field[], lines: readonly ContentLine[]): Problem[] {
  const empty = fields.filter(({ text }) => text === "").map(({ name }) => name);
  if (empty.length === 0) return [];
  return lines.flatMap(({ line, text, shielded }) => {
    const written = text.slice(0, Math.max(0, text.indexOf(":")));
    const meant = empty.find((name) => name !== written && name.toLowerCase() === written.toLowerCase());
    if (shielded || meant === undefined) return [];
    const message = `"${written}:" names no field: the field is called ${meant}`;
    return [report({ path, line: line + 1, column: 1 }, "field-case", "info", message, `Write "${meant}:".`)];
  });
}
