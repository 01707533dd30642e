/** What comments and formulas over several lines have in common: pairs of signs that remark does not know. */
import type { Code, Construct, State, Token, TokenizeContext } from "micromark-util-types";

/** The end of a line or of everything. */
export const isEnd = (code: Code): boolean => code === null || code < -2;
export const isBlank = (code: Code): boolean => code === -1 || code === -2 || code === 32;

/** The next line, unless it has left the quote or list that we are in. */
export const lineEnd: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const lineStart: State = (code) => (this.parser.lazy[this.now().line] ? nok(code) : ok(code));
    return (code) => {
      effects.enter("lineEnding");
      effects.consume(code);
      effects.exit("lineEnding");
      return lineStart;
    };
  },
};

/**
 * Tells whether the paragraph before holds a pair of signs that is open: then the next one closes it. Each line is looked at
 * once, however often that is asked.
 */
export function pairCounter(signs: string): (context: TokenizeContext) => boolean {
  const known = new WeakMap<Token, boolean>();
  return (context) => {
    const lines: Token[] = [];
    let line = context.events.findLast(([, { type }]) => type === "chunkContent")?.[1];
    for (; line !== undefined && !known.has(line); line = line.previous) lines.push(line);
    let isOpen = line !== undefined && known.get(line) === true;
    for (const each of lines.toReversed()) {
      const text = context.sliceSerialize(each).replace(/(`+)[^`]+\1/g, "");
      if (text.split(signs).length % 2 === 0) isOpen = !isOpen;
      known.set(each, isOpen);
    }
    return isOpen;
  };
}
