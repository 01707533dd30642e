/** A condition on cards, in Anki's search language. */
export type Query =
  | { readonly kind: "all" }
  | { readonly kind: "and" | "or"; readonly parts: readonly Query[] }
  | { readonly kind: "not"; readonly part: Query }
  | { readonly kind: "text" | "deck" | "tag" | "note" | "card" | "path"; readonly pattern: string }
  | { readonly kind: "is"; readonly what: (typeof states)[number] }
  | { readonly kind: "flag"; readonly flag: number }
  /** In the last n days, today included. */
  | { readonly kind: "rated" | "added"; readonly days: number; readonly rating?: number }
  | {
      readonly kind: "prop";
      readonly what: (typeof properties)[number];
      readonly than: (typeof comparisons)[number];
      readonly value: number;
    };

const states = ["due", "new", "learn", "review", "suspended", "buried", "flagged", "retired"] as const;
const properties = ["s", "d", "ivl", "reps", "lapses", "due"] as const;
const comparisons = ["<=", ">=", "!=", "<", ">", "="] as const;

export type Parsed = { readonly query: Query } | { readonly complaint: string; readonly hint: string };

/** Deeper and longer ones the database takes no more: its expressions are at most 1000 deep. */
const mostWords = 500;

/**
 * Reads a query: words side by side must all hold, `or` and `( )` group, `-` negates, quotes keep blanks.
 * `deck:x` takes the decks below x too; `*` stands for anything.
 */
export function parseQuery(text: string): Parsed {
  const tokens = [...text.matchAll(/-?\(|\)|-?(?:[\p{L}]+:)?"[^"]*"?|[^\s()"]+/gu)].map((match) => match[0]);
  if (tokens.length > mostWords)
    return { complaint: `a query of ${tokens.length} words`, hint: `At most ${mostWords} words, signs included.` };
  const reader = { tokens, at: 0 };
  try {
    const query = either(reader);
    if (reader.at < tokens.length)
      throw new Complaint("a ) without its (", "Put the words that belong together in ( ).");
    return { query };
  } catch (error) {
    if (error instanceof Complaint) return { complaint: error.message, hint: error.hint };
    throw error;
  }
}

class Complaint extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function either(reader: Reader): Query {
  const parts = [together(reader)];
  while (reader.tokens[reader.at]?.toLowerCase() === "or") {
    reader.at += 1;
    parts.push(together(reader));
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: "or", parts };
}

function together(reader: Reader): Query {
  const parts: Query[] = [];
  for (;;) {
    const token = reader.tokens[reader.at];
    if (token === undefined || token === ")" || token.toLowerCase() === "or") break;
    reader.at += 1;
    if (token.toLowerCase() !== "and") parts.push(token === "(" || token === "-(" ? group(reader, token) : term(token));
  }
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  return parts.length === 0 ? { kind: "all" } : { kind: "and", parts };
}

function group(reader: Reader, opening: string): Query {
  const inner = either(reader);
  if (reader.tokens[reader.at] !== ")") throw new Complaint("a ( without its )", "Close what you opened.");
  reader.at += 1;
  return opening === "-(" ? { kind: "not", part: inner } : inner;
}

function term(token: string): Query {
  if (token.startsWith("-") && token.length > 1) return { kind: "not", part: term(token.slice(1)) };
  const colon = token.startsWith('"') ? -1 : token.indexOf(":");
  if (colon <= 0) return { kind: "text", pattern: unquoted(token) };
  const name = token.slice(0, colon).toLowerCase();
  const value = unquoted(token.slice(colon + 1));
  switch (name) {
    case "deck":
    case "tag":
    case "note":
    case "card":
    case "path":
      return { kind: name, pattern: value };
    case "is":
      return { kind: "is", what: oneOf(states, value, "is:") };
    case "flag":
      return { kind: "flag", flag: days(value, token) };
    case "rated":
      return rated(value, token);
    case "added":
      return { kind: "added", days: days(value, token) };
    case "prop":
      return property(value, token);
    default:
      return { kind: "text", pattern: unquoted(token) };
  }
}

function rated(value: string, token: string): Query {
  const [, within = "", rating] = /^([^:]*)(?::([1-4]))?$/.exec(value) ?? [];
  if (within === "" && value !== "")
    throw new Complaint(`${token}: not days and a rating`, "Write it as rated:3, or rated:3:1 for again (4: easy).");
  return { kind: "rated", days: days(within, token), ...(rating === undefined ? {} : { rating: Number(rating) }) };
}

function property(value: string, token: string): Query {
  const found = /^([a-z]+)(<=|>=|!=|<|>|=)(-?\d+(?:\.\d+)?)$/.exec(value);
  if (found === null)
    throw new Complaint(
      `${token}: not a property and a number`,
      "Write it as prop:s>10 (s, d, ivl, reps, lapses or due).",
    );
  return {
    kind: "prop",
    what: oneOf(properties, found[1] ?? "", "prop:"),
    than: oneOf(comparisons, found[2] ?? "", "prop:"),
    value: Number(found[3]),
  };
}

function days(value: string, token: string): number {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new Complaint(`${token}: not a whole number`, "Write it as rated:3, added:7 or flag:1.");
}

function oneOf<T extends string>(all: readonly T[], value: string, name: string): T {
  const found = all.find((each) => each === value.toLowerCase());
  if (found !== undefined) return found;
  throw new Complaint(`${name}${value}: not known`, `Known are ${all.join(", ")}.`);
}

function unquoted(text: string): string {
  return text.replaceAll('"', "");
}
