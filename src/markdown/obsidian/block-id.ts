import type { CompileContext } from "mdast-util-from-markdown";
import type { Code, Construct, State, Token, Tokenizer } from "micromark-util-types";

const caret = 94;

/** ` ^id` before the end of a line; a caret within a word is none. */
const tokenize: Tokenizer = function tokenize(effects, ok, nok) {
  const before = this.previous;
  let length = 0;

  const start: State = (code) => {
    // Text is also halted here where a footnote might begin.
    if (!isBlank(before)) return nok(code);
    effects.enter("blockId");
    effects.consume(code);
    return name;
  };
  const name: State = (code) => {
    if (!isNamePart(code)) return length > 0 ? rest(code) : nok(code);
    effects.consume(code);
    length += 1;
    return name;
  };
  const rest: State = (code) => {
    if (code === null || code < -2) {
      effects.exit("blockId");
      return ok(code);
    }
    if (!isBlank(code)) return nok(code);
    effects.consume(code);
    return rest;
  };
  return start;
};

const isBlank = (code: Code): boolean => code === null || code < 0 || code === 32;
const isNamePart = (code: Code): boolean => code !== null && code > 0 && /[\dA-Za-z-]/.test(String.fromCharCode(code));

const construct: Construct = { name: "blockId", tokenize, previous: isBlank };

export const blockIdSyntax = { text: { [caret]: construct } };

export const blockIdTree = {
  enter: {
    blockId(this: CompileContext, token: Token): void {
      this.enter({ type: "blockId", id: this.sliceSerialize(token).slice(1).trimEnd() }, token);
    },
  },
  exit: {
    blockId(this: CompileContext, token: Token): void {
      this.exit(token);
    },
  },
};
