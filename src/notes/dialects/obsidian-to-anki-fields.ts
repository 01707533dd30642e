import type { Field } from "../../model.ts";
import { lex } from "../lexer/lex.ts";
import { isShielded, Kind, kindOf, lineText } from "../lexer/lines.ts";
import { lineMasker } from "../lexer/mask-lines.ts";
import type { ObsidianToAnki } from "../settings/obsidian-to-anki.ts";
import { writeOutClozes } from "./curly-cloze.ts";
import { clozeOrdinals, type NoteType } from "./note-types.ts";
import type { NoteSettings } from "./obsidian-to-anki-note.ts";

export interface Fields {
  readonly fields: readonly Field[];
  /** Tags that stood in the text. */
  readonly tags: readonly string[];
}

/**
 * The fields of a card under the names of its type, as the vault's settings and the note change them: tags moved out of the
 * text, short clozes written out, frozen text and the place of the card put below.
 */
export function finishFields(
  syntax: ObsidianToAnki,
  settings: NoteSettings,
  type: NoteType,
  found: readonly Field[],
  line: number,
): Fields {
  const hides = type.kind === "cloze";
  const adds = settings.frozen.length > 0 || settings.contextAt !== undefined;
  if (!hides && !adds && !syntax.movesTags && found[0]?.name === type.fields[0]) return { fields: found, tags: [] };
  const tags: string[] = [];
  const named = found.map((field, index) => ({
    name: type.fields[index] ?? field.name,
    text: syntax.movesTags ? moveTags(field.text, syntax, tags) : field.text,
  }));
  const told = hides ? askedFirst(named, syntax) : named;
  const fields = told.map(({ name, text }) => ({
    name,
    text: [text, ...additions(syntax, settings, type.name, name, line)].filter(Boolean).join("\n"),
  }));
  return { fields, tags };
}

/** The field that hides something comes first, below the text of those before it; only there short clozes are written out. */
function askedFirst(fields: readonly Field[], { curlyCloze, highlightCloze }: ObsidianToAnki): readonly Field[] {
  const written = ({ text }: Field) => (curlyCloze ? writeOutClozes(text, highlightCloze) : text);
  const hiding = fields.findIndex((field) => clozeOrdinals(written(field)).length > 0);
  const asked = fields[hiding];
  if (asked === undefined) return fields;
  const above = fields.slice(0, hiding).map(({ text }) => text);
  const text = [...above, written(asked)].filter(Boolean).join("\n\n");
  return [{ name: asked.name, text }, ...fields.slice(hiding + 1)];
}

function additions(
  syntax: ObsidianToAnki,
  settings: NoteSettings,
  type: string,
  field: string,
  line: number,
): string[] {
  // As with the plugin, the last FROZEN of a type counts.
  const frozen = settings.frozen.findLast(({ noteType }) => noteType === type)?.fields ?? [];
  const told = frozen.filter(({ name }) => name === field).map(({ text }) => text);
  const isContext = Object.hasOwn(syntax.contextFields, type) && syntax.contextFields[type] === field;
  return isContext ? [...told, settings.contextAt?.(line) ?? ""] : told;
}

/** A word after `#` that is no number, at the beginning or behind a blank, as Obsidian has tags. */
const tag = /(?:^|\s)#(?=[^\s#]*[^\d\s#])([\p{L}\p{M}\p{N}\p{So}_/-]+)/gu;

/** The text without its tags, which are put into `tags`; in code and formulas there are none. */
function moveTags(text: string, syntax: ObsidianToAnki, tags: string[]): string {
  if (!text.includes("#")) return text;
  const lines = lex(text, 0, syntax);
  const maskedLine = lineMasker(lines);
  const kept = lines.starts.map((_, line) => {
    const kind = kindOf(lines, line);
    const written = lineText(lines, line);
    return isShielded(kind) || kind === Kind.code ? written : withoutTags(written, maskedLine(line), tags);
  });
  return kept.join("\n").trim();
}

function withoutTags(written: string, masked: string, tags: string[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: found, 1: name } of masked.matchAll(tag)) {
    parts.push(written.slice(from, index));
    from = index + found.length;
    tags.push(name ?? "");
  }
  return parts.join("") + written.slice(from);
}
