import type { Problem } from "../../model.ts";
import { isShielded, Kind, kindOf, type Lines, lineText } from "../lexer/lines.ts";
import { report } from "../report.ts";
import type { Source } from "./dialect.ts";

/** A card of hashcards by its lines, 0-based; `end` is the line behind it. */
export interface Draft {
  readonly sign: "Q" | "C";
  readonly first: number;
  /** The line that begins with `A:`. */
  readonly answer: number | undefined;
  readonly end: number;
  readonly endsAt: "rule" | "card" | "heading" | "end";
}

type Sign = "Q" | "A" | "C" | "rule" | "heading" | "taken" | "text";

/** What a line begins; nothing does in fences, comments and formulas, nor in a block of another form. */
function signOf({ lines, taken }: Source, line: number): Sign {
  if (taken[line] === 1) return "taken";
  const start = lines.starts[line] ?? 0;
  const sign = lines.text[start];
  if (sign !== "Q" && sign !== "A" && sign !== "C" && sign !== "-" && sign !== "#") return "text";
  const kind = kindOf(lines, line);
  if (isShielded(kind)) return "text";
  if (sign === "-") return /^---[ \t]*$/.test(lineText(lines, line)) ? "rule" : "text";
  if (sign === "#") return kind === Kind.heading ? "heading" : "text";
  // `Q::A` is a card of other tools.
  return lines.text[start + 1] === ":" && lines.text[start + 2] !== ":" ? sign : "text";
}

/** Whether a note holds nothing but cards: the first line of its text begins one. */
export function isDeck(source: Source): boolean {
  return isBegun(source, (line) => saysNothing(source.lines, line));
}

/** Whether nothing but headings stands before the first card, and a head of TOML between lines `+++`. */
export function isSectioned(source: Source): boolean {
  const { lines, head } = source;
  let isHead = false;
  return isBegun(source, (line) => {
    const isFence = /^\+{3}\s*$/.test(lineText(lines, line));
    if (isFence) isHead = line === head.lines;
    return isFence || isHead || saysNothing(lines, line) || kindOf(lines, line) === Kind.heading;
  });
}

function isBegun(source: Source, isPassed: (line: number) => boolean): boolean {
  const { lines, head } = source;
  let line = head.lines;
  while (line < lines.starts.length && isPassed(line)) line++;
  const sign = line < lines.starts.length ? signOf(source, line) : "text";
  return sign === "Q" || sign === "C";
}

function saysNothing(lines: Lines, line: number): boolean {
  return kindOf(lines, line) === Kind.comment || lineText(lines, line).trim() === "";
}

interface Drafts {
  readonly drafts: readonly Draft[];
  readonly problems: readonly Problem[];
}

/** In a deck a heading is text of the card it stands in; elsewhere it ends the card. */
export function readDrafts(source: Source, inDeck: boolean): Drafts {
  const { lines, head, path } = source;
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  let open: Pick<Draft, "sign" | "first" | "answer"> | undefined;
  let stray = -1;
  const close = (end: number, endsAt: Draft["endsAt"]) => {
    if (open !== undefined) drafts.push({ ...open, end, endsAt });
    open = undefined;
  };
  for (let line = head.lines; line < lines.starts.length; line++) {
    const sign = signOf(source, line);
    if (sign === "Q" || sign === "C") {
      close(line, "card");
      open = { sign, first: line, answer: undefined };
    } else if (sign === "taken") close(line, "card");
    else if (sign === "rule") close(line, "rule");
    else if (sign === "heading" && !inDeck) close(line, "heading");
    else if (open !== undefined && sign === "A") {
      if (open.sign === "Q" && open.answer === undefined) open = { ...open, answer: line };
      else problems.push(strayAnswer(path, line));
    } else if (open === undefined && inDeck && sign !== "heading" && !saysNothing(lines, line)) {
      if (sign === "A") problems.push(strayAnswer(path, line));
      else if (stray !== line - 1) problems.push(strayText(path, line));
      stray = line;
    }
  }
  close(lines.starts.length, "end");
  return { drafts, problems };
}

function strayAnswer(path: string, line: number): Problem {
  const message = "expected Q: before this A:, found none that waits for an answer; the line is read as text";
  return report(
    { path, line: line + 1, column: 1 },
    "stray-text",
    "warning",
    message,
    "Write the question above it, behind Q:.",
  );
}

function strayText(path: string, line: number): Problem {
  const message = "text that belongs to no card, in a note of Q: and C: cards";
  const hint =
    "Nothing is asked of it. Begin it with Q: or C:, or take out the line --- above if it belongs to that card.";
  return report({ path, line: line + 1, column: 1 }, "stray-text", "info", message, hint);
}
