import type { CompileContext } from "mdast-util-from-markdown";
import type { Construct, State, Token, Tokenizer } from "micromark-util-types";
import type { Wikilink } from "./nodes.ts";

const [exclamation, opening, closing] = [33, 91, 93];

/**
 * `[[path#fragment|alias]]` and `![[…]]` on one line. A bracket inside gives it up at once, so that no text is read twice:
 * `[[a [[b]]` is text and one link.
 */
const tokenize: Tokenizer = (effects, ok, nok) => {
  let length = 0;

  const start: State = (code) => {
    effects.enter("wikilink");
    return code === exclamation ? take(code, open) : open(code);
  };
  const open: State = (code) => (code === opening ? take(code, openSecond) : nok(code));
  const openSecond: State = (code) => (code === opening ? take(code, body) : nok(code));
  const body: State = (code) => {
    if (code === null || code < -2 || code === opening) return nok(code);
    if (code === closing) return length === 0 ? nok(code) : take(code, close);
    length += 1;
    return take(code, body);
  };
  const close: State = (code) => {
    if (code !== closing) return nok(code);
    effects.consume(code);
    effects.exit("wikilink");
    return ok;
  };
  const take = (code: number, next: State): State => {
    effects.consume(code);
    return next;
  };
  return start;
};

const construct: Construct = { name: "wikilink", tokenize };

export const wikilinkSyntax = { text: { [exclamation]: construct, [opening]: construct } };

export const wikilinkTree = {
  enter: {
    wikilink(this: CompileContext, token: Token): void {
      this.enter(readWikilink(this.sliceSerialize(token)), token);
    },
  },
  exit: {
    wikilink(this: CompileContext, token: Token): void {
      this.exit(token);
    },
  },
};

/** In a table the bar before the alias is written `\|`. */
function readWikilink(source: string): Wikilink {
  const embed = source.startsWith("!");
  const inner = source.slice(embed ? 3 : 2, -2);
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, inner[bar - 1] === "\\" ? bar - 1 : bar);
  const alias = bar < 0 ? undefined : inner.slice(bar + 1).trim() || undefined;
  const hash = target.indexOf("#");
  const size = embed ? /^(\d{1,5})(?:x(\d{1,5}))?$/.exec(alias ?? "") : null;
  return {
    type: "wikilink",
    embed,
    path: (hash < 0 ? target : target.slice(0, hash)).trim(),
    fragment: hash < 0 ? undefined : target.slice(hash + 1).trim() || undefined,
    alias: size ? undefined : alias,
    size: size ? { width: Number(size[1]), height: size[2] ? Number(size[2]) : undefined } : undefined,
  };
}
