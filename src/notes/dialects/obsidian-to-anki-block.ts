import type { Field, Place, Problem } from "../../model.ts";
import { writeOutClozes } from "./curly-cloze.ts";
import { clozeOrdinals, kindOfType, ordinalsOf } from "./note-types.ts";
import { report } from "../report.ts";
import { defaultSyntax, type Syntax } from "../syntax.ts";
import type { Found } from "./dialect.ts";
import { blockTags, type NoteSettings } from "./obsidian-to-anki-note.ts";

/** What both forms, START…END and STARTI…ENDI, come to: a type, the text of each field, tags and id. */
export interface NoteText {
  readonly place: Place;
  readonly endLine: number;
  readonly type: NoteType;
  readonly fields: readonly Field[];
  readonly tags: string;
  readonly id: string | undefined;
}

export interface NoteType {
  readonly name: string;
  readonly fields: readonly string[];
  readonly isKnown: boolean;
}

/** A name that nobody declared still has to look like one: words, no markup, no sentence. */
const plausibleName = /^[\p{L}\p{N}][\p{L}\p{N} ()+_,'&/-]{0,63}$/u;

/** The note type of that name; one that is not known has the fields of Basic. Undefined for what is no name. */
export function typeNamed(syntax: Syntax, name: string): NoteType | undefined {
  const fields = Object.hasOwn(syntax.fields, name) ? syntax.fields[name] : undefined;
  if (fields !== undefined) return { name, fields, isKnown: true };
  return plausibleName.test(name) ? { name, fields: ["Front", "Back"], isKnown: false } : undefined;
}

/** The block that a note's text makes, or the problem that keeps it from being one. */
export function makeBlock(syntax: Syntax, settings: NoteSettings, note: NoteText): Found {
  const { place, type } = note;
  const front = note.fields[0]?.text ?? "";
  if (front === "" && !type.isKnown) return { blocks: [], problems: [missingType(place, type.name)] };
  if (front === "") return { blocks: [], problems: [emptyFront(place, type)] };
  const noteType = type.isKnown ? type.name : clozeOrdinals(front).length > 0 ? "Cloze" : "Basic";
  const kind = kindOfType(noteType);
  const names = type.isKnown ? type.fields : (defaultSyntax.fields[noteType] ?? type.fields);
  const fields = note.fields.map((field, index) => ({ name: names[index] ?? field.name, text: field.text }));
  const [first] = fields;
  if (kind === "cloze" && syntax.curlyCloze && first !== undefined) {
    fields[0] = { name: first.name, text: writeOutClozes(first.text, syntax.highlightCloze) };
  }
  const ordinals = ordinalsOf(noteType, kind, fields);
  if (ordinals.length === 0) return { blocks: [], problems: [noCloze(place, noteType, syntax)] };
  const block = {
    line: place.line,
    endLine: note.endLine,
    column: place.column,
    dialect: "obsidian-to-anki" as const,
    foreignId: note.id === undefined ? undefined : `anki:${note.id}`,
    noteType,
    kind: kind === "reversed" && ordinals.length === 1 ? ("basic" as const) : kind,
    fields,
    format: "markdown" as const,
    tags: blockTags(note.tags, settings),
    deck: settings.deck,
    ordinals,
  };
  return { blocks: [block], problems: type.isKnown ? [] : [unknownType(place, type.name, noteType)] };
}

export function missingType(place: Place, found: string): Problem {
  const what = found === "" ? "nothing" : `"${found.slice(0, 40)}"`;
  const message = `expected the name of a note type at the head of the block, found ${what}`;
  return report(place, "missing-type", "error", message, "Write a note type, such as Basic, in the line after START.");
}

function emptyFront(place: Place, type: NoteType): Problem {
  const message = `the first field (${type.fields[0] ?? ""}) is empty, so there is nothing to ask`;
  return report(place, "empty-front", "warning", message, "Fill it in, or remove the block.");
}

function unknownType(place: Place, name: string, readAs: string): Problem {
  const message = `the note type "${name}" is not known; the block is read as ${readAs}`;
  const hint = "Use a known type, or let Obsidian_to_Anki regenerate its settings so that the type's fields are known.";
  return report(place, "unknown-type", "warning", message, hint);
}

function noCloze(place: Place, noteType: string, syntax: Syntax): Problem {
  const message = `a block of type ${noteType} without any cloze makes no card`;
  const curly = syntax.curlyCloze ? "" : " (CurlyCloze is off in this vault, so {this} is none)";
  return report(place, "no-cloze", "error", message, `Hide something: {{c1::like this}}${curly}.`);
}
