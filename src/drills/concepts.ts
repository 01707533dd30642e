import type { Cause } from "../notes/drill/drill-words.ts";

/**
 * What a failing program has not understood yet: a closed list. Each is the name of a known-wrong program
 * (`decks/…/wrong/<concept>.<ext>`), and a row in "this concept fails most".
 */
export type Concept =
  | "does-not-build"
  | "does-not-start"
  | "crashes"
  | "spins"
  | "floods"
  | "hangs"
  | "never-ends"
  | "both-wait"
  | "no-network"
  | "byte-order"
  | "wrong-protocol"
  | "no-token-sent"
  | "partial-token"
  | "wrong-token"
  | "extra-bytes"
  | "no-half-close"
  | "never-reads"
  | "single-read"
  | "stamp-unread"
  | "prints-nothing"
  | "partial-output"
  | "wrong-output"
  | "extra-output"
  | "wrong-exit"
  | "wrong-close";

/** The sentence of each concept: what happened, in the second person; a drill's `say` may tell it better. */
export const sentences: Readonly<Record<Concept, string>> = {
  "does-not-build": "it did not compile",
  "does-not-start": "it could not be started",
  crashes: "your program crashed",
  spins: "your program keeps the processor busy and gets nowhere",
  floods: "your program prints without end",
  hangs: "your program did not come to its end",
  "never-ends": "the server ended the stream, and your program does not notice",
  "both-wait": "both sides are waiting for each other",
  "no-network": "no connection arrived",
  "byte-order": "you knocked at the port with its two bytes swapped: htons() is missing",
  "wrong-protocol": "you sent a datagram to a server that speaks TCP",
  "no-token-sent": "you connected, and the token never came",
  "partial-token": "only a part of the token was sent",
  "wrong-token": "what was sent is not the token",
  "extra-bytes": "more than the token was sent",
  "no-half-close": "the server waits for the end of your stream: shut down your sending half",
  "never-reads": "you left before you read the answer",
  "single-read": "one read gave you a part of the answer, and you stopped",
  "stamp-unread": "you read as many bytes as you had sent; the answer is longer",
  "prints-nothing": "the answer reached you, and nothing was printed",
  "partial-output": "a part of the answer is missing from what you printed",
  "wrong-output": "what you printed is not the answer",
  "extra-output": "you printed more than the answer",
  "wrong-exit": "the exit status is not the expected one",
  "wrong-close": "the connection did not end as it should",
};

/** Which cause each concept belongs to, as `say` names it. */
export const causeOf: Readonly<Record<Concept, Cause>> = {
  "does-not-build": "build",
  "does-not-start": "start",
  crashes: "crash",
  spins: "limit.cpu",
  floods: "limit.output",
  hangs: "limit.time",
  "never-ends": "limit.time",
  "both-wait": "limit.time",
  "no-network": "reach.none",
  "byte-order": "reach.port",
  "wrong-protocol": "reach.protocol",
  "no-token-sent": "read.none",
  "partial-token": "read.short",
  "wrong-token": "read.wrong",
  "extra-bytes": "read.wrong",
  "no-half-close": "end.missing",
  "never-reads": "answer.unread",
  "single-read": "print.short",
  "stamp-unread": "print.short",
  "prints-nothing": "print.none",
  "partial-output": "print.short",
  "wrong-output": "print.wrong",
  "extra-output": "print.more",
  "wrong-exit": "exit.code",
  "wrong-close": "close.wrong",
};

/** The drill's own sentence: for the cause, else for its family; `none` speaks of a server that nothing reached. */
export function sentenceFor(concept: Concept, say: Readonly<Record<string, string>>): string {
  const cause = causeOf[concept];
  const family = cause.split(".")[0] ?? cause;
  const none = cause === "reach.none" || cause === "read.none" ? say["none"] : undefined;
  return say[cause] ?? none ?? say[family] ?? sentences[concept];
}
