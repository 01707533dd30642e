import type { CardKind, Field } from "../../model.ts";

/**
 * What Anki's stock note types do, told by their names as several languages have them.
 * Parts of words, in lower case; a vault names its own types after these.
 */
const words = {
  cloze: [
    "cloze",
    "lückentext",
    "texte à trous",
    "respuesta anidada",
    "omissão",
    "пропуск",
    "穴埋め",
    "填空",
    "克漏字",
  ],
  reversed: [
    "revers",
    "invers",
    "invert",
    "beide richtungen",
    "obrácen",
    "odwr",
    "omgekeer",
    "обрат",
    "反転",
    "反向",
    "翻转",
  ],
  optional: [
    "option",
    "opcional",
    "opzional",
    "facultati",
    "eine oder zwei",
    "voliteln",
    "opcj",
    "по выбору",
    "任意",
    "追加可能",
    "可选",
    "可選",
  ],
  typed: [
    "type in",
    "type_answer",
    "teclear",
    "eintippen",
    "à saisir",
    "à taper",
    "digita",
    "ввод ответа",
    "入力",
    "输入",
    "輸入",
  ],
};

/** A note type, and what it makes of a block. */
export interface NoteType {
  readonly name: string;
  readonly fields: readonly string[];
  /** What turns to each field, at the head of a line: `Front:`. */
  readonly prefixes: readonly string[];
  readonly kind: CardKind;
  /** Whether a third field has to ask for the reversed card. */
  readonly isOptional: boolean;
  /** Whether anyone declared it. */
  readonly isKnown: boolean;
}

export function noteType(name: string, fields: readonly string[], isKnown: boolean): NoteType {
  const folded = name.normalize("NFC").toLowerCase();
  const speaksOf = (parts: readonly string[]) => parts.some((part) => folded.includes(part));
  const isOptional = speaksOf(words.optional);
  const isReversed = isOptional || speaksOf(words.reversed);
  const kind = speaksOf(words.cloze) ? "cloze" : isReversed ? "reversed" : speaksOf(words.typed) ? "typed" : "basic";
  return { name, fields, prefixes: fields.map((field) => `${field}:`), kind, isOptional, isKnown };
}

/** The cards that a block makes, as Anki counts them: a template makes one if its question is not empty. */
export function ordinalsOf({ kind, isOptional }: NoteType, fields: readonly Field[]): number[] {
  const filled = (index: number) => (fields[index]?.text ?? "") !== "";
  if (kind === "cloze") return clozeOrdinals(fields[0]?.text ?? "");
  return kind !== "reversed" || !filled(1) || (isOptional && !filled(2)) ? [0] : [0, 1];
}

const cloze = /\{\{c(\d{1,3}(?:,\d{1,3})*)::/g;

/** `{{c2::text::hint}}` is card 1, `{{c1,2::text}}` is on two: the numbers of all clozes less one, each once, in order. */
export function clozeOrdinals(text: string): number[] {
  if (!text.includes("}}")) return [];
  const ordinals: number[] = [];
  for (const [, list] of text.matchAll(cloze)) {
    for (const number of (list ?? "").split(",")) {
      const ordinal = Number(number) - 1;
      if (ordinal >= 0 && !ordinals.includes(ordinal)) ordinals.push(ordinal);
    }
  }
  return ordinals.toSorted((one, other) => one - other);
}
