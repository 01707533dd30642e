/** A piece of text, or a formula without its signs. */
export interface TextPart {
  readonly text: string;
  readonly kind: "text" | "formula" | "shown";
}

/** `$$x$$`, shown on its own, or `$x$`: no blank at its ends, and no number behind, which is a price. */
const formula = /\$\$([^$]+)\$\$|\$([^\s$](?:[^$\n]*[^\s$])?)\$(?!\d)/g;

/**
 * The formulas in the text of an HTML element, where no reader of Markdown looks for them:
 *
 *     <center>The area is $\pi r^2$</center>   →   "The area is ", a formula
 */
export function formulaParts(text: string): readonly TextPart[] {
  if (!text.includes("$")) return [{ text, kind: "text" }];
  const parts: TextPart[] = [];
  let from = 0;
  for (const { index, 0: whole, 1: shown, 2: inline } of text.matchAll(formula)) {
    if (index > from) parts.push({ text: text.slice(from, index), kind: "text" });
    parts.push({ text: shown ?? inline ?? "", kind: shown === undefined ? "formula" : "shown" });
    from = index + whole.length;
  }
  return from < text.length ? [...parts, { text: text.slice(from), kind: "text" }] : parts;
}
