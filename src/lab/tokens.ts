import type { Mistake } from "./line.ts";

export type Token = { readonly column: number } & (
  | { readonly kind: "name" | "sign" | "bare"; readonly text: string }
  | { readonly kind: "number"; readonly value: number; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "end"; readonly text: "" }
);

const longestLine = 4096;

const blank = /[ \t]+/y;
const name = /[A-Za-z_]\w*/y;
const number = /-?(?:0[xX][0-9a-fA-F]+|\d+)(?![\w.])/y;
const sign = /[(),=|:*+;]/y;
/** Addresses need no quotes: `127.0.0.1:7411`, `[::1]:{port}`, `unix:{path}`, `@name`, and a bare `{path}`. */
const bare =
  /(?:\d+(?:\.\d+){3}:(?:\d+|\{\w*\})|\[[0-9a-fA-F:.]*\]:(?:\d+|\{\w*\})|unix:[^\s,()"]*|@[^\s,()"]+|\{\w*\})/y;
const text = /"(?:[^"\\]|\\.)*"/y;

/** Cuts a line into its words; what begins with # or // is a remark. */
export function tokensOf(line: string): readonly Token[] | Mistake {
  if (line.length > longestLine)
    return {
      column: longestLine,
      message: `the line is longer than ${longestLine}`,
      hint: 'Repeat text: "x" * 60000.',
    };
  const tokens: Token[] = [];
  for (let at = 0; at < line.length;) {
    const space = match(blank, line, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    if (line[at] === "#" || line.startsWith("//", at)) break;
    const token = tokenAt(line, at);
    if ("message" in token) return token;
    tokens.push(token.token);
    at += token.length;
  }
  return [...tokens, { kind: "end", text: "", column: columnOf(line, line.trimEnd().length) }];
}

/** Code points, from 1. */
function columnOf(line: string, at: number): number {
  return Array.from(line.slice(0, at)).length + 1;
}

function tokenAt(line: string, at: number): { readonly token: Token; readonly length: number } | Mistake {
  const column = columnOf(line, at);
  for (const [kind, pattern] of [
    ["bare", bare],
    ["name", name],
    ["sign", sign],
  ] as const) {
    const found = match(pattern, line, at);
    if (found !== undefined) return { token: { kind, text: found, column }, length: found.length };
  }
  const digits = match(number, line, at);
  if (digits !== undefined) return numberAt(digits, column);
  const quoted = match(text, line, at);
  if (quoted !== undefined) return textAt(quoted, column);
  const [letter = ""] = Array.from(line.slice(at));
  if (letter === '"') return { column, message: "the text has no closing quote", hint: 'Close it: "hello".' };
  if (/[\d-]/.test(letter))
    return {
      column,
      message: "this is no number",
      hint: "Write digits, 0x and hexadecimal digits, or 0 and octal ones.",
    };
  return { column, message: `"${letter}" means nothing here`, hint: 'Calls look like: bind(fd, "unix:{path}")' };
}

function match(pattern: RegExp, line: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(line)?.[0];
}

const largestInt = 0x7fff_ffff;

/** As C reads it: a leading 0 is octal. */
function numberAt(digits: string, column: number): { readonly token: Token; readonly length: number } | Mistake {
  const bareDigits = digits.replace("-", "");
  const isOctal = /^0\d/.test(bareDigits);
  const value = isOctal ? Number.parseInt(bareDigits, 8) : Number(bareDigits);
  const isWrong = isOctal && /[89]/.test(bareDigits);
  if (isWrong || value > largestInt)
    return { column, message: `${digits} is not an int`, hint: "An int goes up to 2147483647; a leading 0 is octal." };
  const token: Token = { kind: "number", value: digits.startsWith("-") ? -value : value, text: digits, column };
  return { token, length: digits.length };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0", "\\": "\\", '"': '"' };

/** The text of a quoted word as bytes, one a code unit (UTF-8 of what is not ASCII). */
function textAt(quoted: string, column: number): { readonly token: Token; readonly length: number } | Mistake {
  let bytes = "";
  for (let at = 1; at < quoted.length - 1; at++) {
    if (quoted[at] !== "\\") {
      const [letter = ""] = Array.from(quoted.slice(at, at + 2));
      bytes += Buffer.from(letter).toString("latin1");
      at += letter.length - 1;
      continue;
    }
    const hex = /^\\x([0-9a-fA-F]{2})/.exec(quoted.slice(at, at + 4))?.[1];
    const plain = escapes[quoted[at + 1] ?? ""];
    if (hex === undefined && plain === undefined)
      return {
        column: column + Array.from(quoted.slice(0, at)).length,
        message: `unknown escape ${quoted.slice(at, at + 2)}`,
        hint: 'Known: \\n \\r \\t \\0 \\xHH \\\\ \\".',
      };
    bytes += hex === undefined ? plain : String.fromCharCode(Number.parseInt(hex, 16));
    at += hex === undefined ? 1 : 3;
  }
  return { token: { kind: "text", text: bytes, column }, length: quoted.length };
}
