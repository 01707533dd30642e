import type { Problem } from "../../model.ts";
import { report } from "../report.ts";
import { type Entry, isTagKey, readFlat, salvage } from "./flat-head.ts";
import { plainHeadLength } from "./plain-head.ts";
import { normaliseTags } from "./tags.ts";
import { readYaml } from "./yaml-head.ts";

export type FrontMatter = Readonly<Record<string, string | readonly string[]>>;

export interface Head {
  /** Lines that belong to it, both `---` included; 0 where there is none. */
  readonly lines: number;
  /** What stands between its `---`. */
  readonly source: string;
  readonly problems: readonly Problem[];
}

/** Beyond this a head is no list of properties; nothing of it is read. */
const largestHead = 64 * 1024;
const mostKeys = 1000;

/**
 * Cuts the head off a note and reads it. Only a line of `---` and blanks opens it, in the first line:
 *
 *     ---
 *     id: 0123            text, as it is written
 *     tags: [c, linux]    a list of texts
 *     ---
 *
 * Simple heads are read line by line; the rest is YAML, and what is not even that is salvaged line by line.
 */
export function readHead(path: string, text: string): Head {
  const plain = plainHeadLength(text);
  if (plain > 0) return plainHead(text, plain);
  if (!text.startsWith("---")) return none([]);
  const firstEnd = text.indexOf("\n");
  const opening = (firstEnd === -1 ? text : text.slice(0, firstEnd)).slice(3);
  if (opening.trim() !== "") return none(/^[ \t]*[a-z]+[ \t]*$/i.test(opening) ? [codeHead(path, opening.trim())] : []);
  const close = closingLine(text, firstEnd);
  if (close === undefined) return none(firstEnd === -1 ? [] : [unclosedHead(path)]);
  const source = text.slice(firstEnd + 1, close.at);
  return { lines: close.line + 1, source, problems: readProperties(path, source).problems };
}

/** There is nothing wrong with such a head. */
function plainHead(text: string, length: number): Head {
  const closing = text.lastIndexOf("---", length - 1);
  let lines = 1;
  for (let end = text.indexOf("\n"); end !== -1 && end < closing; end = text.indexOf("\n", end + 1)) lines++;
  return { lines, source: text.slice("---\n".length, closing), problems: [] };
}

/** What a head says of one property. Most say nothing of it, and need not be read for that. */
export function property({ source }: Head, name: string): FrontMatter[string] | undefined {
  const isThere = isTagKey(name) ? /tag/i.test(source) : source.includes(name);
  return isThere ? properties(source)[name] : undefined;
}

/** All that a head says, as well as it can be read. */
export function properties(source: string): FrontMatter {
  return readProperties("", source).data;
}

/** `name = "Deck"` in its first line that is no comment. */
const tomlHead = /^(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*[\w.-]+[ \t]*=[ \t]*(?:["'\d[{+-]|true|false)/;

function readProperties(path: string, source: string): { data: FrontMatter; problems: readonly Problem[] } {
  if (source.length > largestHead)
    return { data: tidy([]), problems: [badHead(path, 2, "the head is longer than 64 KiB")] };
  const flat = readFlat(source);
  if (flat !== undefined) return { data: tidy(flat), problems: [] };
  // Hashcards has a head of its own, which dialects/hashcards-deck.ts reads.
  if (tomlHead.test(source)) return { data: tidy([]), problems: [] };
  const yaml = readYaml(source);
  if ("entries" in yaml) {
    const problems = yaml.nested === undefined ? [] : [nestedValue(path, yaml.nested.line + 1, yaml.nested.key)];
    return { data: tidy(withTags(yaml.entries, source)), problems };
  }
  return { data: tidy(salvage(source)), problems: [badHead(path, yaml.line + 1, yaml.message)] };
}

/** YAML takes `tags: #c` for an empty value and a comment. */
function withTags(entries: readonly Entry[], source: string): readonly Entry[] {
  const isEmptyTags = ([key, value]: Entry) => isTagKey(key) && normaliseTags(value).length === 0;
  if (!entries.some(isEmptyTags)) return entries;
  return [...salvage(source).filter(([key]) => isTagKey(key)), ...entries];
}

/** The line that closes the head, 0-based, and the offset where it begins. */
function closingLine(text: string, firstEnd: number): { line: number; at: number } | undefined {
  let line = 1;
  for (let end = firstEnd; end !== -1; line++) {
    const at = end + 1;
    end = text.indexOf("\n", at);
    if (text.startsWith("---", at) && text.slice(at + 3, end === -1 ? undefined : end).trim() === "")
      return { line, at };
  }
  return undefined;
}

/** An object without prototype, so that no key of a note can mean anything; tags as a list of bare names. */
function tidy(entries: readonly Entry[]): FrontMatter {
  const data: Record<string, string | readonly string[]> = Object.create(null);
  for (const [key, value] of entries.slice(0, mostKeys)) {
    const name = isTagKey(key) ? key.toLowerCase() : key;
    if (!(name in data)) data[name] = isTagKey(key) ? normaliseTags(value) : value;
  }
  return data;
}

function none(problems: readonly Problem[]): Head {
  return { lines: 0, source: "", problems };
}

function badHead(path: string, line: number, message: string): Problem {
  return report(
    { path, line, column: 1 },
    "front-matter",
    "warning",
    `the front matter is not valid YAML: ${message}`,
    "Mend that line; until then only the simple lines of the head are read.",
  );
}

function nestedValue(path: string, line: number, key: string): Problem {
  return report(
    { path, line, column: 1 },
    "front-matter",
    "info",
    `the property "${key}" is neither text nor a list of texts`,
    'Its source is kept as text. Put a link in quotes: "[[note]]".',
  );
}

function unclosedHead(path: string): Problem {
  return report(
    { path, line: 1, column: 1 },
    "unclosed-front-matter",
    "info",
    "a line --- opens the note, and no other closes the front matter",
    "The whole note is read as text. Close the head with a line ---, or put a blank line before a rule.",
  );
}

function codeHead(path: string, language: string): Problem {
  return report(
    { path, line: 1, column: 1 },
    "front-matter-code",
    "warning",
    `front matter in "${language}" is not read, and never run`,
    "Write it as YAML between two bare lines ---.",
  );
}
