import { defaultObsidianToAnki, type ObsidianToAnki } from "../settings/obsidian-to-anki.ts";
import { clozeOrdinals, noteType, type NoteType } from "./note-types.ts";

/** The types that a vault declares, each looked into once. */
const declared = new WeakMap<ObsidianToAnki, ReadonlyMap<string, NoteType>>();

function declaredTypes(syntax: ObsidianToAnki): ReadonlyMap<string, NoteType> {
  const known = declared.get(syntax);
  if (known !== undefined) return known;
  const types = new Map(Object.entries(syntax.fields).map(([name, fields]) => [name, noteType(name, fields, true)]));
  declared.set(syntax, types);
  return types;
}

/** A name that nobody declared still has to look like one: words, no markup, no sentence. */
const plausibleName = /^[\p{L}\p{N}][\p{L}\p{N} ()+_,'&/-]{0,63}$/u;

/** The note type of that name; one that is not known has the fields of Basic. Undefined for what is no name. */
export function typeNamed(syntax: ObsidianToAnki, name: string): NoteType | undefined {
  const known = declaredTypes(syntax).get(name);
  if (known !== undefined) return known;
  return plausibleName.test(name) ? noteType(name, ["Front", "Back"], false) : undefined;
}

/** What a block is read as whose type nobody declared. */
export function standIn(type: NoteType, front: string): NoteType {
  return declaredTypes(defaultObsidianToAnki).get(clozeOrdinals(front).length > 0 ? "Cloze" : "Basic") ?? type;
}
