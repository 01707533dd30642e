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
  | "wrong-family"
  | "name-length"
  | "no-token-sent"
  | "partial-token"
  | "wrong-token"
  | "extra-bytes"
  | "no-retransmit"
  | "impatient"
  | "no-half-close"
  | "awaits-end"
  | "never-reads"
  | "single-read"
  | "stamp-unread"
  | "prints-nothing"
  | "partial-output"
  | "wrong-output"
  | "extra-output"
  | "repeated-output"
  | "wrong-exit"
  | "wrong-close"
  | "closes-unread"
  | "not-listening"
  | "no-echo"
  | "wrong-echo"
  | "partial-echo"
  | "one-client"
  | "iterative"
  | "lost-reply"
  | "no-close"
  | "dies-with-client"
  | "leaks"
  | "spins-at-end"
  | "no-restart";

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
  "wrong-protocol": "you came in the wrong protocol: a port of TCP and one of UDP have nothing to do with each other",
  "wrong-family": "you came over the wrong IP version: look at DRILL_HOST",
  "name-length": "the zero bytes behind an abstract name became part of it: the address is given too long",
  "no-token-sent": "you connected, and the token never came",
  "partial-token": "only a part of the token was sent",
  "wrong-token": "what was sent is not the token",
  "extra-bytes": "more than the token was sent",
  "no-retransmit": "an answer was lost, and nothing was sent again",
  impatient: "you sent again before an answer could come",
  "no-half-close": "the server waits for the end of your stream: shut down your sending half",
  "awaits-end": "datagrams have no end of file: your program waits for one that never comes",
  "never-reads": "you left before you read the answer",
  "single-read": "one read gave you a part of the answer, and you stopped",
  "stamp-unread": "you read as many bytes as you had sent; the answer is longer",
  "prints-nothing": "the answer reached you, and nothing was printed",
  "partial-output": "a part of the answer is missing from what you printed",
  "wrong-output": "what you printed is not the answer",
  "extra-output": "you printed more than the answer",
  "repeated-output": "a doubled datagram was taken for the next answer",
  "wrong-exit": "the exit status is not the expected one",
  "wrong-close": "the connection did not end as it should",
  "closes-unread": "you closed while bytes lay unread, and that resets the connection",
  "not-listening": "your server does not listen where it was asked to",
  "no-echo": "a client sent bytes, and nothing came back",
  "wrong-echo": "what came back is not what was sent",
  "partial-echo": "only a part of what was sent came back",
  "one-client": "your server serves one client, and no other after it",
  iterative: "one silent client keeps the others waiting",
  "lost-reply": "a client that had sent its end was not answered any more",
  "no-close": "your server never closes its connection: the client waits for the end of the stream",
  "dies-with-client": "a client left in the middle, and your server went with it",
  leaks: "descriptors stay open after their clients have left",
  "spins-at-end": "the client has left, and your server reads its end of file again and again",
  "no-restart": "your server cannot be started again where it stood",
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
  "wrong-family": "reach.family",
  "name-length": "reach.name",
  "no-token-sent": "read.none",
  "partial-token": "read.short",
  "wrong-token": "read.wrong",
  "extra-bytes": "read.wrong",
  "no-retransmit": "again.none",
  impatient: "again.much",
  "no-half-close": "end.missing",
  "awaits-end": "limit.time",
  "never-reads": "answer.unread",
  "single-read": "print.short",
  "stamp-unread": "print.short",
  "prints-nothing": "print.none",
  "partial-output": "print.short",
  "wrong-output": "print.wrong",
  "extra-output": "print.more",
  "repeated-output": "print.repeated",
  "wrong-exit": "exit.code",
  "wrong-close": "close.wrong",
  "closes-unread": "close.unread",
  "not-listening": "reach.none",
  "no-echo": "echo",
  "wrong-echo": "echo",
  "partial-echo": "echo",
  "one-client": "second-client",
  iterative: "idle-other",
  "lost-reply": "half-close",
  "no-close": "half-close",
  "dies-with-client": "early-disconnect",
  leaks: "fd-leak",
  "spins-at-end": "no-spin",
  "no-restart": "restart",
};

/** The drill's own sentence: for the cause, else for its family; `none` speaks of a server that nothing reached (again). */
export function sentenceFor(concept: Concept, say: Readonly<Record<string, string>>, cause = causeOf[concept]): string {
  const family = cause.split(".")[0] ?? cause;
  const none = ["reach.none", "read.none", "again.none"].includes(cause) ? say["none"] : undefined;
  return say[cause] ?? none ?? say[family] ?? sentences[concept];
}
