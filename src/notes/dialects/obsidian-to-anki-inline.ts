import type { Field, Place, Problem } from "../../model.ts";
import { lineText, paragraphs } from "../lexer/lines.ts";
import { mask } from "../lexer/mask.ts";
import { report } from "../report.ts";
import type { Found, FoundBlock, Source } from "./dialect.ts";
import { makeBlock, missingType, typeNamed } from "./obsidian-to-anki-block.ts";
import { idAtEnd } from "./obsidian-to-anki-lines.ts";
import { noteSettings, type NoteSettings } from "./obsidian-to-anki-note.ts";

/** The one-line form of Obsidian_to_Anki: `STARTI [Basic] What is a socket? Back: An endpoint. Tags: linux ENDI`. */
export function readObsidianToAnkiInline(source: Source): Found {
  const { lines, syntax } = source;
  if (!lines.text.includes(syntax.startInline)) return { blocks: [], problems: [] };
  let settings: NoteSettings | undefined;
  const blocks: FoundBlock[] = [];
  const problems: Problem[] = [];
  for (const { first, last } of paragraphs(lines)) {
    const raw = lines.text.slice(lines.starts[first], lines.starts[last]) + lineText(lines, last);
    if (!raw.includes(syntax.startInline)) continue;
    const masked = mask(raw).split("\n");
    settings ??= noteSettings(source);
    for (let line = first; line <= last; line++) {
      const found = readLine(source, settings, line, masked[line - first] ?? "");
      blocks.push(...found.blocks);
      problems.push(...found.problems);
    }
  }
  return { blocks, problems };
}

function readLine(source: Source, settings: NoteSettings, line: number, masked: string): Found {
  const { startInline, endInline } = source.syntax;
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

function readInline({ syntax }: Source, settings: NoteSettings, place: Place, content: string): Found {
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
  const isEdge = (at: number) => /^[\s[]?$/.test(text.charAt(at));
  let at = text.indexOf(word, from);
  while (at !== -1 && !(isEdge(at - 1) && isEdge(at + word.length))) at = text.indexOf(word, at + word.length);
  return at;
}
