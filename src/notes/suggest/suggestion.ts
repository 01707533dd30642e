/** What a card could be made of, and why: found, never taken by itself. */
export interface Suggestion {
  readonly kind: "term" | "question" | "heading" | "title" | "callout" | "list";
  /** Markdown, as written but for the markers that made it a line of a list or quote. */
  readonly front: string;
  readonly back: string;
  readonly path: string;
  /** 1-based lines of the note, both included. */
  readonly line: number;
  readonly endLine: number;
  /** 0–1: how likely its author would want it. */
  readonly score: number;
  readonly why: string;
}

export type Draft = Omit<Suggestion, "path">;

/** A name that is asked for on its own: no number before it (`2.`, `1.2`), no colon after it, no emphasis all around it. */
export function plainName(text: string): string {
  return text
    .trim()
    .replace(/^(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|[a-z]\))\s+/i, "")
    .replace(/[:：]\s*((?:\*\*|__)?)$/, "$1")
    .replace(/^(\*\*|__)([^*_]+)\1$/, "$2")
    .replace(/[:：]$/, "")
    .trim();
}

/** Whether a name ends with the question mark of its script. */
export function asks(name: string): boolean {
  return /[?？؟]$/.test(name);
}

/** `Ports: 0–1023`, since a term away from its heading means little; `Which ports? 0–1023`. */
export function asked(context: string | undefined, term: string): string {
  if (context === undefined || context === "" || asks(term)) return term;
  if (context.toLowerCase() === term.toLowerCase()) return term;
  return `${context}${asks(context) ? "" : ":"} ${term}`;
}
