/**
 * Compares what was recalled with what is right. Of no weight are: how letters are encoded (NFKC), their case, their
 * accents when none were typed, space, quotes and backticks around a word, a full stop behind it.
 */
export interface Grade {
  readonly isRight: boolean;
  /** The expected items that were named, as they are expected. */
  readonly right: readonly string[];
  readonly missing: readonly string[];
  /** As they were typed. */
  readonly surplus: readonly string[];
}

/** `expected`: the words for each item, the first one being its name. Order is free; each item counts once. */
export function gradeItems(expected: readonly (readonly string[])[], given: readonly string[]): Grade {
  const open = [...expected];
  const right: string[] = [];
  const surplus: string[] = [];
  for (const word of given) {
    const at = open.findIndex((names) => names.some((name) => means(word, name)));
    const [found] = at === -1 ? [] : open.splice(at, 1);
    if (found === undefined) surplus.push(word);
    else right.push(found[0] ?? "");
  }
  const missing = open.map(([name = ""]) => name);
  return { isRight: missing.length === 0 && surplus.length === 0, right, missing, surplus };
}

/** Whether what was typed is this name. */
export function means(given: string, name: string): boolean {
  const [typed, wanted] = [folded(given), folded(name)];
  if (typed === wanted) return true;
  // Who types accents should type the right ones; who types none is understood.
  return withoutAccents(typed) === typed && withoutAccents(wanted) === typed;
}

function folded(text: string): string {
  // Upper case first makes ß and ss one.
  const plain = text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC").replace(/\s+/gu, " ").trim();
  const bare = unquoted(withoutStops(unquoted(plain)));
  return bare === "" ? plain : bare;
}

/** Without the signs that end a sentence, where they stand behind a word. */
function withoutStops(text: string): string {
  let end = text.length;
  while (".,;!。".includes(text.charAt(end - 1)) && end > 0) end--;
  const word = text.slice(0, end);
  return /[\p{L}\p{N})]$/u.test(word) ? word : text;
}

/** Without the quotes around it. */
function unquoted(text: string): string {
  return /[^`"'“”„«»‘’\s](?:.*[^`"'“”„«»‘’\s])?/su.exec(text)?.[0] ?? "";
}

/** Only where marks are accents: in other scripts they are vowels. */
function withoutAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu, "$1")
    .normalize("NFC");
}

const listItem = /^\s*(?:[-*+]|\d+[.)])\s+(.*)/;

/**
 * The items of an answer that is written as markdown: those of its list, else all of it as one. Lines that only lead
 * to a drill say nothing.
 */
export function itemsOfAnswer(markdown: string): readonly (readonly string[])[] {
  const lines = markdown.split("\n").filter((line) => line.trim() !== "" && !/\]\(drill:/.test(line));
  const items = lines.flatMap((line) => listItem.exec(line)?.[1] ?? []);
  const texts = items.length >= 2 ? items : [lines.join(" ")];
  return texts.map(plainText).map((text) => [
    text,
    ...text
      .split(/\s[/|]\s/)
      .map((part) => part.trim())
      .filter((part) => part !== text),
  ]);
}

/** What was typed, cut into as many items as are expected: by lines, semicolons, commas. */
export function itemsTyped(typed: string, count: number): readonly string[] {
  if (count <= 1) return typed.trim() === "" ? [] : [typed.trim()];
  return typed
    .split(/[\n;,、，]/u)
    .map((item) => item.replace(listItem, "$1").trim())
    .filter((item) => item !== "");
}

function plainText(markdown: string): string {
  return markdown
    .replace(/!?\[\[(?:[^[\]|]*\|)?([^[\]]*)\]\]/g, "$1")
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/\*\*|__|==|~~|`/g, "")
    .replace(/(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])/g, "$1")
    .trim();
}

/** A grade in one sentence; what is missing is named, and what is too much. */
export function gradeMessage({ right, missing, surplus }: Grade): string {
  const count = right.length + missing.length;
  if (count === 1 && surplus.length > 0) return `it is not ${surplus.join(", ")}`;
  const parts = [
    count > 1 ? `${right.length} of ${count} named` : "",
    missing.length === 0 ? "" : `missing: ${missing.join(", ")}`,
    surplus.length === 0 ? "" : `not among them: ${surplus.join(", ")}`,
  ];
  return parts.filter((part) => part !== "").join("; ");
}
