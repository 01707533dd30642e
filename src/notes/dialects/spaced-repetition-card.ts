/** A line as a card has it: without a schedule at its end. `line` is 0-based. */
export interface CardLine {
  readonly line: number;
  readonly text: string;
}

/** What stands in the note as one card, before it is made one. */
export interface RawCard {
  readonly form: "inline" | "lines" | "cloze";
  readonly reversed: boolean;
  readonly front: readonly CardLine[];
  readonly back: readonly CardLine[];
  /** The last line that belongs to it, 0-based: a schedule, or the last of the answer. */
  last: number;
  /** The comments with its schedule. */
  readonly comments: string[];
}

export type RemarkRule = "empty-front" | "missing-answer" | "no-cloze" | "unread-separator" | "unread-schedule";

/** What was found on the way and makes no card; 0-based line. */
export interface Remark {
  readonly line: number;
  readonly what: RemarkRule | "second-schedule";
}
