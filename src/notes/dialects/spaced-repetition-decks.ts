import { firstWhere } from "../first-where.ts";
import { property } from "../head/front-matter.ts";
import { normaliseTags } from "../head/tags.ts";
import { isShielded, Kind, kindOf, lineOf } from "../lexer/lines.ts";
import { lineMasker } from "../lexer/mask-lines.ts";
import type { SpacedRepetition } from "../settings/spaced-repetition.ts";
import type { Source } from "./dialect.ts";

/** A line of the note with tags that name decks. */
export interface TagLine {
  /** 0-based. */
  readonly line: number;
  readonly tags: readonly string[];
  /** Whether they stand at the head of other text: then they are only that card's. */
  readonly own: boolean;
}

/** Where the cards of a note belong; a note without any of the tags has none, unless its gate stands open. */
export interface Decks {
  readonly headTags: readonly string[];
  readonly deckTags: readonly string[];
  readonly tagLines: readonly TagLine[];
  /** Those of them whose tags count for the cards below, too. */
  readonly shared: readonly TagLine[];
  readonly isOpen: boolean;
}

export function readDecks(source: Source): Decks {
  const { tags, openGate, foldersAsDecks } = source.syntax.spacedRepetition;
  const headTags = tagsOfHead(source);
  const deckTags = headTags.filter((tag) => isOneOf(tag, tags));
  const tagLines = findTagLines(source);
  const isOpen = openGate || foldersAsDecks || deckTags.length > 0 || tagLines.length > 0;
  return { headTags, deckTags, tagLines, shared: tagLines.filter(({ own }) => !own), isOpen };
}

/** Whether a tag of the note keeps its cards out, by the vault's settings. */
export function isIgnored(source: Source): boolean {
  const { ignoredTags } = source.syntax.spacedRepetition;
  if (ignoredTags.length === 0) return false;
  return tagsOfHead(source).some((tag) => isOneOf(tag, ignoredTags)) || linesWith(source, ignoredTags).length > 0;
}

function tagsOfHead({ head }: Source): readonly string[] {
  return ["tags", "tag"].flatMap((name) => normaliseTags(property(head, name) ?? []));
}

/** Whether a tag is one of some tags of the settings, or one below it. */
function isOneOf(tag: string, names: readonly string[]): boolean {
  const folded = tag.toLowerCase();
  return names.some((each) => {
    const own = each.toLowerCase();
    return folded === own || folded.startsWith(`${own}/`);
  });
}

/**
 * The tags that a card belongs to: its own at the head of its first line, else those of the last line with tags above it,
 * else those of the front matter, else the first in the note.
 */
export function tagsAt(decks: Decks, line: number, own: readonly string[]): readonly string[] {
  if (own.length > 0) return own;
  const above = lastAbove(decks.shared, line);
  if (above !== undefined) return above.tags;
  return decks.deckTags.length > 0 ? decks.deckTags : (decks.tagLines[0]?.tags ?? []);
}

function lastAbove(tagLines: readonly TagLine[], line: number): TagLine | undefined {
  return tagLines[firstWhere(tagLines.length, (index) => (tagLines[index]?.line ?? Infinity) >= line) - 1];
}

/** `#flashcards/c/io` is the deck flashcards::c::io; without any tag, and where folders are decks, the folder is. */
export function deckOf({ path, syntax }: Source, tags: readonly string[]): string {
  const [tag] = tags;
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  const name = tag === undefined || syntax.spacedRepetition.foldersAsDecks ? folder : tag;
  const parts = name.split("/").map((part) => part.trim());
  return parts.filter((part) => part !== "").join("::") || "Default";
}

/** No ASCII but letters, digits, `_`, `-` and `/`; all of the rest of Unicode but blanks. */
const tagSign = "#([\\w\\-/\\u0080-\\u{10FFFF}]+)";
const anyTag = new RegExp(`(?<=^|\\s)${tagSign}`, "gu");
const leadingTag = new RegExp(`^${tagSign}(?:\\s+|$)`, "u");

/** Takes the deck tags off the head of a card's first line. */
export function takeLeadingTags(text: string, settings: SpacedRepetition): { tags: string[]; rest: string } {
  const tags: string[] = [];
  let rest = text;
  for (let found = leadingTag.exec(rest); found !== null; found = leadingTag.exec(rest)) {
    if (!isOneOf(found[1] ?? "", settings.tags)) break;
    tags.push(found[1] ?? "");
    rest = rest.slice(found[0].length);
  }
  return { tags, rest };
}

function findTagLines(source: Source): readonly TagLine[] {
  return linesWith(source, source.syntax.spacedRepetition.tags).map(({ line, text, tags }) => {
    const own = /^\s*(?:[-*+>]\s+)*#/.test(text) && text.replace(anyTag, "").replace(/^[\s*+>-]+/, "") !== "";
    return { line, tags, own };
  });
}

/** The lines that hold some of the tags, and which. */
function linesWith(source: Source, names: readonly string[]): { line: number; text: string; tags: string[] }[] {
  const { lines, head } = source;
  if (names.length === 0) return [];
  const sign = new RegExp(`#(?:${names.map((tag) => RegExp.escape(tag)).join("|")})`, "giu");
  const starts = new Set([...lines.text.matchAll(sign)].map(({ index }) => lineOf(lines, index)));
  const maskedLine = lineMasker(lines);
  return [...starts].flatMap((line) => {
    const kind = kindOf(lines, line);
    if (line < head.lines || isShielded(kind) || kind === Kind.code) return [];
    const text = maskedLine(line);
    const tags = [...text.matchAll(anyTag)].map((match) => match[1] ?? "").filter((tag) => isOneOf(tag, names));
    return tags.length === 0 ? [] : [{ line, text, tags }];
  });
}
