import { normaliseTags } from "../head/tags.ts";
import { maskText } from "../lexer/mask-lines.ts";
import type { Callout, CalloutLine } from "./native-callout.ts";
import { clozeOrdinals } from "./note-types.ts";
import { writeCloze } from "./write-cloze.ts";

/** What the lines of a callout say. */
export interface Body {
  /** What stands above the first line `---`, or all if there is none. */
  readonly above: string;
  readonly below: string | undefined;
  readonly tags: readonly string[];
  readonly id: string | undefined;
}

/** A line of nothing but tags, and Obsidian's name for the block (`^x`), may stand at the end, in either order. */
export function readBody({ body }: Callout): Body {
  const lines = [...body];
  let tags: readonly string[] = [];
  let name: string | undefined;
  for (let last = lines.at(-1); last !== undefined && !last.isShielded; last = lines.at(-1)) {
    const text = last.text.trim();
    const [, before, named] = (name === undefined ? blockName.exec(text) : null) ?? [];
    if (text !== "" && named === undefined && !(tags.length === 0 && onlyTags.test(text))) break;
    lines.pop();
    if (named === undefined) tags = text === "" ? tags : normaliseTags(text);
    else name = named;
    if (before !== undefined) lines.push({ text: before, isShielded: false });
  }
  const id = /^\d{13}$/.exec(name ?? "")?.[0];
  const rule = lines.findIndex(({ text, isShielded }) => !isShielded && /^[ \t]*---+[ \t]*$/.test(text));
  const above = rule === -1 ? lines : lines.slice(0, rule);
  return { above: textOf(above), below: rule === -1 ? undefined : textOf(lines.slice(rule + 1)), tags, id };
}

const blockName = /^(?:(.*)\s)?\^([a-z0-9-]+)$/i;
const onlyTags = /^#[\p{L}\p{N}_/-]+(?:\s+#[\p{L}\p{N}_/-]+)*$/u;

function textOf(lines: readonly CalloutLine[]): string {
  return lines
    .map(({ text }) => text)
    .join("\n")
    .trim();
}

export function joined(title: string, text: string): string {
  return [title, text].filter((part) => part !== "").join("\n\n");
}

/** `==x==` is a deletion with the next number; `{{c2::x}}` brings its own. Highlights in code and formulas are none. */
export function writeOutHighlights(text: string): string {
  const parts: string[] = [];
  let [number, from] = [(clozeOrdinals(text).at(-1) ?? -1) + 1, 0];
  for (const { index, 0: whole } of maskText(text).matchAll(/==[^\s=](?:(?:=?[^=\n])*=?[^\s=])?==(?!=)/g)) {
    parts.push(text.slice(from, index), writeCloze(++number, text.slice(index + 2, index + whole.length - 2)));
    from = index + whole.length;
  }
  return parts.join("") + text.slice(from);
}
