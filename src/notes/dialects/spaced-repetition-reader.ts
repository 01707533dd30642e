import { lineMasker } from "../lexer/mask-lines.ts";
import type { Source } from "./dialect.ts";
import type { CardLine, RawCard, Remark } from "./spaced-repetition-card.ts";
import { inlineSeparators, lineSeparators, type Separator } from "./spaced-repetition-separators.ts";

/** What is remembered from line to line, while a note is parted into cards. */
export interface Reader {
  readonly source: Source;
  readonly maskedLine: (line: number) => string;
  readonly inline: readonly Separator[];
  readonly alone: readonly Separator[];
  readonly cards: RawCard[];
  readonly remarks: Remark[];
  /** The lines since the last blank line or card. */
  held: CardLine[];
  /** What they are going to be: the separator stands behind the first `front` of them. */
  open: { readonly form: "lines" | "cloze"; readonly reversed: boolean; readonly front: number } | undefined;
  /** The card that ended last, as long as nothing but blank lines stands below it: a schedule may still follow. */
  closed: RawCard | undefined;
}

export function newReader(source: Source): Reader {
  return {
    source,
    maskedLine: lineMasker(source.lines),
    inline: inlineSeparators(source.syntax.spacedRepetition),
    alone: lineSeparators(source.syntax.spacedRepetition),
    cards: [],
    remarks: [],
    held: [],
    open: undefined,
    closed: undefined,
  };
}

/** A line that belongs to what the next card will be; a schedule below it is none of the card before. */
export function hold(reader: Reader, line: number, text: string): void {
  reader.held.push({ line, text });
  reader.closed = undefined;
}

/** The lines so far become the card they were going to be; if none, nothing. */
export function close(reader: Reader): void {
  const { open, held } = reader;
  if (open !== undefined) {
    const parts =
      open.form === "cloze"
        ? { front: held, back: [] }
        : { front: held.slice(0, open.front), back: held.slice(open.front) };
    add(reader, {
      ...parts,
      form: open.form,
      reversed: open.reversed,
      last: held.findLast(({ text }) => text !== "")?.line ?? 0,
      comments: [],
    });
  }
  reader.held = [];
  reader.open = undefined;
}

/** A card that is whole, but for its schedule. */
export function add(reader: Reader, card: RawCard): void {
  reader.cards.push(card);
  reader.closed = card;
}
