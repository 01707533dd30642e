import type { Field, Place, Problem } from "../../model.ts";
import { lineOf, lineText, type Paragraph, paragraphAt } from "../lexer/lines.ts";
import { mask } from "../lexer/mask.ts";
import { report } from "../report.ts";
import type { DialectReader, Found, FoundBlock, Source } from "./dialect.ts";
import { makeBlock, missingType } from "./obsidian-to-anki-block.ts";
import { idAtEnd } from "./obsidian-to-anki-lines.ts";
import { noteSettings, type NoteSettings, unlessLeftOut } from "./obsidian-to-anki-note.ts";
import { typeNamed } from "./obsidian-to-anki-types.ts";

/** The one-line form of Obsidian_to_Anki: `STARTI [Basic] What is a socket? Back: An endpoint. Tags: linux ENDI`. */
export const obsidianToAnkiInline: DialectReader = {
  openers: ({ obsidianToAnki }) => [[obsidianToAnki.startInline]],
  read: (source) => unlessLeftOut(source, readInlines(source)),
};

function readInlines(source: Source): Found {
  const { lines } = source;
  const { startInline } = source.syntax.obsidianToAnki;
  const blocks: FoundBlock[] = [];
  const problems: Problem[] = [];
  let settings: NoteSettings | undefined;
  let since = 0;
  for (let at = lines.text.indexOf(startInline); at !== -1;) {
    const line = lineOf(lines, at);
    const paragraph = paragraphAt(lines, line, since);
    since = (paragraph?.last ?? line) + 1;
    if (paragraph !== undefined) {
      settings ??= noteSettings(source);
      const found = readParagraph(source, settings, paragraph);
      blocks.push(...found.blocks);
      problems.push(...found.problems);
    }
    const next = lines.starts[since];
    at = next === undefined ? -1 : lines.text.indexOf(startInline, next);
  }
  return { blocks, problems };
}

function readParagraph(source: Source, settings: NoteSettings, { first, last }: Paragraph): Found {
  const { lines } = source;
  const masked = mask(lines.text.slice(lines.starts[first], lines.starts[last]) + lineText(lines, last)).split("\n");
  const found = masked.map((line, index) => readLine(source, settings, first + index, line));
  return { blocks: found.flatMap(({ blocks }) => blocks), problems: found.flatMap(({ problems }) => problems) };
}

function readLine(source: Source, settings: NoteSettings, line: number, masked: string): Found {
  const { startInline, endInline } = source.syntax.obsidianToAnki;
  const text = lineText(source.lines, line);
  const blocks: FoundBlock[] = [];
  const problems: Problem[] = [];
  let [counted, column] = [0, 1];
  for (let at = wordAt(masked, startInline, 0); at !== -1;) {
    const from = at + startInline.length;
    const end = wordAt(masked, endInline, from);
    column += Array.from(text.slice(counted, at)).length;
    counted = at;
    const place = { path: source.path, line: line + 1, column };
    if (end === -1) {
      const message = `${startInline} without ${endInline} on its line`;
      problems.push(report(place, "missing-end", "warning", message, `Close the card with ${endInline}.`));
      break;
    }
    const found = readInline(source, settings, place, text.slice(from, end));
    blocks.push(...found.blocks);
    problems.push(...found.problems);
    at = wordAt(masked, startInline, end + endInline.length);
  }
  return { blocks, problems };
}

function readInline(source: Source, settings: NoteSettings, place: Place, content: string): Found {
  const syntax = source.syntax.obsidianToAnki;
  const [, name, body] = /^\s*\[([^\]]*)\]([^]*)$/.exec(content) ?? [];
  const type = name === undefined ? undefined : typeNamed(syntax, name.trim());
  if (type === undefined || body === undefined) return { blocks: [], problems: [missingType(place, content.trim())] };
  const { before, id } = splitId(body);
  const tagsAt = wordAt(before, "Tags:", 0);
  const tags = tagsAt === -1 ? "" : before.slice(tagsAt + "Tags:".length);
  const fields = readFields(type.fields, tagsAt === -1 ? before : before.slice(0, tagsAt));
  return makeBlock(syntax, settings, { place, endLine: place.line, type, fields, tags, id });
}

function splitId(body: string): { readonly before: string; readonly id: string | undefined } {
  const text = body.trim();
  const at = text.endsWith("-->") ? text.lastIndexOf("<!--") : wordAt(text, "ID:", 0);
  const found = at === -1 ? undefined : idAtEnd(text.slice(at));
  return { before: found === undefined ? text : text.slice(0, at), id: found?.id };
}

/** A word `Name:` turns to that field; what stands before the first belongs to the first field. */
function readFields(names: readonly string[], text: string): Field[] {
  const turns = names
    .flatMap((name) => wordsAt(text, `${name}:`).map((at) => ({ name, at, from: at + name.length + 1 })))
    .toSorted((one, other) => one.at - other.at);
  const parts = [{ name: names[0] ?? "", at: 0, from: 0 }, ...turns];
  const texts = parts.map(({ name, from }, index) => ({ name, text: text.slice(from, parts[index + 1]?.at) }));
  return names.map((name) => {
    const own = texts.filter((part) => part.name === name).map((part) => part.text.trim());
    return { name, text: own.filter((part) => part !== "").join(" ") };
  });
}

function wordsAt(text: string, word: string): number[] {
  const found: number[] = [];
  for (let at = wordAt(text, word, 0); at !== -1; at = wordAt(text, word, at + word.length)) found.push(at);
  return found;
}

/** Offset of a word that stands between blanks (or the ends of the text). */
function wordAt(text: string, word: string, from: number): number {
  let at = text.indexOf(word, from);
  while (at !== -1 && !(isEdge(text, at - 1) && isEdge(text, at + word.length)))
    at = text.indexOf(word, at + word.length);
  return at;
}

function isEdge(text: string, at: number): boolean {
  return at < 0 || at >= text.length || text.charCodeAt(at) === 0x20 || /[\s[]/.test(text.charAt(at));
}
