import { Kind } from "../lexer/lines.ts";
import { isOnlyLinks, isProse, type Page, type PageLine, written } from "./page.ts";
import { isOpaque, mostLines } from "./passages.ts";
import { asked, type Draft, plainName } from "./suggestion.ts";

/**
 * A line that announces what follows, and the list or code that does:
 *
 *     The steps are:                  - Unreliable:
 *     1. make a socket                  - packets get lost
 */
export function findLists(page: Page, contextOf: (line: number) => string | undefined): Draft[] {
  return page.lines.flatMap((line, index) => {
    if (
      !isProse(line) ||
      !/[\p{L}`*)）]\s*[:：](?:\*\*|__)?$/u.test(line.text) ||
      line.text.startsWith("[!") ||
      line.text.length > 120
    )
      return [];
    const used = announced(page.lines, index);
    const items = used.filter(({ text, marker, quoted }) => text !== "" && (marker !== undefined || quoted));
    const isCode = used.some(({ kind }) => kind === Kind.fence);
    if (
      (!isCode && items.length < 2) ||
      used.length > 14 ||
      items.length > 9 ||
      used.some(isOpaque) ||
      isOnlyLinks(written(used))
    )
      return [];
    const isNumbered = used.some(({ marker }) => marker === "number");
    const score = (isNumbered ? 0.75 : isCode ? 0.65 : 0.55) - items.length / 100;
    const why = isCode
      ? "a line that announces code"
      : isNumbered
        ? "a line that announces steps"
        : "a line that announces a list";
    const front = asked(contextOf(line.line), plainName(line.text));
    return [
      {
        kind: "list",
        front,
        back: written(used),
        line: line.line,
        endLine: used.at(-1)?.line ?? line.line,
        score,
        why,
      },
    ];
  });
}

function announced(lines: readonly PageLine[], index: number): readonly PageLine[] {
  const lead = lines[index];
  let from = index + 1;
  while (lines[from]?.raw.trim() === "") from++;
  const first = lines[from];
  if (lead === undefined || first === undefined || first.taken) return [];
  if (first.kind === Kind.fence) {
    let end = from;
    while (lines[end]?.kind === Kind.fence && end - from <= mostLines) end++;
    return lead.marker === undefined ? lines.slice(from, end) : [];
  }
  // An item goes on where a line follows it without a blank one between them.
  const goesOn = ({ kind, taken, marker, quoted }: PageLine, before: PageLine | undefined): boolean =>
    kind === Kind.prose &&
    !taken &&
    marker === undefined &&
    quoted === lead.quoted &&
    (before?.text ?? "") !== "" &&
    before !== lead;
  // What belongs to an item is indented; below a line of text stands the list itself.
  const belongs = ({ marker, quoted, indent, kind, taken }: PageLine): boolean =>
    kind === Kind.prose &&
    !taken &&
    (lead.marker === undefined
      ? marker !== undefined && quoted === lead.quoted
      : indent > lead.indent && (marker !== undefined || quoted));
  let end = from;
  for (let at = from; at < lines.length && at - from <= mostLines; at++) {
    const line = lines[at];
    if (
      line === undefined ||
      (line.raw.replace(/[>\s]/g, "") !== "" && !belongs(line) && !goesOn(line, at > from ? lines[at - 1] : undefined))
    )
      break;
    if (line.raw.replace(/[>\s]/g, "") !== "") end = at + 1;
  }
  return lines.slice(from, end);
}
