import { css } from "./style.ts";

export type NoteTypeName = "basic" | "reversed" | "typed" | "cloze";

export interface NoteType {
  /** For ever: Anki knows a note type by it. Another layout of fields or cards would be another type with another id. */
  readonly id: number;
  readonly name: string;
  readonly fields: readonly string[];
  readonly cards: readonly { readonly name: string; readonly question: string; readonly answer: string }[];
}

/** s since 1970; raised whenever a template or the style changes, so that Anki takes the new one over. */
const changed = Date.UTC(2026, 10, 21) / 1000;

const fields = ["Front", "Back", "Extra", "Source", "Drill"];
const clozeFields = ["Text", "Extra", "Source", "Drill"];

/** What stands below every answer. */
const foot = `{{#Extra}}<div class="extra">{{Extra}}</div>{{/Extra}}
{{#Drill}}<p class="drill">{{Drill}}</p>{{/Drill}}
{{#Source}}<footer>{{Source}}</footer>{{/Source}}`;

const answer = (question: string, back: string): string => `${question}\n<hr id="answer">\n${back}\n${foot}`;

const forward = { name: "Forward", question: "{{Front}}", answer: answer("{{FrontSide}}", "{{Back}}") };
const reverse = { name: "Reverse", question: "{{Back}}", answer: answer("{{FrontSide}}", "{{Front}}") };
const typed = { name: "Typed", question: "{{Front}}\n{{type:Back}}", answer: answer("{{Front}}", "{{type:Back}}") };
const cloze = { name: "Cloze", question: "{{cloze:Text}}", answer: `{{cloze:Text}}\n${foot}` };

export const noteTypes: Readonly<Record<NoteTypeName, NoteType>> = {
  basic: { id: 1_600_000_001_001, name: "echodeck Basic", fields, cards: [forward] },
  reversed: { id: 1_600_000_001_002, name: "echodeck Reversed", fields, cards: [forward, reverse] },
  typed: { id: 1_600_000_001_003, name: "echodeck Typed", fields, cards: [typed] },
  cloze: { id: 1_600_000_001_004, name: "echodeck Cloze", fields: clozeFields, cards: [cloze] },
};

/** A note type as Anki's schema 11 writes it. */
export function noteTypeJson(name: NoteTypeName, deck: number): object {
  const { id, name: title, fields, cards } = noteTypes[name];
  return {
    id,
    name: title,
    type: name === "cloze" ? 1 : 0,
    mod: changed,
    usn: -1,
    sortf: 0,
    did: deck,
    tmpls: cards.map((card, ord) => ({
      name: card.name,
      ord,
      id: id * 100 + ord,
      qfmt: card.question,
      afmt: card.answer,
      bqfmt: "",
      bafmt: "",
      did: null,
      bfont: "",
      bsize: 0,
    })),
    flds: fields.map((field, ord) => ({
      name: field,
      ord,
      id: id * 100 + 50 + ord,
      sticky: false,
      rtl: false,
      font: "Arial",
      size: 20,
      description: "",
      media: [],
    })),
    css,
    latexPre:
      "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n",
    latexPost: "\\end{document}",
    latexsvg: false,
    req: name === "cloze" ? [] : cards.map((_, ord) => [ord, "any", [ord]]),
    tags: [],
    vers: [],
  };
}
