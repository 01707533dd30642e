import { firstWhere } from "../first-where.ts";
import { compilePattern } from "../settings/obsidian-to-anki.ts";
import { blanked, type Range } from "./obsidian-to-anki-searchable.ts";

/** A regular expression of the user's for cards of one note type, in the forms in which the plugin searches by it. */
export interface Style {
  readonly noteType: string;
  readonly passes: readonly Pass[];
  /** By itself, at a place that is given. */
  readonly alone: RegExp;
  /** Whether it is written in comments. */
  readonly readsComments: boolean;
}

interface Pass {
  readonly pattern: RegExp;
  readonly hasTags: boolean;
  readonly hasId: boolean;
}

export interface StyleMatch extends Range {
  /** What each group of the user's took, and so each field. */
  readonly groups: readonly (Range | undefined)[];
  readonly tags: string;
  readonly id: string | undefined;
}

const tagsPart = String.raw`\n?(Tags: .*)`;
/** At the end of the last line or below it, a blank line between them or not; without comment signs it has its own line. */
const idPart = String.raw`(?:(?:[ \t]*\n){0,2}[ \t]*<!--|(?:[ \t]*\n){1,2}[ \t]*)ID: (\d+)[ \t]*(?:-->.*)?$`;

/** Undefined for what is no regular expression. */
export function compileStyle(noteType: string, source: string): Style | undefined {
  const alone = compilePattern(source, "my");
  const passes = [tagsPart + idPart, idPart, tagsPart, ""].flatMap((added): Pass[] => {
    // In brackets, since it may be one alternative or another.
    const pattern = compilePattern(added === "" ? source : `(?:${source})${added}`, "dgm");
    if (typeof pattern === "string") return [];
    return [{ pattern, hasTags: added.startsWith(tagsPart), hasId: added.endsWith(idPart) }];
  });
  if (typeof alone === "string") return undefined;
  const readsComments = /<!--|%%/.test(source.replaceAll(/\(\?<?!<!--\)/g, ""));
  return { noteType, passes, alone, readsComments };
}

/**
 * All matches, where none was before: first those with tags and an id behind them, then with an id, with tags, with neither. So a
 * style need not know of either. May take for ever, as the pattern is anybody's.
 */
export function searchStyle(style: Style, text: string, taken: readonly Range[]): StyleMatch[] {
  let open = blanked(text, taken);
  let closed = inOrder(taken);
  const matches: StyleMatch[] = [];
  for (const pass of style.passes) {
    if ((pass.hasTags && !text.includes("Tags: ")) || (pass.hasId && !text.includes("ID: "))) continue;
    const found = searchPass(style, pass, open, closed);
    if (found.length === 0) continue;
    matches.push(...found);
    open = blanked(open, found);
    closed = inOrder([...closed, ...found]);
  }
  return matches;
}

function searchPass(style: Style, pass: Pass, text: string, closed: readonly Range[]): StyleMatch[] {
  const { pattern } = pass;
  const matches: StyleMatch[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const match = readMatch(found, pass);
    const end = stretchedFrom(style, pass, text, found);
    if (end !== undefined || match.to === match.from) pattern.lastIndex = Math.max(found.index + 1, end ?? 0);
    else if (!overlaps(closed, match)) matches.push(match);
  }
  return matches;
}

function readMatch(found: RegExpExecArray, { hasTags, hasId }: Pass): StyleMatch {
  const own = found.length - Number(hasTags) - Number(hasId);
  const groups = (found.indices ?? []).slice(1, own).map((group) => groupRange(group));
  const tags = hasTags ? (found[own] ?? "").slice("Tags: ".length) : "";
  return {
    from: found.index,
    to: found.index + found[0].length,
    groups,
    tags,
    id: hasId ? found[found.length - 1] : undefined,
  };
}

function groupRange(indices: readonly [number, number] | undefined): Range | undefined {
  return indices === undefined ? undefined : { from: indices[0], to: indices[1] };
}

/**
 * `<q>(.*?)<a>([^]*?)<e>`, asked for an id behind it, runs over the ends of several cards up to the first that has one. By
 * itself it ends before other text, then: there, and the match is none.
 */
function stretchedFrom(style: Style, pass: Pass, text: string, found: RegExpExecArray): number | undefined {
  const added = found.indices?.[found.length - Number(pass.hasTags) - Number(pass.hasId)]?.[0];
  if (added === undefined || !(pass.hasTags || pass.hasId)) return undefined;
  style.alone.lastIndex = found.index;
  if (!style.alone.test(text)) return undefined;
  const end = style.alone.lastIndex;
  return end >= added || /^\s*(?:(?:<!--)?ID: )?$/.test(text.slice(end, added)) ? undefined : end;
}

function inOrder(ranges: readonly Range[]): Range[] {
  return ranges.toSorted((one, other) => one.from - other.from);
}

/** `ranges` are in order. */
function overlaps(ranges: readonly Range[], { from, to }: Range): boolean {
  const next = firstWhere(ranges.length, (index) => (ranges[index]?.to ?? Infinity) > from);
  return (ranges[next]?.from ?? Infinity) < to;
}
