/** What a card could be made of, and why: found, never taken by itself. */
export interface Suggestion {
  readonly kind: "term" | "heading" | "title" | "callout" | "list";
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

/** A name that is asked for on its own: no number before it, no colon after it, no emphasis all around it. */
export function plainName(text: string): string {
  return text
    .trim()
    .replace(/^(?:\d+(?:\.\d+)*[.)]|[a-z]\))\s+/i, "")
    .replace(/:\s*((?:\*\*|__)?)$/, "$1")
    .replace(/^(\*\*|__)([^*_]+)\1$/, "$2")
    .replace(/:$/, "")
    .trim();
}

/** `Ports: 0–1023`, since a term away from its heading means little. */
export function asked(context: string | undefined, term: string): string {
  if (context === undefined || context === "" || term.endsWith("?")) return term;
  return context.toLowerCase() === term.toLowerCase() ? term : `${context}: ${term}`;
}
