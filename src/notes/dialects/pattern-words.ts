/**
 * The words that stand in every text which a regular expression matches, each within a line:
 *
 *     ^Q: ((?:.+\n)*)\n*A: (.+)   →   "Q: ", "A: "
 *
 * Empty where nothing is certain, as for one alternative or another. By them most notes are let go unread.
 */
export function patternWords(source: string): readonly string[] {
  const words = readSequence({ source, at: 0 });
  return [...new Set(words ?? [])];
}

interface Reader {
  readonly source: string;
  at: number;
}

/** Up to the end, or the bracket that closes the group; undefined where there are alternatives. */
function readSequence(reader: Reader): readonly string[] | undefined {
  const words: string[] = [];
  let run = "";
  let isCertain = true;
  const endRun = () => {
    if (run !== "") words.push(run);
    run = "";
  };
  while (reader.at < reader.source.length && reader.source[reader.at] !== ")") {
    const piece = readPiece(reader);
    const repeat = readRepeat(reader);
    if (piece.kind === "alternative") isCertain = false;
    if (piece.kind === "letter") run += piece.letter.repeat(repeat.least);
    if (piece.kind !== "letter" || !repeat.isExact) endRun();
    if (piece.kind === "group" && repeat.least > 0) words.push(...piece.words);
  }
  endRun();
  return isCertain ? words : undefined;
}

type Piece =
  | { readonly kind: "letter"; readonly letter: string }
  | { readonly kind: "group"; readonly words: readonly string[] }
  | { readonly kind: "any" | "alternative" };

function readPiece(reader: Reader): Piece {
  const { source } = reader;
  const sign = source[reader.at++] ?? "";
  if (sign === "|") return { kind: "alternative" };
  if (sign === "(") return readGroup(reader);
  if (sign === "[") {
    while (reader.at < source.length && source[reader.at] !== "]") reader.at += source[reader.at] === "\\" ? 2 : 1;
    reader.at++;
    return { kind: "any" };
  }
  if (sign === "\\") {
    escape.lastIndex = reader.at;
    const [escaped = ""] = escape.exec(source) ?? [];
    reader.at += escaped.length;
    return /^[A-Za-z0-9]/.test(escaped) ? { kind: "any" } : { kind: "letter", letter: escaped };
  }
  // Half of a character is no word, and a line's end none of one line.
  return /[.^$\n\r\uD800-\uDFFF]/.test(sign) ? { kind: "any" } : { kind: "letter", letter: sign };
}

/** What stands behind a `\`: the number of a letter, the number or name of a group, else a single sign. */
const escape = /x[\dA-F]{2}|u[\dA-F]{4}|c[A-Z]|k<[^>]*>|\d+|[^]/iy;

function readGroup(reader: Reader): Piece {
  const [opening] = /^\?(?:[ims-]*:|[=!]|<[=!]|<[^>]*>)?/.exec(reader.source.slice(reader.at, reader.at + 80)) ?? [""];
  reader.at += opening.length;
  const words = readSequence(reader) ?? [];
  reader.at++;
  // What only has to stand before or behind may be outside of what is looked at; `(?i:x)` is an X, too.
  return { kind: "group", words: /[=!]$|^\?[ims-]/.test(opening) ? [] : words };
}

/** How often at least, and whether just so often. */
interface Repeat {
  readonly least: number;
  readonly isExact: boolean;
}

/** A word is no better for being longer than this. */
const longest = 9;

function readRepeat(reader: Reader): Repeat {
  const found = /^(?:[?*+]|\{(\d+)(,\d*)?\})\??/.exec(reader.source.slice(reader.at, reader.at + 24));
  if (found === null) return { least: 1, isExact: true };
  const [sign, count, more] = found;
  reader.at += sign.length;
  if (count === undefined) return { least: sign.startsWith("+") ? 1 : 0, isExact: false };
  return { least: Math.min(Number(count), longest), isExact: more === undefined && Number(count) <= longest };
}
