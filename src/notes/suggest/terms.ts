import { Kind } from "../lexer/lines.ts";
import { isOnlyLinks, isProse, type Page, type PageLine } from "./page.ts";
import { asked, type Draft, plainName } from "./suggestion.ts";

/**
 * A term and its meaning on one line:
 *
 *     AF_INET -> IPv4            - **Stream:** over TCP         - TCP = reliable, but slower
 *     - Iterative: the server handles one client at a time
 *     - `bind` – gives a socket its address
 */
const signs: readonly {
  readonly at: RegExp;
  readonly score: number;
  readonly anywhere: boolean;
  readonly why: string;
}[] = [
  { at: /\s(?:->|→|=>|⇒|-->)\s/g, score: 0.9, anywhere: true, why: "an arrow between a term and its meaning" },
  { at: /\s(?:=|≡|:=)\s/g, score: 0.7, anywhere: false, why: "a term that is said to equal something" },
  {
    at: /(?::(?:\*\*|__)|(?<=(?:\*\*|__)\s?):)\s|：(?:\*\*|__)|(?<=\*\*|__)：/g,
    score: 0.85,
    anywhere: true,
    why: "a bold term before a colon",
  },
  { at: /:\s|：/g, score: 0.7, anywhere: false, why: "a short term before a colon" },
  { at: /(?<=[\uFFFC*_])(?:\s+[-–—]\s+|\s*——\s*)/g, score: 0.75, anywhere: false, why: "a marked term before a dash" },
];

export function findTerms(page: Page, contextOf: (line: number) => string | undefined): Draft[] {
  return page.lines.flatMap((line, index) => {
    if (!isProse(line) || line.text.startsWith("|")) return [];
    const found = termOn(line);
    if (found === undefined) return [];
    const rest = continuation(page.lines, index);
    const back = [found.meaning, ...rest.map(({ text }) => text)].join("\n");
    const front = asked(contextOf(line.line), found.term);
    const endLine = line.line + rest.length;
    return [{ kind: "term", front, back, line: line.line, endLine, score: found.score, why: found.why }];
  });
}

/** What a diary and a note's properties say: a number, a day, tags, links; seldom a fact. */
const isOfPassing = /^(?:\d{1,3}|\d{4}-\d\d-\d\d|(?:(?:#[\p{L}\p{N}_/-]+|\[\[[^[\]]*\]\])[\s,;]*)+)$/u;

/** What an item is about, for those within it: its term, or what it announces. */
export function nameOf(line: PageLine): string | undefined {
  if (!isProse(line)) return undefined;
  return termOn(line)?.term ?? (/[:：](?:\*\*|__)?$/.test(line.text) ? plainName(line.text) : undefined);
}

interface Term {
  readonly term: string;
  readonly meaning: string;
  readonly score: number;
  readonly why: string;
}

function termOn({ text, masked, marker }: PageLine): Term | undefined {
  for (const { at, score, anywhere, why } of signs) {
    const [first, second] = [...masked.matchAll(at)];
    if (first === undefined || (!anywhere && marker === undefined)) continue;
    // A chain of arrows is a path, and a second colon is left to the meaning.
    if (second !== undefined && score === 0.9) return undefined;
    const term = boldTerm(text.slice(0, first.index), first[0]);
    const meaning = text.slice(first.index + first[0].length).trim();
    if (!isTerm(term, masked.slice(0, first.index)) || !isMeaning(meaning)) continue;
    const worth = isOfPassing.test(meaning) ? score - 0.4 : isMarked(term) ? Math.min(0.95, score + 0.05) : score;
    return { term: plainName(term), meaning, score: worth, why };
  }
  return undefined;
}

/** `**Stream` before `:** over TCP` is the term Stream. */
function boldTerm(text: string, sign: string): string {
  const closer = /(\*\*|__)\s*$/.exec(sign)?.[1];
  return closer === undefined ? text.trim() : text.trim() + closer;
}

/** No names: `Q: What is a socket?`, `**A:** An endpoint.` */
const label = /^[*_]*(?:Q|Question|A|Ans|Answer)[ \t]*\d*[.)]?[*_]*$/i;

/** A word; of scripts that leave no space between theirs, four signs. */
const aWord = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]{1,4}|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+/gu;

/** Short, and neither a sentence nor a task box nor a link to the web. */
function isTerm(term: string, masked: string): boolean {
  const words = masked.match(aWord) ?? [];
  if (label.test(term) || /^\[[ xX]\]/.test(term) || /https?$/.test(term) || /[.!;]\s|[。！；，]/.test(masked))
    return false;
  if (!/[\p{L}\p{N}\uFFFC]/u.test(masked) || term.length > 80) return false;
  if ((masked.match(/\*\*|__/g) ?? []).length > 2) return false;
  return words.length <= (masked.includes("\uFFFC") ? 8 : 5);
}

function isMeaning(meaning: string): boolean {
  return /[\p{L}\p{N}]/u.test(meaning) && !/^\*\*\s*$/.test(meaning) && !isOnlyWebLink(meaning);
}

function isOnlyWebLink(meaning: string): boolean {
  return isOnlyLinks(meaning) && /https?:|\]\(/.test(meaning);
}

/** Code, or a name in capitals: what is looked up by it is worth knowing. */
function isMarked(term: string): boolean {
  return /`[^`]+`|^[*_]*[A-Z][A-Z0-9_]{2,}(?:\*[*_]*)?$/.test(term);
}

/** The lines of the same item: those that go on without a marker. */
function continuation(lines: readonly PageLine[], index: number): readonly PageLine[] {
  const rest: PageLine[] = [];
  const first = lines[index];
  if (first?.marker === undefined) return rest;
  for (let at = index + 1; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined || line.kind !== Kind.prose || line.marker !== undefined || line.quoted !== first.quoted)
      break;
    // The next paragraph of somebody who leaves no blank line begins with a capital.
    if (line.text === "" || (line.indent === 0 && /^[\p{Lu}*#|]/u.test(line.text)) || line.text.startsWith("[!")) break;
    rest.push(line);
  }
  return rest;
}
