import type { Construct, State, Tokenizer } from "micromark-util-types";

const dollar = 36;
const backslash = 92;

/**
 * `$x$` as Obsidian and pandoc read it, so that prices stay text: no blank inside the signs, no digit after the closing one.
 * The next sign decides, so that `$a $a $a …` is read once. (remark-math takes any two signs; it still reads `$$`.)
 */
const tokenize: Tokenizer = (effects, ok, nok) => {
  let last: number | undefined;

  const start: State = (code) => {
    effects.enter("mathText");
    effects.enter("mathTextSequence");
    effects.consume(code);
    effects.exit("mathTextSequence");
    return first;
  };
  const first: State = (code) => {
    if (code === null || code < 0 || code === 32 || code === dollar) return nok(code);
    effects.enter("mathTextData");
    return body(code);
  };
  const body: State = (code) => {
    if (code === null) return nok(code);
    if (code === dollar && last !== backslash) return close(code);
    if (code < -2) {
      effects.exit("mathTextData");
      return lineEnd(code);
    }
    last = last === backslash ? undefined : code;
    effects.consume(code);
    return body;
  };
  const lineEnd: State = (code) => {
    effects.enter("lineEnding");
    effects.consume(code);
    effects.exit("lineEnding");
    last = 32;
    return nextLine;
  };
  const nextLine: State = (code) => {
    if (code === null || code === dollar) return nok(code);
    if (code < -2) return lineEnd(code);
    effects.enter("mathTextData");
    return body(code);
  };
  const close: State = (code) => {
    if (last === 32 || (last !== undefined && last < 0)) return nok(code);
    effects.exit("mathTextData");
    effects.enter("mathTextSequence");
    effects.consume(code);
    effects.exit("mathTextSequence");
    effects.exit("mathText");
    return after;
  };
  const after: State = (code) =>
    code === dollar || (code !== null && code >= 48 && code <= 57) ? nok(code) : ok(code);
  return start;
};

const construct: Construct = { name: "dollarMath", tokenize, previous: (code) => code !== dollar };

export const mathSyntax = { text: { [dollar]: construct } };
