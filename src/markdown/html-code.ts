import type { ElementContent, RootContent } from "hast";
import { clozeMark } from "./html-cloze.ts";
import { highlightTree } from "./grammars.ts";

interface Colored {
  readonly text: string;
  readonly name: string | undefined;
}

/**
 * A listing as spans with the classes of highlight.js, one beside the other and never one in another: so a cloze deletion
 * may begin and end anywhere between two letters.
 */
export function codeContent(code: string, language: string): ElementContent[] {
  const pieces = code.split(clozeMark);
  const clean = pieces.filter((_, index) => index % 2 === 0).join("");
  const colored = highlightTree(clean, language)?.children.flatMap((node) => flat(node, undefined)) ?? [
    { text: clean, name: undefined },
  ];
  return cutAt(colored, pieces).map(({ text, name }) =>
    name === undefined
      ? { type: "text", value: text }
      : {
          type: "element",
          tagName: "span",
          properties: { className: [name] },
          children: [{ type: "text", value: text }],
        },
  );
}

function flat(node: RootContent | ElementContent, outer: string | undefined): Colored[] {
  if (node.type === "text") return [{ text: node.value, name: outer }];
  if (node.type !== "element") return [];
  const names = node.properties["className"];
  const inner = Array.isArray(names) ? String(names[0]) : outer;
  return node.children.flatMap((child) => flat(child, inner));
}

/** Puts the marks, which are every second piece, back between the letters they stood between. */
function cutAt(colored: readonly Colored[], pieces: readonly string[]): Colored[] {
  const result: Colored[] = [];
  let [current, at] = [0, 0];
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 1) {
      result.push({ text: piece, name: undefined });
      continue;
    }
    for (let left = piece.length; left > 0 && current < colored.length;) {
      const { text = "", name } = colored[current] ?? {};
      const part = text.slice(at, at + left);
      if (part !== "") result.push({ text: part, name });
      left -= part.length;
      at += part.length;
      if (at >= text.length) [current, at] = [current + 1, 0];
    }
  }
  return result;
}
