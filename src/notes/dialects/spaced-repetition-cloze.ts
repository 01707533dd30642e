import { maskText } from "../lexer/mask-lines.ts";
import type { SpacedRepetition } from "../settings/spaced-repetition.ts";
import { writeCloze } from "./write-cloze.ts";

/**
 * The plugin's clozes, found by patterns that a user may write himself, and written out as Anki has them:
 *
 *     ==[123;;]answer[;;hint]==      the pattern: brackets hold what may be left out, `123` stands for the number
 *     ==a== and ==2;;b;;c==          →   {{c1::a}} and {{c2::b::c}}
 *
 * Without any number each cloze is a card of its own. In place of a number may stand letters, one for each card: the cloze
 * is asked on those with an `a`. (That `h` hides it on another card Anki's form cannot say: there it is shown.)
 *
 * Between signs that only open and only close, blanks may begin and end an answer: {{ a }}. `a == b` compares, though,
 * unless it is `proven`, by a schedule, that something is hidden; in `a ==b ==, c` only one side has a blank too many.
 */
export function writeOutClozes(text: string, settings: SpacedRepetition, proven: boolean): string {
  const found = findClozes(text, maskText(text), patternsOf(settings, proven));
  const used = new Set(found.flatMap(({ numbers }) => numbers));
  let next = 1;
  const free = () => {
    while (used.has(next)) next++;
    return next++;
  };
  let written = "";
  let from = 0;
  for (const { at, end, numbers, answer, hint } of found) {
    const asked = numbers.length > 0 ? numbers.join(",") : free();
    const cloze = writeCloze(asked, answer.replaceAll("}}", "} }"));
    written += text.slice(from, at) + (hint === "" ? cloze : `${cloze.slice(0, -2)}::${hint}}}`);
    from = end;
  }
  return written + text.slice(from);
}

/** Whether a line holds a cloze; `masked` is the line with its code and formulas blotted out. */
export function holdsCloze(masked: string, settings: SpacedRepetition, proven: boolean): boolean {
  return findClozes(masked, masked, patternsOf(settings, proven)).length > 0;
}

/** A masked line with its clozes blotted out, too: no separator stands in one. */
export function maskClozes(masked: string, settings: SpacedRepetition): string {
  let rest = maskAnkiClozes(masked);
  for (const patterns of patternsOf(settings, false))
    for (const { sign, regex } of patterns) if (rest.includes(sign)) rest = rest.replace(regex, blot);
  return rest;
}

/** Of a cloze as Anki writes it, and in which another begins, the part before that. */
function maskAnkiClozes(line: string): string {
  if (!line.includes("{{c")) return line;
  const pieces = line.split(/(?=\{\{c\d)/);
  const masked = pieces.map((piece, index) => {
    const close = piece.indexOf("}}");
    const end = close === -1 ? (index < pieces.length - 1 ? piece.length : 0) : close + 2;
    return /^\{\{c\d+::/.test(piece) ? blot(piece.slice(0, end)) + piece.slice(end) : piece;
  });
  return masked.join("");
}

function blot(text: string): string {
  return "\uFFFC".repeat(text.length);
}

/** What no cloze of these settings can do without: the first sign of each pattern. */
export function clozeSigns(settings: SpacedRepetition): readonly string[] {
  return patternsOf(settings, true).flatMap((patterns) => patterns.map(({ sign }) => sign));
}

interface FoundCloze {
  readonly at: number;
  readonly end: number;
  /** From 1; empty where none is written. */
  readonly numbers: readonly number[];
  readonly answer: string;
  readonly hint: string;
}

/** Each list of patterns in turn: where one has found a cloze, the next finds none. */
function findClozes(text: string, masked: string, passes: readonly (readonly Pattern[])[]): readonly FoundCloze[] {
  const found: FoundCloze[] = [];
  let rest = masked;
  for (const patterns of passes) {
    if (!patterns.some(({ sign }) => rest.includes(sign))) continue;
    const clozes = searchAll(text, rest, patterns);
    if (clozes.length > 0) rest = withoutClozes(rest, clozes);
    found.push(...clozes);
  }
  return found.toSorted((one, other) => one.at - other.at);
}

function withoutClozes(masked: string, clozes: readonly FoundCloze[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { at, end } of clozes) {
    parts.push(masked.slice(from, at), blot(masked.slice(at, end)));
    from = end;
  }
  return parts.join("") + masked.slice(from);
}

function searchAll(text: string, masked: string, patterns: readonly Pattern[]): readonly FoundCloze[] {
  const all = patterns.flatMap(({ sign, regex }) =>
    masked.includes(sign) ? [...masked.matchAll(regex)].map((match) => clozeOf(text, match)) : [],
  );
  const found: FoundCloze[] = [];
  for (const cloze of all.toSorted((one, other) => one.at - other.at || other.end - one.end)) {
    // What is Anki's own form already stays.
    const isOwn = /\S/.test(cloze.answer) && !/^c\d+(?:,\d+)*::/.test(cloze.answer);
    if (isOwn && cloze.at >= (found.at(-1)?.end ?? 0)) found.push(cloze);
  }
  return found;
}

function clozeOf(text: string, match: RegExpExecArray): FoundCloze {
  const part = (name: string) => {
    const [from, to] = match.indices?.groups?.[name] ?? [0, 0];
    return text.slice(from, to);
  };
  const order = part("order");
  const numbers = /\d/.test(order)
    ? [Number(order)]
    : Array.from(order).flatMap((letter, index) => (letter === "a" ? [index + 1] : []));
  return {
    at: match.index,
    end: match.index + match[0].length,
    numbers: numbers.filter((number) => number > 0),
    answer: part("answer"),
    hint: part("hint"),
  };
}

// ---------------------------------------------------------------- patterns

interface Pattern {
  readonly sign: string;
  readonly regex: RegExp;
}

/** How close to its answer a sign stands that both opens and closes: at both ends, at one, or at neither. */
type Closeness = "tight" | "half" | "loose";

interface Patterns {
  readonly usual: readonly (readonly Pattern[])[];
  readonly proven: readonly (readonly Pattern[])[];
}

const known = new WeakMap<SpacedRepetition, Patterns>();

function patternsOf(settings: SpacedRepetition, proven: boolean): readonly (readonly Pattern[])[] {
  const compiled = (closeness: Closeness) => settings.clozePatterns.flatMap((pattern) => compile(pattern, closeness));
  const patterns = known.get(settings) ?? {
    usual: [compiled("tight"), compiled("half")],
    proven: [compiled("loose")],
  };
  known.set(settings, patterns);
  return proven ? patterns.proven : patterns.usual;
}

type Word = "answer" | "hint" | "123";

/** No answer holds the sign that opens one, so that each is looked for once, however long the line is. */
function words(sign: string, withBlanks: boolean): Readonly<Record<Word, string>> {
  const letter = `(?!${RegExp.escape(sign)})[^\\n]`;
  return {
    answer: withBlanks ? `(?<answer>(?:${letter})+?)` : `(?<answer>(?=[^\\s])${letter}(?:(?:${letter})*?[^\\s])??)`,
    hint: `(?<hint>(?:${letter}){1,200}?)`,
    "123": "(?<order>\\d{1,3}|[ash]{1,20})",
  };
}

/** A pattern as a regular expression; one without an answer, or one that begins with it, is none. */
function compile(pattern: string, closeness: Closeness): Pattern[] {
  const [sign = ""] = pattern.split(/answer|hint|123|[[\]\\]/, 1);
  if (sign === "") return [];
  const opensAndCloses = pattern.includes(sign, sign.length);
  const source = sourceOf(pattern, words(sign, closeness !== "tight" || !opensAndCloses));
  if (source === undefined) return [];
  if (closeness !== "half") return [{ sign, regex: new RegExp(source, "dgu") }];
  const closes = opensAndCloses && pattern.endsWith(sign);
  return closes ? [{ sign, regex: new RegExp(betweenTexts(source, sign), "dgu") }] : [];
}

function sourceOf(pattern: string, word: Readonly<Record<Word, string>>): string | undefined {
  let source = "";
  let depth = 0;
  const used = new Set<string>();
  for (const [piece] of pattern.matchAll(/\\[^]|answer|hint|123|[^]/g)) {
    if (piece === "[") depth++;
    else if (piece === "]") depth--;
    if (depth < 0 || used.has(piece)) return undefined;
    if (piece === "[") source += "(?:";
    else if (piece === "]") source += ")?";
    else if (isWord(piece)) {
      source += word[piece];
      used.add(piece);
    } else source += RegExp.escape(piece.length > 1 && piece.startsWith("\\") ? piece.slice(1) : piece);
  }
  return depth === 0 && used.has("answer") ? source : undefined;
}

/** No sign at its ends may stand between blanks. */
function betweenTexts(source: string, plain: string): string {
  const sign = Array.from(plain, (letter) => RegExp.escape(letter)).join("");
  const inner = source.slice(sign.length, -sign.length);
  return `(?:${sign}(?=\\S)|(?<=\\S)${sign})${inner}(?:(?<=\\S)${sign}|${sign}(?=\\S))`;
}

function isWord(piece: string): piece is Word {
  return piece === "answer" || piece === "hint" || piece === "123";
}
