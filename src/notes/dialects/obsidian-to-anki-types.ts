import { defaultObsidianToAnki, type ObsidianToAnki } from "../settings/obsidian-to-anki.ts";
import { clozeOrdinals, noteType, type NoteType } from "./note-types.ts";

/** The types that a vault declares, each looked into once. */
const declared = new WeakMap<ObsidianToAnki, ReadonlyMap<string, NoteType>>();

function declaredTypes(syntax: ObsidianToAnki): ReadonlyMap<string, NoteType> {
  const known = declared.get(syntax);
  if (known !== undefined) return known;
  const types = new Map(
    Object.entries(syntax.fields).map(([name, fields]) => [name.trim(), noteType(name, fields, true)]),
  );
  declared.set(syntax, types);
  return types;
}

/** A name that nobody declared still has to look like one: words, no markup, no sentence. */
const plausibleName = /^[\p{L}\p{N}][\p{L}\p{N} ()+_,'&/-]{0,63}$/u;

/** The note type of that name; one that is not known has the fields of Basic. Undefined for what is no name. */
export function typeNamed(syntax: ObsidianToAnki, name: string): NoteType | undefined {
  const known = declaredTypes(syntax).get(name.trim());
  if (known !== undefined) return known;
  return plausibleName.test(name) ? noteType(name, ["Front", "Back"], false) : undefined;
}

/** What Anki calls the fields of its stock types in several languages: notes are seen without their vault's settings. */
const stockFields: readonly (readonly [string, string])[] = [
  ["Front", "Back"],
  ["Text", "Back Extra"],
  ["Text", "Extra"],
  ["Vorderseite", "Rückseite"],
  ["Text", "Rückseite Extra"],
  ["Anverso", "Reverso"],
  ["Recto", "Verso"],
  ["Texte", "Verso Extra"],
  ["Frente", "Verso"],
  ["Fronte", "Retro"],
  ["Voorkant", "Achterkant"],
  ["Przód", "Tył"],
  ["Líc", "Rub"],
  ["Лицо", "Оборот"],
  ["Текст", "Дополнения к обороту"],
  ["正面", "背面"],
  ["表面", "裏面"],
];

/** A type that nobody declared, with the fields that its block names; `heads` tells whether a line begins with a word. */
export function namedFields(type: NoteType, heads: (word: string) => boolean): NoteType {
  const isNamed = (field: string) => heads(`${field}:`);
  const fields = stockFields.find((both) => both.every(isNamed)) ?? stockFields.find((both) => both.some(isNamed));
  return fields === undefined ? type : noteType(type.name, fields, false);
}

/** A vault's own type whose name does not say so makes clozes all the same, where its text holds them. */
export function typeFor(type: NoteType, front: string): NoteType {
  const isOwn = type.kind === "basic" && !Object.hasOwn(defaultObsidianToAnki.fields, type.name);
  return isOwn && clozeOrdinals(front).length > 0 ? { ...type, kind: "cloze" } : type;
}

/** What a block is read as whose type nobody declared: the stock type that its text, else its name, speaks of. */
export function standIn({ kind, isOptional }: NoteType, front: string): NoteType | undefined {
  const types = [...declaredTypes(defaultObsidianToAnki).values()];
  const asked = clozeOrdinals(front).length > 0 ? "cloze" : kind === "cloze" ? "basic" : kind;
  return types.find((type) => type.kind === asked && (type.isOptional === isOptional || asked === "cloze"));
}
