import type { CompileContext } from "mdast-util-from-markdown";
import type { State, Token, Tokenizer } from "micromark-util-types";
import { isBlank, isEnd, lineEnd, pairCounter } from "./flow.ts";

const percent = 37;

/** `%%text%%` within a paragraph. */
const tokenizeText: Tokenizer = (effects, ok, nok) => {
  const start: State = (code) => {
    effects.enter("comment");
    effects.enter("commentLine");
    effects.consume(code);
    return second;
  };
  const second: State = (code) => {
    if (code !== percent) return nok(code);
    effects.consume(code);
    return body;
  };
  const body: State = (code) => {
    if (isEnd(code)) {
      effects.exit("commentLine");
      return lineEnd(code);
    }
    effects.consume(code);
    return code === percent ? close : body;
  };
  const lineEnd: State = (code) => {
    if (code === null) return nok(code);
    effects.enter("lineEnding");
    effects.consume(code);
    effects.exit("lineEnding");
    return lineStart;
  };
  const lineStart: State = (code) => {
    if (isEnd(code)) return lineEnd(code);
    effects.enter("commentLine");
    return body(code);
  };
  const close: State = (code) => {
    if (code !== percent) return body(code);
    effects.consume(code);
    effects.exit("commentLine");
    effects.exit("comment");
    return ok;
  };
  return start;
};

/**
 * A comment over whole lines. It begins a line, holds blank lines too, and goes on to the end where nothing closes it.
 *
 *     %%
 *     hidden
 *     %% shown        what follows the closing sign is a paragraph
 *
 * `%%c%% text` on its first line is not for us: the paragraph reads it.
 */
const tokenizeFlow: Tokenizer = function tokenizeFlow(effects, ok, nok) {
  const { interrupt } = this;
  let firstLine = true;

  const start: State = (code) => {
    if (interrupt && isInComment(this)) return nok(code);
    effects.enter("commentFlow");
    effects.enter("commentLine");
    effects.consume(code);
    return second;
  };
  const second: State = (code) => {
    if (code !== percent) return nok(code);
    effects.consume(code);
    return body;
  };
  const body: State = (code) => {
    if (isEnd(code)) return end(code);
    effects.consume(code);
    return code === percent ? close : body;
  };
  const close: State = (code) => {
    if (code !== percent) return body(code);
    effects.consume(code);
    return after;
  };
  const after: State = (code) => {
    if (isEnd(code)) {
      finish();
      return ok(code);
    }
    if (isBlank(code)) {
      effects.consume(code);
      return after;
    }
    if (firstLine) return nok(code);
    finish();
    effects.enter("commentTail");
    effects.enter("chunkText", { contentType: "text" });
    return tail(code);
  };
  const tail: State = (code) => {
    if (!isEnd(code)) {
      effects.consume(code);
      return tail;
    }
    effects.exit("chunkText");
    effects.exit("commentTail");
    return ok(code);
  };

  const end: State = (code) => {
    effects.exit("commentLine");
    return nextLine(code);
  };
  const nextLine: State = (code) => {
    if (code === null || interrupt) return done(code);
    return effects.attempt(lineEnd, lineStart, done)(code);
  };
  const lineStart: State = (code) => {
    firstLine = false;
    if (isEnd(code)) return nextLine(code);
    effects.enter("commentLine");
    return body(code);
  };
  const finish = (): void => {
    effects.exit("commentLine");
    effects.exit("commentFlow");
  };
  const done: State = (code) => {
    effects.exit("commentFlow");
    return ok(code);
  };
  return start;
};

const isInComment = pairCounter("%%");

export const commentSyntax = {
  text: { [percent]: { name: "comment", tokenize: tokenizeText } },
  flow: { [percent]: { name: "commentFlow", tokenize: tokenizeFlow, concrete: true } },
};

function enterComment(this: CompileContext, token: Token): void {
  const value = this.sliceSerialize(token).replace(/^%%|%%\s*$/g, "");
  this.enter({ type: "comment", value: value.trim() }, token);
}

function enterTail(this: CompileContext, token: Token): void {
  this.enter({ type: "paragraph", children: [] }, token);
}

function exit(this: CompileContext, token: Token): void {
  this.exit(token);
}

export const commentTree = {
  enter: { comment: enterComment, commentFlow: enterComment, commentTail: enterTail },
  exit: { comment: exit, commentFlow: exit, commentTail: exit },
};
