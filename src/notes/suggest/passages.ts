import { type Heading, Kind } from "../lexer/lines.ts";
import { headingAbove, isOnlyLinks, isProse, nextOf, type Page, type PageLine, trimmed, written } from "./page.ts";
import { asked, asks, type Draft, plainName } from "./suggestion.ts";

/** More than this nobody says by heart. */
export const mostLines = 25;

const opaque = new Set(
  "dataview dataviewjs query tracker tasks button base chart mermaid plantuml excalidraw toc ad".split(" "),
);

/** Whether a line opens a fence that is no code but an order to a plugin, or a drawing. */
export function isOpaque({ raw }: PageLine): boolean {
  const name = /^[\s>]*(?:`{3,}|~{3,})\s*(\w+)/.exec(raw)?.[1];
  return name !== undefined && opaque.has(name.toLowerCase());
}

/**
 * A heading above code, above numbered steps, or that is a question itself; the answer reaches to the end of these:
 *
 *     ### Client
 *     1. make a socket
 *     2. connect it
 */
export function findHeadings(page: Page): Draft[] {
  const parents = parentNames(page);
  return page.headings.flatMap((heading, index) => {
    const next = page.headings[index + 1]?.line ?? page.lines.length + 1;
    const body = page.lines.slice(heading.line, next - 1);
    const name = plainName(heading.text);
    if (body.some(({ taken }) => taken) || !/[\p{L}\p{N}]/u.test(name)) return [];
    const isQuestion = asks(name);
    const last = body.findLastIndex(
      ({ kind, marker }) => isQuestion || kind === Kind.fence || (kind === Kind.prose && marker === "number"),
    );
    const used = trimmed(body.slice(0, endOfItem(body, last)));
    const back = written(used);
    if (
      used.length === 0 ||
      used.length > mostLines ||
      used.some(isOpaque) ||
      isOnlyLinks(back) ||
      beforeCode(used) > 3
    )
      return [];
    const hasCode = used.some(({ kind }) => kind === Kind.fence);
    const why = isQuestion
      ? "a heading that asks"
      : hasCode
        ? "a heading above code"
        : "a heading above numbered steps";
    const front = isQuestion ? name : asked(parents[index], name);
    const score = (isQuestion ? 0.9 : hasCode ? 0.8 : 0.75) - used.length / 100;
    return [
      { kind: "heading", front, back, line: heading.line, endLine: used.at(-1)?.line ?? heading.line, score, why },
    ];
  });
}

/** Where an item ends with what stands within it; any other line by itself. */
function endOfItem(lines: readonly PageLine[], index: number): number {
  const item = lines[index];
  let end = index + 1;
  if (item?.marker === undefined) return end;
  for (let at = end; at < lines.length; at++) {
    const { raw = "", indent = 0 } = lines[at] ?? {};
    if (raw.trim() === "") continue;
    if (indent <= item.indent) break;
    end = at + 1;
  }
  return end;
}

/** For each heading the name of the one that it stands under. */
function parentNames({ headings }: Page): (string | undefined)[] {
  const open: Heading[] = [];
  return headings.map((heading) => {
    while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop();
    const parent = open.at(-1);
    open.push(heading);
    return parent === undefined ? undefined : plainName(parent.text);
  });
}

/** How much text stands before the first code or step: beyond some lines that is an essay. */
function beforeCode(lines: readonly PageLine[]): number {
  const first = lines.findIndex(({ kind, marker }) => kind === Kind.fence || marker === "number");
  return first === -1 ? 0 : lines.slice(0, first).filter(({ raw }) => raw.trim() !== "").length;
}

/** A short line on its own above code, as slides have them; the answer is the code, and the list below it. */
export function findTitles(page: Page): Draft[] {
  const drafts: Draft[] = [];
  let parent: string | undefined;
  const nextText = nextOf(page.lines, (at) => page.lines[at]?.raw.trim() !== "");
  page.lines.forEach((line, index) => {
    if (!isTitle(page, index)) return;
    const next = nextText[index] ?? page.lines.length;
    const follows = page.lines[next];
    // A title of several words begins something new, a title above a title stands for what follows.
    if (/\s/.test(line.text)) parent = undefined;
    if (follows !== undefined && isTitle(page, next)) parent = line.text;
    if (follows?.kind !== Kind.fence || follows.quoted || headingAbove(page, line.line) !== undefined) return;
    const used = codeAndList(page.lines, next);
    if (used.length > mostLines) return;
    const front = asked(parent, line.text);
    const endLine = used.at(-1)?.line ?? line.line;
    const score = 0.8 - used.length / 100;
    drafts.push({
      kind: "title",
      front,
      back: written(used),
      line: line.line,
      endLine,
      score,
      why: "a title above code",
    });
  });
  return drafts;
}

export function isTitle({ lines }: Page, index: number): boolean {
  const line = lines[index];
  const isAlone = (at: number) => (lines[at]?.raw ?? "").trim() === "";
  if (
    line === undefined ||
    !isProse(line) ||
    line.quoted ||
    line.marker !== undefined ||
    !isAlone(index - 1) ||
    !isAlone(index + 1)
  )
    return false;
  return (
    line.text.length <= 60 &&
    /^\p{L}/u.test(line.text) &&
    !/[.,;:!?。，；：！？؟]$/.test(line.text) &&
    !/https?:/.test(line.text)
  );
}

function codeAndList(lines: readonly PageLine[], from: number): readonly PageLine[] {
  let end = from;
  while (lines[end]?.kind === Kind.fence) end++;
  for (let at = end; at < lines.length; at++) {
    const { raw = "", kind, marker, text = "" } = lines[at] ?? {};
    if (raw.trim() === "" && at < lines.length - 1) continue;
    if (kind !== Kind.prose || marker === undefined) break;
    if (!isOnlyLinks(text)) end = at + 1;
  }
  return trimmed(lines.slice(from, end));
}
