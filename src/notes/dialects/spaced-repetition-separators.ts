import type { SpacedRepetition } from "../settings/spaced-repetition.ts";

/** What parts a question from its answer, in a line or as a line of its own. */
export interface Separator {
  readonly sign: string;
  readonly reversed: boolean;
}

/** The separators in a line, the longest first: `:::` holds `::`. */
export function inlineSeparators({ separator, reversedSeparator }: SpacedRepetition): readonly Separator[] {
  return longestFirst([
    { sign: separator, reversed: false },
    { sign: reversedSeparator, reversed: true },
  ]);
}

/** Those on a line of their own; what parts a line does so there, too. */
export function lineSeparators(settings: SpacedRepetition): readonly Separator[] {
  return [
    { sign: settings.lineSeparator, reversed: false },
    { sign: settings.reversedLineSeparator, reversed: true },
    ...inlineSeparators(settings),
  ];
}

/** What people had set before: a schedule below proves that the plugin read a card there, whatever its settings say now. */
export const formerInline: readonly Separator[] = [
  { sign: ":::", reversed: true },
  { sign: ";;;", reversed: true },
  { sign: "::", reversed: false },
  { sign: ";;", reversed: false },
];

export const formerLines: readonly Separator[] = [
  { sign: "?", reversed: false },
  { sign: "??", reversed: true },
  { sign: "—", reversed: false },
  ...formerInline,
];

function longestFirst(separators: readonly Separator[]): readonly Separator[] {
  return separators.filter(({ sign }) => sign !== "").toSorted((one, other) => other.sign.length - one.sign.length);
}

export interface Parting extends Separator {
  readonly at: number;
}

/** Where a line is parted; `masked` is the line with its code and formulas blotted out. */
export function partingIn(masked: string, separators: readonly Separator[]): Parting | undefined {
  for (const separator of separators) {
    const at = masked.indexOf(separator.sign);
    if (at !== -1) return { ...separator, at };
  }
  return undefined;
}

/** The first separator that stands inside of nothing else. */
export function freePartingIn(masked: string, separators: readonly Separator[]): Parting | undefined {
  for (const separator of separators) {
    const { sign } = separator;
    for (let at = masked.indexOf(sign); at !== -1; at = masked.indexOf(sign, at + sign.length)) {
      const parting = { ...separator, at };
      if (!isWithinName(masked, parting)) return parting;
    }
  }
  return undefined;
}

/**
 * Whether what looks like a separator stands inside of something else:
 *
 *     std::vector is a class      make_pair::first      vec::at(0)      the name of something in a program
 *     ::1 is the loopback         fe80::1               http://x::y     an address
 *     [due:: 2024-01-01]          (when:: today)                        a property
 *     | ::1 | loopback |                                                a row of a table
 *
 * `Hund::dog` is none of these, so that nobody has to write blanks around a separator.
 */
export function isWithinName(masked: string, { sign, at }: Parting): boolean {
  if (/^\s*(?:>\s*)*\|/.test(masked)) return true;
  const { word, before } = wordAround(masked, at, at + sign.length);
  return isInAddress(before) || isAddress(word) || isProgramName(word, before.length) || isProperty(masked, at, sign);
}

/** What stands between blanks; the names that are looked for are no longer than this. */
function wordAround(text: string, from: number, to: number): { readonly word: string; readonly before: string } {
  const before =
    text
      .slice(Math.max(0, from - 100), from)
      .split(/\s/)
      .at(-1) ?? "";
  const behind = /^\S*/.exec(text.slice(to, to + 100))?.[0] ?? "";
  return { word: before + text.slice(from, to) + behind, before };
}

/** Whether an address of the web goes on here: the brackets around it, of a link, end one. */
function isInAddress(before: string): boolean {
  const at = before.lastIndexOf("://");
  const address = before.slice(at);
  return at !== -1 && !address.includes(">") && address.split(")").length <= address.split("(").length;
}

/** As Dataview has them in the line. */
function isProperty(masked: string, at: number, sign: string): boolean {
  const before = masked.slice(Math.max(0, at - 40), at);
  return (
    sign === "::" &&
    /[[(][\p{L}\p{N} _-]+$/u.test(before) &&
    /^ [^[\]()]{0,200}[\])]/.test(masked.slice(at + 2, at + 300))
  );
}

/** IPv6, in brackets or with a length: digits and colons, at least one of the former. */
function isAddress(word: string): boolean {
  const [, address = "", rest = ""] = /^[[(]*([\da-f:.]+)(?:%\w+)?(?:\/\d+)?(.*)/i.exec(word) ?? [];
  const isWhole = /^[\])]*(?::\d+[,;.!?)]*|[,;.!?][,;.!?)]*)?$/.test(rest);
  return (
    isWhole &&
    address.includes("::") &&
    !address.includes(":::") &&
    /^[^:]{0,4}:|^::/.test(address) &&
    /\d/.test(address)
  );
}

const spaces = /^(?:std|boost|crate|self|super|core|alloc|tokio|serde|chrono|Eigen|Qt|cv)::/;

/** `at` is where the separator stands in the word. */
function isProgramName(word: string, at: number): boolean {
  const bare = word.replace(/^[("'[*_]+/, "");
  const name = /^((?:[A-Za-z_]\w*::)+~?[A-Za-z_]\w*)(.?)/.exec(bare);
  if (name === null) return spaces.test(word);
  const [, path = "", next = ""] = name;
  if (at >= path.length + word.length - bare.length) return false;
  return spaces.test(path) || /^[a-z]\w*_/.test(path.split("::")[0] ?? "") || /[(<{!]/.test(next);
}
