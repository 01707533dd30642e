import type { ElementContent, Root, RootContent } from "hast";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import go from "highlight.js/lib/languages/go";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import rust from "highlight.js/lib/languages/rust";
import typescript from "highlight.js/lib/languages/typescript";
import { createLowlight } from "lowlight";
import { type Span, type Style, span } from "./spans.ts";

/** Longer listings stay plain: some grammars take their time. */
const maximumLength = 20_000;

const lowlight = createLowlight({ bash, c, cpp, go, javascript, json, python, rust, typescript });

const styles: Readonly<Record<string, readonly Style[]>> = {
  "hljs-comment": ["dim"],
  "hljs-keyword": ["magenta"],
  "hljs-literal": ["cyan"],
  "hljs-number": ["cyan"],
  "hljs-string": ["green"],
  "hljs-regexp": ["green"],
  "hljs-meta": ["yellow"],
  "hljs-built_in": ["cyan"],
  "hljs-type": ["cyan"],
  "hljs-title": ["blue"],
  "hljs-attr": ["blue"],
  "hljs-variable": ["yellow"],
};

/** Code in the colours of its language; an unknown language has none, and nothing is guessed. */
export function highlight(code: string, language: string): readonly Span[] {
  return highlightTree(code, language)?.children.flatMap((node) => spansOf(node, [])) ?? [span(code)];
}

/** The same as a tree of `span` with the classes of highlight.js; undefined where there are no colours. */
export function highlightTree(code: string, language: string): Root | undefined {
  const name = language.toLowerCase();
  if (code.length > maximumLength || !lowlight.registered(name)) return undefined;
  return lowlight.highlight(name, code);
}

function spansOf(node: RootContent | ElementContent, outer: readonly Style[]): readonly Span[] {
  if (node.type === "text") return [span(node.value, ...outer)];
  if (node.type !== "element") return [];
  const names = Array.isArray(node.properties["className"]) ? node.properties["className"] : [];
  const inner = styles[String(names[0])] ?? outer;
  return node.children.flatMap((child) => spansOf(child, inner));
}
