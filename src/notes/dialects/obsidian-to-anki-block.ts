import type { Field, Place, Problem } from "../../model.ts";
import { type NoteType, ordinalsOf } from "./note-types.ts";
import { report } from "../report.ts";
import type { ObsidianToAnki } from "../settings/obsidian-to-anki.ts";
import type { Found } from "./dialect.ts";
import { finishFields } from "./obsidian-to-anki-fields.ts";
import { type Deletion, deletionOn } from "./obsidian-to-anki-marks.ts";
import { blockTags, type NoteSettings } from "./obsidian-to-anki-note.ts";
import { standIn, typeFor } from "./obsidian-to-anki-types.ts";

/** What all forms, START…END, STARTI…ENDI and the styles, come to: a type, the text of each field, tags and id. */
export interface NoteText {
  readonly place: Place;
  readonly endLine: number;
  readonly type: NoteType;
  readonly fields: readonly Field[];
  readonly tags: string;
  readonly id: string | undefined;
}

/** The block that a note's text makes, or the problem that keeps it from being one. */
export function makeBlock(syntax: ObsidianToAnki, settings: NoteSettings, note: NoteText): Found {
  const { place, type } = note;
  const deletion = deletionOf(settings, note);
  if (deletion !== undefined) return { blocks: [], problems: [deletedCard(place, deletion)] };
  const front = note.fields[0]?.text ?? "";
  if (front === "" && !type.isKnown) return { blocks: [], problems: [missingType(place, type.name)] };
  if (front === "" && type.kind !== "cloze") return { blocks: [], problems: [emptyFront(place, type)] };
  const readAs = type.isKnown ? typeFor(type, front) : (standIn(type, front) ?? type);
  const { fields, tags } = finishFields(syntax, settings, readAs, note.fields, place.line);
  // Its tags may have been all that it asked.
  if (fields[0]?.text === "") return { blocks: [], problems: [emptyFront(place, readAs)] };
  const ordinals = ordinalsOf(readAs, fields);
  if (ordinals.length === 0) return { blocks: [], problems: [noCloze(place, readAs.name, syntax)] };
  const block = {
    line: place.line,
    endLine: note.endLine,
    column: place.column,
    dialect: "obsidian-to-anki" as const,
    foreignId: note.id === undefined ? undefined : `anki:${note.id}`,
    noteType: readAs.name,
    kind: readAs.kind === "reversed" && ordinals.length === 1 ? ("basic" as const) : readAs.kind,
    fields,
    format: "markdown" as const,
    tags: blockTags(tags.length === 0 ? note.tags : [note.tags, ...tags].join(" "), settings),
    deck: settings.deck,
    ordinals,
  };
  return { blocks: [block], problems: type.isKnown ? [] : [unknownType(place, type.name, readAs.name)] };
}

/** A card is deleted by its id, or by the word right below (`line` counts from 0). */
function deletionOf({ deletions, deletedIds }: NoteSettings, { endLine, id }: NoteText): Deletion | undefined {
  return deletedIds.get(id ?? "") ?? deletionOn(deletions, endLine, endLine);
}

export function deletedCard(place: Place, { id, line }: Deletion): Problem {
  const message = `line ${line + 1} asks Obsidian_to_Anki to delete the card ${id}, so it is none here either`;
  return report(
    place,
    "deleted-card",
    "info",
    message,
    "Remove that line if the card is to stay; it comes back as it was.",
  );
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

function noCloze(place: Place, noteType: string, syntax: ObsidianToAnki): Problem {
  const message = `a block of type ${noteType} without any cloze makes no card`;
  const curly = syntax.curlyCloze ? "" : " (CurlyCloze is off in this vault, so {this} is none)";
  return report(place, "no-cloze", "error", message, `Hide something: {{c1::like this}}${curly}.`);
}
