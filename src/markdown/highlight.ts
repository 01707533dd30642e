import type * as Grammars from "./grammars.ts";
import { type Span, span } from "./spans.ts";

let grammars: typeof Grammars | undefined;

/**
 * Loads the grammars (a fifth of a first card's time) if one of the texts holds a listing that names its language.
 * Until then listings have no colours.
 */
export async function loadHighlighting(...texts: readonly string[]): Promise<void> {
  if (texts.some((text) => /(?:```|~~~)[ \t]*[\w{.]/.test(text))) grammars ??= await import("./grammars.ts");
}

export function highlight(code: string, language: string): readonly Span[] {
  return grammars?.highlight(code, language) ?? [span(code)];
}
