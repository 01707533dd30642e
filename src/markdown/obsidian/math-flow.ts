import type { CompileContext } from "mdast-util-from-markdown";
import type { Code, Construct, State, Token, Tokenizer } from "micromark-util-types";
import { isBlank, isEnd, lineEnd, pairCounter } from "./flow.ts";

declare module "mdast-util-math" {
  interface InlineMathData {
    /** Written with two signs: Obsidian shows it on a line of its own, wherever it stands. */
    display?: boolean;
  }
}

declare module "micromark-util-types" {
  interface TokenTypeMap {
    mathFlowTail: "mathFlowTail";
  }
}

const isDollar = (code: Code): boolean => code === 36;
const backslash = 92;

/**
 * A formula that begins a line, and runs to the next two signs, over blank lines too. (For remark-math each stands on a line of its
 * own, what follows the first is no part of the formula, and `\end{aligned}$$` does not end one.)
 *
 *     $$\begin{aligned}
 *     a &= b
 *     \end{aligned}$$ text        what follows the closing signs is a paragraph
 *
 * `$$a$$ text` on its first line is not for us: the paragraph reads it.
 */
const tokenize: Tokenizer = function tokenize(effects, ok, nok) {
  const { interrupt } = this;
  let firstLine = true;
  let last: Code = null;

  const start: State = (code) => {
    if (interrupt && isInFormula(this)) return nok(code);
    effects.enter("mathFlow");
    return effects.attempt(signs, content, nok)(code);
  };
  const content: State = (code) => {
    if (isEnd(code)) return end(code);
    return isDollar(code) && last !== backslash ? effects.attempt(signs, after, value)(code) : value(code);
  };
  const value: State = (code) => {
    effects.enter("mathFlowValue");
    return inValue(code, true);
  };
  const inValue = (code: Code, isFirst: boolean): State | undefined => {
    if (isEnd(code) || (isDollar(code) && last !== backslash && !isFirst)) {
      effects.exit("mathFlowValue");
      return content(code);
    }
    last = last === backslash ? null : code;
    effects.consume(code);
    return (next) => inValue(next, false);
  };
  const after: State = (code) => {
    if (isEnd(code)) return done(code);
    if (isBlank(code)) {
      effects.enter("whitespace");
      return blanks(code);
    }
    if (firstLine) return nok(code);
    effects.exit("mathFlow");
    effects.enter("mathFlowTail");
    effects.enter("chunkText", { contentType: "text" });
    return tail(code);
  };
  const blanks: State = (code) => {
    if (isBlank(code)) {
      effects.consume(code);
      return blanks;
    }
    effects.exit("whitespace");
    return after(code);
  };
  const tail: State = (code) => {
    if (!isEnd(code)) {
      effects.consume(code);
      return tail;
    }
    effects.exit("chunkText");
    effects.exit("mathFlowTail");
    return ok(code);
  };

  const end: State = (code) =>
    code === null || interrupt ? done(code) : effects.attempt(lineEnd, nextLine, done)(code);
  const nextLine: State = (code) => {
    firstLine = false;
    last = null;
    return content(code);
  };
  const done: State = (code) => {
    effects.exit("mathFlow");
    return ok(code);
  };
  return start;
};

const signs: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const second: State = (code) => {
      if (!isDollar(code)) return nok(code);
      effects.consume(code);
      effects.exit("mathFlowFenceSequence");
      effects.exit("mathFlowFence");
      return ok;
    };
    return (code) => {
      effects.enter("mathFlowFence");
      effects.enter("mathFlowFenceSequence");
      effects.consume(code);
      return second;
    };
  },
};

const isInFormula = pairCounter("$$");

export const mathFlowSyntax = { flow: { 36: { name: "mathFlow", tokenize, concrete: true } } };

function exitSigns(this: CompileContext, token: Token): void {
  const formula = this.stack.findLast((node) => node.type === "inlineMath");
  if (formula !== undefined && this.sliceSerialize(token).length > 1) formula.data = { ...formula.data, display: true };
}

function enterTail(this: CompileContext, token: Token): void {
  this.enter({ type: "paragraph", children: [] }, token);
}

function exitTail(this: CompileContext, token: Token): void {
  this.exit(token);
}

export const mathTree = {
  enter: { mathFlowTail: enterTail },
  exit: { mathFlowTail: exitTail, mathTextSequence: exitSigns },
};
