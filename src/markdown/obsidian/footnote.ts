import type { FootnoteDefinition, FootnoteReference, Nodes, Root } from "mdast";
import type { CompileContext } from "mdast-util-from-markdown";
import type { Construct, State, Token, Tokenizer } from "micromark-util-types";
import type { InlineFootnote } from "./nodes.ts";

const [caret, opening, closing, backslash] = [94, 91, 93, 92];

/**
 * `^[text]` on one line, brackets inside in pairs. Another one inside gives it up at once, so that no text is read twice:
 * `^[a ^[b]` is text and one footnote.
 */
const tokenize: Tokenizer = (effects, ok, nok) => {
  let depth = 0;
  let before = 0;

  const start: State = (code) => {
    effects.enter("inlineFootnote");
    effects.enter("inlineFootnoteMarker");
    effects.consume(code);
    return open;
  };
  const open: State = (code) => {
    if (code !== opening) return nok(code);
    effects.consume(code);
    effects.exit("inlineFootnoteMarker");
    return first;
  };
  const first: State = (code) => {
    if (code === closing) return nok(code);
    effects.enter("chunkText", { contentType: "text" });
    return body(code);
  };
  const body: State = (code) => {
    if (code === null || code < -2 || (code === opening && before === caret)) return nok(code);
    const isEscaped = before === backslash;
    if (code === closing && depth === 0 && !isEscaped) return close(code);
    if (!isEscaped) depth += code === opening ? 1 : code === closing ? -1 : 0;
    before = isEscaped ? 0 : code;
    effects.consume(code);
    return body;
  };
  const close: State = (code) => {
    effects.exit("chunkText");
    effects.enter("inlineFootnoteMarker");
    effects.consume(code);
    effects.exit("inlineFootnoteMarker");
    effects.exit("inlineFootnote");
    return ok;
  };
  return start;
};

const construct: Construct = { name: "inlineFootnote", tokenize };

export const footnoteSyntax = { text: { [caret]: construct } };

export const footnoteTree = {
  enter: {
    inlineFootnote(this: CompileContext, token: Token): void {
      this.enter({ type: "inlineFootnote", children: [] }, token);
    },
  },
  exit: {
    inlineFootnote(this: CompileContext, token: Token): void {
      this.exit(token);
    },
  },
  transforms: [numberFootnotes],
};

/** Gives each a number that no other footnote has, and puts its text where those of the others stand. */
function numberFootnotes(tree: Root): void {
  const taken = new Set<string>();
  const found: { footnote: InlineFootnote; put: (reference: FootnoteReference) => void }[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === "footnoteDefinition") taken.add(node.identifier);
    if (!("children" in node)) return;
    const children: Nodes[] = node.children;
    for (const [index, child] of children.entries()) {
      visit(child);
      if (child.type === "inlineFootnote")
        found.push({ footnote: child, put: (reference) => (children[index] = reference) });
    }
  };
  visit(tree);
  let number = 0;
  for (const { footnote, put } of found) {
    do number += 1;
    while (taken.has(String(number)));
    const name = { identifier: String(number), label: String(number) };
    put({ type: "footnoteReference", ...name });
    tree.children.push(definition(name, footnote));
  }
}

function definition(name: { identifier: string; label: string }, { children }: InlineFootnote): FootnoteDefinition {
  return { type: "footnoteDefinition", ...name, children: [{ type: "paragraph", children }] };
}
