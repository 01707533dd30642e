import type { Cause } from "../notes/drill/drill-words.ts";
import { causesOfMessages, type MessageConcept, sentencesOfMessages } from "./message-concepts.ts";
import { causesOfServers, sentencesOfServers, type ServerConcept } from "./server-concepts.ts";

/**
 * What a failing program has not understood yet: a closed list. Each is the name of a known-wrong program
 * (`decks/…/wrong/<concept>.<ext>`), and a row in "this concept fails most".
 */
export type Concept =
  | ServerConcept
  | MessageConcept
  | "does-not-build"
  | "does-not-start"
  | "crashes"
  | "sigpipe"
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
  | "eintr-not-retried"
  | "number-order"
  | "read-is-message"
  | "extra-bytes"
  | "no-retransmit"
  | "no-reconnect"
  | "impatient"
  | "no-half-close"
  | "awaits-end"
  | "never-reads"
  | "fixed-order"
  | "blocking"
  | "busy-wait"
  | "no-deadline"
  | "held-back"
  | "nothing-lost"
  | "runs-ahead"
  | "new-socket"
  | "storms"
  | "takes-stranger"
  | "unfinished-connect"
  | "single-read"
  | "stamp-unread"
  | "prints-nothing"
  | "partial-output"
  | "wrong-output"
  | "extra-output"
  | "beginning-lost"
  | "line-breaks"
  | "repeated-output"
  | "arrival-order"
  | "wrong-word"
  | "wrong-exit"
  | "wrong-close"
  | "closes-unread"
  | "wrong-order"
  | "goal-missed"
  | "expects-success"
  | "expects-failure"
  | "expects-return"
  | "expects-waiting"
  | "wrong-errno"
  | "wrong-value"
  | "wrong-turn"
  | "missing-item"
  | "surplus-item";

/** The sentence of each concept: what happened, in the second person; a drill's `say` may tell it better. */
export const sentences: Readonly<Record<Concept, string>> = {
  ...sentencesOfServers,
  ...sentencesOfMessages,
  "does-not-build": "it did not compile",
  "does-not-start": "it could not be started",
  crashes: "your program crashed",
  sigpipe: "you wrote to a connection that takes no more, and the signal SIGPIPE ended your program",
  spins: "your program keeps the processor busy and gets nowhere",
  floods: "your program prints without end",
  hangs: "your program did not come to its end",
  "never-ends": "the server ended the stream, and your program does not notice",
  "both-wait": "both sides are waiting for each other",
  "no-network": "nothing of yours reached the server",
  "byte-order": "the two bytes of the port are swapped: htons() is missing",
  "wrong-protocol": "this is the wrong protocol: a port of TCP and one of UDP have nothing to do with each other",
  "wrong-family": "this is the wrong IP version: look at DRILL_HOST",
  "name-length": "the zero bytes behind an abstract name became part of it: the address is given too long",
  "no-token-sent": "you connected, and the token never came",
  "partial-token": "only a part of the token was sent",
  "wrong-token": "what was sent is not the token",
  "eintr-not-retried": "a signal interrupted a call that had done nothing yet (EINTR), and you took that for a failure",
  "number-order": "a number went with its bytes in the wrong order: the network has the highest first (htonl, ntohl)",
  "read-is-message": "you took what one read returned for whole messages: a read may end anywhere",
  "extra-bytes": "more than the token was sent",
  "no-reconnect": "the connection broke, and you did not come again",
  "no-retransmit": "an answer was lost, and nothing was sent again",
  impatient: "you sent again before an answer could come",
  "no-half-close": "the server waits for the end of your stream: shut down your sending half",
  "awaits-end": "datagrams have no end of file: your program waits for one that never comes",
  "fixed-order": "you wait for one connection while the other one has something to say",
  blocking: "your socket blocks: O_NONBLOCK is not set",
  "busy-wait": "you try again and again, where you should sleep until something happens",
  "no-deadline": "every byte gave you new patience: the limit holds for one read, not for the whole",
  "held-back": "the rest of a message waited in your kernel until the beginning was confirmed",
  "nothing-lost": "nothing was lost: your receive buffer had room for all of it",
  "runs-ahead": "you sent the next message before the answer to this one had come",
  "new-socket": "you asked from another socket: an answer goes to the one that asked",
  storms: "you came again at once: with ten thousand others who do so, the server goes down once more",
  "takes-stranger": "you took a stranger's datagram for the answer",
  "unfinished-connect": "connect was still under way, and you did not wait for it",
  "never-reads": "you left before you read the answer",
  "single-read": "one read gave you a part of the answer, and you stopped",
  "stamp-unread": "you read as many bytes as you had sent; the answer is longer",
  "prints-nothing": "the answer reached you, and nothing was printed",
  "partial-output": "a part of the answer is missing from what you printed",
  "wrong-output": "what you printed is not the answer",
  "extra-output": "you printed more than the answer",
  "beginning-lost": "only the end of the answer was printed: what came before it is missing",
  "line-breaks": "you printed the right text, and the line breaks in it are not where they should be",
  "repeated-output": "a doubled datagram was taken for the next answer",
  "arrival-order": "you printed in the order of arrival: the numbers tell another",
  "wrong-word": "something else has happened than what you printed",
  "wrong-exit": "the exit status is not the expected one",
  "wrong-close": "the connection did not end as it should",
  "closes-unread": "you closed while bytes lay unread, and that resets the connection",
  "goal-missed": "your calls do not bring about what was asked for",
  "wrong-order": "in this order the calls do not work",
  "expects-success": "you foresaw that it works, and it fails",
  "expects-failure": "you foresaw that it fails, and it works",
  "expects-return": "you foresaw that it returns at once, and it waits",
  "expects-waiting": "you foresaw that it waits, and it returns at once",
  "wrong-errno": "it fails, but for another reason than you foresaw",
  "wrong-value": "something else comes back than you foresaw",
  "wrong-turn": "the calls return in another order than you foresaw",
  "missing-item": "something is missing from what you named",
  "surplus-item": "you named something that does not belong there",
};

/** Which cause each concept belongs to, as `say` names it. */
export const causeOf: Readonly<Record<Concept, Cause>> = {
  ...causesOfServers,
  ...causesOfMessages,
  "does-not-build": "build",
  "does-not-start": "start",
  crashes: "crash",
  sigpipe: "crash",
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
  "eintr-not-retried": "interrupt",
  "number-order": "order",
  "read-is-message": "read.piece",
  "extra-bytes": "read.wrong",
  "no-reconnect": "again.none",
  "no-retransmit": "again.none",
  impatient: "again.much",
  "no-half-close": "end.missing",
  "awaits-end": "limit.time",
  "fixed-order": "answer.order",
  blocking: "demand.nonblock",
  "busy-wait": "demand.asleep",
  "no-deadline": "demand.deadline",
  "held-back": "demand.prompt",
  "nothing-lost": "demand.loss",
  "runs-ahead": "demand.turns",
  "new-socket": "demand.one-socket",
  storms: "demand.pause",
  "takes-stranger": "print.stranger",
  "unfinished-connect": "reach.early",
  "never-reads": "answer.unread",
  "single-read": "print.short",
  "stamp-unread": "print.short",
  "prints-nothing": "print.none",
  "partial-output": "print.short",
  "wrong-output": "print.wrong",
  "extra-output": "print.more",
  "beginning-lost": "print.begin",
  "line-breaks": "print.lines",
  "repeated-output": "print.repeated",
  "arrival-order": "print.order",
  "wrong-word": "print.word",
  "wrong-exit": "exit.code",
  "wrong-close": "close.wrong",
  "closes-unread": "close.unread",
  "goal-missed": "goal",
  "wrong-order": "sequence",
  "expects-success": "predict.fails",
  "expects-failure": "predict.works",
  "expects-return": "predict.waits",
  "expects-waiting": "predict.returns",
  "wrong-errno": "predict.errno",
  "wrong-value": "predict.value",
  "wrong-turn": "predict.order",
  "missing-item": "items.missing",
  "surplus-item": "items.surplus",
};

/** The drill's own sentence: for the cause, else for its family; `none` speaks of a server that nothing reached (again). */
export function sentenceFor(concept: Concept, say: Readonly<Record<string, string>>, cause = causeOf[concept]): string {
  const family = cause.split(".")[0] ?? cause;
  const none = ["reach.none", "read.none", "again.none"].includes(cause) ? say["none"] : undefined;
  return say[cause] ?? none ?? say[family] ?? sentences[concept];
}
