import type { Block, DrillLink, ParsedNote, Problem } from "../model.ts";
import type { DialectReader, FoundBlock } from "./dialects/dialect.ts";
import { readObsidianToAnkiInline } from "./dialects/obsidian-to-anki-inline.ts";
import { readObsidianToAnki } from "./dialects/obsidian-to-anki.ts";
import { deriveDrills } from "./drill/derive.ts";
import { findDrills, type FoundDrills } from "./drill/drills.ts";
import { decodeNote } from "./encoding/encoding.ts";
import { readHead } from "./head/front-matter.ts";
import { lex } from "./lexer/lex.ts";
import { type Heading, Kind, type Lines, lineText } from "./lexer/lines.ts";
import { report } from "./report.ts";
import { dividingHeadings, headingPaths, sectionOf } from "./sections.ts";
import type { Syntax } from "./syntax.ts";

/** The grammars for cards, in the order in which a note is searched by them. */
const dialects: readonly DialectReader[] = [readObsidianToAnki, readObsidianToAnkiInline];

/**
 * Reads one note: bytes → text → head → lines → blocks and drills. Never throws: what is wrong is among the problems.
 * `path` is relative to the vault, `/` between its parts.
 */
export function parseNote(path: string, bytes: Uint8Array, syntax: Syntax): ParsedNote {
  const { text, repairedFrom, problems: damage } = decodeNote(path, bytes);
  if (text === undefined) return { ...emptyNote, problems: damage };
  const head = readHead(path, text);
  if (!mayHoldAnything(text, syntax))
    return { ...emptyNote, frontMatter: head.data, repairedFrom, problems: [...damage, ...head.problems] };
  const lines = lex(text, head.lines, syntax);
  const headings = dividingHeadings(lines);
  const drills = findDrills(path, lines, headings);
  const found = dialects.map((read) => read({ path, lines, frontMatter: head.data, syntax }));
  const blocks = found.flatMap((one) => one.blocks);
  const problems = [damage, head.problems, unclosed(path, lines), ...found.map((one) => one.problems), drills.problems];
  return {
    blocks: withSurroundings(blocks, headings, drills),
    drills: drills.drills,
    frontMatter: head.data,
    repairedFrom,
    problems: problems.flat().toSorted(byPlace),
  };
}

/** What can open a block or drill, or be left unclosed. Most notes have none of it, and need no lexing. */
function mayHoldAnything(text: string, { start, startInline }: Syntax): boolean {
  const openers = [start, startInline, "```", "~~~", "%%", "$$", "<!--"];
  return (
    openers.some((opener) => text.includes(opener)) ||
    (text.includes("<") && /<(?:script|style|pre|textarea)/i.test(text))
  );
}

const emptyNote: ParsedNote = {
  blocks: [],
  drills: [],
  frontMatter: {},
  repairedFrom: undefined,
  problems: [],
};

/** Adds what is the same for all dialects: the headings above a block, the drills in its section and in its text. */
function withSurroundings(found: readonly FoundBlock[], headings: readonly Heading[], drills: FoundDrills): Block[] {
  const paths = headingPaths(headings);
  return found
    .map((block) => {
      const section = sectionOf(headings, block.line);
      const near = (drills.bySection.get(section) ?? []).map((id) => ({ id, via: "section" as const }));
      const linked = linkedDrills(block).map((id) => ({ id, via: "link" as const }));
      const known = new Set(near.map(({ id }) => id));
      const all = [...near, ...linked.filter(({ id }) => !known.has(id))];
      return { ...block, headings: paths[section + 1] ?? [], drills: all.length > 0 ? all : derivedDrills(block) };
    })
    .toSorted(byPlace);
}

function byPlace(one: { line: number; column: number }, other: { line: number; column: number }): number {
  return one.line - other.line || one.column - other.column;
}

/** `[text](drill:read-loop)` and `[[drill:read-loop]]`. */
function linkedDrills({ fields }: FoundBlock): string[] {
  const link = /\]\(drill:([a-z0-9-]+)\)|\[\[drill:([a-z0-9-]+)/g;
  const ids = fields.flatMap(({ text }) =>
    text.includes("drill:") ? [...text.matchAll(link)].map((match) => match[1] ?? match[2] ?? "") : [],
  );
  return [...new Set(ids)];
}

function derivedDrills({ fields }: FoundBlock): DrillLink[] {
  return deriveDrills(fields.map(({ text }) => text).join("\n\n")).map((id) => ({ id, via: "derived" }));
}

function unclosed(path: string, lines: Lines): Problem[] {
  return lines.unclosed.map(({ line, kind }) => {
    const text = lineText(lines, line);
    const place = { path, line: line + 1, column: text.length - text.trimStart().length + 1 };
    if (kind === Kind.comment)
      return report(
        place,
        "unclosed-comment",
        "warning",
        "this comment is never closed",
        "Close it with %% or -->, as it was opened.",
      );
    const what = kind === Kind.math ? "formula" : kind === Kind.fence ? "fence" : "HTML element";
    const message = `this ${what} is never closed: all below it belongs to it`;
    return report(
      place,
      "unclosed-fence",
      "warning",
      message,
      "Close it by the signs that open it, on a line of their own.",
    );
  });
}
