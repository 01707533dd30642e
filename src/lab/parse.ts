import { nearestName } from "../notes/nearest-name.ts";
import { callNamed, callNames, constantNamed, constantNames, type Kind, signatureOf } from "./calls.ts";
import { errnoNames } from "./errno.ts";
import type { Argument, Claim, Line, Mistake } from "./line.ts";
import { type Token, tokensOf } from "./tokens.ts";

/**
 * Reads one line of the lab. It is a grammar, never a program: names of calls and constants come from closed lists.
 *
 *     line      [actor ":"] [name {"," name} "="] call "(" [argument {"," argument}] ")" ["=" claim] [";"]
 *     argument  plain {"+" plain}
 *     plain     number | constant {"|" constant} | variable | "text" ["*" number] | address
 *     claim     number | ERRNO | -1 ERRNO | "text" | blocks
 *
 * An empty line, or a remark alone, is undefined.
 */
export function parseLine(text: string): Line | Mistake | undefined {
  const tokens = tokensOf(text);
  if (!("length" in tokens)) return tokens;
  if (tokens.length === 1) return undefined;
  try {
    return readLine(cursorOn(tokens));
  } catch (error) {
    if (error instanceof Wrong) return error.mistake;
    throw error;
  }
}

/** Whether it is a mistake, and no line. */
export function isMistake(found: Line | Mistake | undefined): found is Mistake {
  return found !== undefined && "message" in found;
}

/** Leaves the parser from any depth; it never leaves this file. */
class Wrong extends Error {
  readonly mistake: Mistake;
  constructor({ column }: Token, message: string, hint: string) {
    super(message);
    this.mistake = { column, message, hint };
  }
}

interface Cursor {
  /** The token so many places on. */
  look(ahead?: number): Token;
  take(): Token;
  /** Takes the sign if it stands here. */
  skip(sign: string): boolean;
  expect(sign: string, hint: string): void;
}

function cursorOn(tokens: readonly Token[]): Cursor {
  let at = 0;
  const end = tokens.at(-1) ?? { kind: "end", text: "", column: 1 };
  const look = (ahead = 0): Token => tokens[at + ahead] ?? end;
  const skip = (sign: string): boolean => {
    const isHere = look().kind === "sign" && look().text === sign;
    if (isHere) at++;
    return isHere;
  };
  return {
    look,
    skip,
    take: () => tokens[at++] ?? end,
    expect(sign, hint) {
      const here = look();
      if (!skip(sign)) throw new Wrong(here, `${described(here)}, where "${sign}" should stand`, hint);
    },
  };
}

function described(token: Token): string {
  if (token.kind === "end") return "the line ends";
  return token.kind === "text" ? "a text stands here" : `"${token.text}" stands here`;
}

function isSign(token: Token, sign: string): boolean {
  return token.kind === "sign" && token.text === sign;
}

function readLine(cursor: Cursor): Line {
  const hasActor = cursor.look().kind === "name" && isSign(cursor.look(1), ":");
  const actor = hasActor ? cursor.take().text : undefined;
  if (hasActor) cursor.take();
  const targets = readTargets(cursor);
  const call = readCall(cursor);
  cursor.expect("(", "A call looks like: listen(fd, 1)");
  const list = readArguments(cursor, call);
  const claim = cursor.skip("=") ? readClaim(cursor) : undefined;
  cursor.skip(";");
  const rest = cursor.look();
  if (rest.kind !== "end") throw new Wrong(rest, `${described(rest)}, behind the call`, "One call a line.");
  return { actor, targets, call, arguments: list, claim };
}

/** `fd =`, or `a, b =`. */
function readTargets(cursor: Cursor): string[] {
  const hasTargets = cursor.look().kind === "name" && (isSign(cursor.look(1), "=") || isSign(cursor.look(1), ","));
  if (!hasTargets) return [];
  const targets: string[] = [];
  do {
    const token = cursor.take();
    if (token.kind !== "name")
      throw new Wrong(token, `${described(token)}, where a name should stand`, "fd = socket(…)");
    if (constantNamed(token.text) !== undefined || callNamed(token.text) !== undefined)
      throw new Wrong(token, `${token.text} is taken`, "Choose another name for the result, such as fd.");
    targets.push(token.text);
  } while (cursor.skip(","));
  cursor.expect("=", "fd = socket(AF_UNIX, SOCK_STREAM)");
  return targets;
}

function readCall(cursor: Cursor): string {
  const token = cursor.take();
  if (token.kind !== "name")
    throw new Wrong(token, `${described(token)}, where a call should stand`, "A call looks like: listen(fd, 1)");
  if (callNamed(token.text) !== undefined) return token.text;
  const { text } = token;
  const near = nearestName(text, callNames) ?? callNames.find((name) => text.length > 2 && name.startsWith(text));
  const hint = near === undefined ? "help lists the calls that there are." : `Did you mean ${near}?`;
  throw new Wrong(token, `unknown call "${token.text}"`, hint);
}

function readArguments(cursor: Cursor, call: string): Argument[] {
  const spec = callNamed(call);
  const hint = spec === undefined ? "" : `It is ${signatureOf(spec)}.`;
  const list: Argument[] = [];
  if (cursor.skip(")")) return list;
  do list.push(readArgument(cursor, spec?.parameters[list.length]?.kind));
  while (cursor.skip(","));
  cursor.expect(")", hint);
  return list;
}

/** Only what a message is made of, or read into, may be several. */
function readArgument(cursor: Cursor, kind: Kind | undefined): Argument {
  const first = readPlain(cursor);
  const more: Argument[] = [];
  const next = cursor.look();
  if (isSign(next, "+") && kind !== "parts" && kind !== "sizes")
    throw new Wrong(next, '"+" means nothing here', 'Calls look like: bind(fd, "unix:{path}")');
  while (cursor.skip("+")) more.push(readPlain(cursor));
  return more.length === 0 ? first : { ...first, more };
}

function readPlain(cursor: Cursor): Argument {
  const token = cursor.take();
  const { column } = token;
  if (token.kind === "text") return { kind: "text", text: token.text, times: readTimes(cursor), column };
  if (token.kind === "bare") return { kind: "text", text: token.text, times: 1, column };
  if (token.kind === "name" && constantNamed(token.text) === undefined && !isSign(cursor.look(), "|"))
    return { kind: "name", name: token.text, column };
  let value = numberOf(token);
  while (cursor.skip("|")) value |= numberOf(cursor.take());
  return { kind: "number", value, column };
}

function readTimes(cursor: Cursor): number {
  if (!cursor.skip("*")) return 1;
  const token = cursor.take();
  if (token.kind === "number" && token.value >= 0) return token.value;
  throw new Wrong(token, `${described(token)}, where a count should stand`, '"x" * 60000 is sixty thousand of them.');
}

function numberOf(token: Token): number {
  if (token.kind === "number") return token.value;
  const value = token.kind === "name" ? constantNamed(token.text) : undefined;
  if (value !== undefined) return value;
  if (token.kind !== "name")
    throw new Wrong(
      token,
      `${described(token)}, where an argument should stand`,
      'Such as fd, 16, SOCK_STREAM or "text".',
    );
  const near = nearestName(token.text, constantNames);
  throw new Wrong(
    token,
    `unknown constant ${token.text}`,
    near === undefined ? "Constants are written as in C." : `Did you mean ${near}?`,
  );
}

function readClaim(cursor: Cursor): Claim {
  const token = cursor.take();
  if (token.kind === "text") return { kind: "data", text: token.text };
  if (token.kind === "number") {
    const isErrno = token.value === -1 && cursor.look().kind === "name";
    return isErrno ? readErrno(cursor.take()) : { kind: "value", value: token.value };
  }
  if (token.kind === "name" && token.text === "blocks") return { kind: "blocks" };
  const value = token.kind === "name" ? constantNamed(token.text) : undefined;
  return value === undefined ? readErrno(token) : { kind: "value", value };
}

function readErrno(token: Token): Claim {
  if (token.kind === "name" && errnoNames.includes(token.text)) return { kind: "errno", errno: token.text };
  const near = nearestName(token.text, errnoNames);
  const hint = near === undefined ? 'A claim is a number, an errno, "text" or blocks.' : `Did you mean ${near}?`;
  throw new Wrong(token, `${described(token)}, where a claim should stand`, hint);
}
