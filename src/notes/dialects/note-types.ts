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
  optional: ["option", "opcional", "opzional", "eine oder zwei", "voliteln", "opcj", "任意", "可选", "可選"],
  typed: ["type in", "type_answer", "teclear", "eintippen", "à saisir", "à taper", "digita", "输入", "輸入"],
};

export function kindOfType(noteType: string): CardKind {
  const name = noteType.normalize("NFC").toLowerCase();
  const speaksOf = (parts: readonly string[]) => parts.some((part) => name.includes(part));
  if (speaksOf(words.cloze)) return "cloze";
  if (speaksOf(words.reversed) || speaksOf(words.optional)) return "reversed";
  return speaksOf(words.typed) ? "typed" : "basic";
}

/** The cards that a block makes, as Anki counts them: a template makes one if its question is not empty. */
export function ordinalsOf(noteType: string, kind: CardKind, fields: readonly Field[]): number[] {
  const filled = (index: number) => (fields[index]?.text ?? "") !== "";
  if (kind === "cloze") return clozeOrdinals(fields[0]?.text ?? "");
  if (kind !== "reversed" || !filled(1)) return [0];
  const isOptional = words.optional.some((part) => noteType.normalize("NFC").toLowerCase().includes(part));
  return isOptional && !filled(2) ? [0] : [0, 1];
}

const cloze = /\{\{c(\d{1,3}(?:,\d{1,3})*)::/g;

/** `{{c2::text::hint}}` is card 1, `{{c1,2::text}}` is on two: the numbers of all clozes less one, each once, in order. */
export function clozeOrdinals(text: string): number[] {
  if (!text.includes("}}")) return [];
  const numbers = [...text.matchAll(cloze)].flatMap(([, list]) => (list ?? "").split(",").map(Number));
  return [...new Set(numbers)]
    .filter((number) => number > 0)
    .map((number) => number - 1)
    .toSorted((one, other) => one - other);
}
