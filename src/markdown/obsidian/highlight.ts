import type { CompileContext } from "mdast-util-from-markdown";
import type { Code, Construct, Event, Resolver, State, Token, Tokenizer } from "micromark-util-types";

const equals = 61;

/**
 * `==text==`. Signs are read first and paired afterwards, as emphasis is (CommonMark 6.2), so that code inside keeps its own
 * `==`, and `a == b` stays text: an opening sign needs a letter after it, a closing one a letter before it.
 */
const tokenize: Tokenizer = function tokenize(effects, ok, nok) {
  const before = this.previous;

  const start: State = (code) => {
    if (before === equals) return nok(code);
    effects.enter("highlightSequence");
    effects.consume(code);
    return second;
  };
  const second: State = (code) => {
    if (code !== equals) return nok(code);
    effects.consume(code);
    return end;
  };
  const end: State = (code) => {
    if (code === equals) return nok(code);
    const token = effects.exit("highlightSequence");
    const [left, right] = [classOf(before), classOf(code)];
    token._open = right === "letter" || (right === "sign" && left !== "letter");
    token._close = left === "letter" || (left === "sign" && right !== "letter");
    return ok(code);
  };
  return start;
};

function classOf(code: Code): "blank" | "sign" | "letter" {
  if (code === null || code < 0) return "blank";
  const text = String.fromCharCode(code);
  if (/\s/.test(text)) return "blank";
  return /[\p{P}\p{S}]/u.test(text) ? "sign" : "letter";
}

/** Joins each closing sign with the last opening one; signs without a partner become text. */
const resolveAll: Resolver = (events, context) => {
  const result: Event[] = [];
  let open: number | undefined;

  for (const event of events) {
    const [kind, token] = event;
    result.push(event);
    if (token.type !== "highlightSequence" || kind !== "exit") continue;
    if (token._close && open !== undefined) {
      join(result, open, context);
      open = undefined;
    } else if (token._open) open = result.length - 2;
  }
  for (const [, token] of result) if (token.type === "highlightSequence") token.type = "data";
  // In place: micromark's subtokenizer keeps hold of this very array.
  for (const [index, event] of result.entries()) events[index] = event;
  events.length = result.length;
  return events;
};

/** From `open` to its end the result holds: sign, text, sign. Emphasis inside is paired inside, never across our border. */
function join(result: Event[], open: number, context: Event[2]): void {
  const [first, firstExit, ...rest] = result.splice(open);
  const [last, lastExit] = rest.splice(-2);
  if (!first || !firstExit || !last || !lastExit) return;
  const constructs = context.parser.constructs.insideSpan.null ?? [];
  const inner = constructs.reduce((inside, { resolveAll }) => resolveAll?.(inside, context) ?? inside, rest);
  const highlight: Token = { type: "highlight", start: { ...first[1].start }, end: { ...last[1].end } };
  result.push(["enter", highlight, context], ...inner, ["exit", highlight, context]);
}

const construct: Construct = { name: "highlight", tokenize, resolveAll };

export const highlightSyntax = { text: { [equals]: construct }, insideSpan: { null: [construct] } };

export const highlightTree = {
  canContainEols: ["highlight"],
  enter: {
    highlight(this: CompileContext, token: Token): void {
      this.enter({ type: "highlight", children: [] }, token);
    },
  },
  exit: {
    highlight(this: CompileContext, token: Token): void {
      this.exit(token);
    },
  },
};
