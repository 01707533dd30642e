import type { Cause } from "../notes/drill/drill-words.ts";
import { messageConcepts } from "./message-concepts.ts";
import { serverConcepts } from "./server-concepts.ts";

/**
 * What a failing program has not understood yet: a closed list. Each is the name of a known-wrong program
 * (`decks/…/wrong/<concept>.<ext>`), and a row in "this concept fails most". The cause that each belongs to, as `say`
 * names it, and its sentence: what happened, in the second person; a drill's `say` may tell it better.
 */
const concepts = {
  ...serverConcepts,
  ...messageConcepts,
  "does-not-build": ["build", "it did not compile"],
  "does-not-start": ["start", "it could not be started"],
  crashes: ["crash", "your program crashed"],
  sigpipe: ["crash", "you wrote to a connection that takes no more, and the signal SIGPIPE ended your program"],
  spins: ["limit.cpu", "your program keeps the processor busy and gets nowhere"],
  floods: ["limit.output", "your program prints without end"],
  hangs: ["limit.time", "your program did not come to its end"],
  "never-ends": ["limit.time", "the server ended the stream, and your program does not notice"],
  "both-wait": ["limit.time", "both sides are waiting for each other"],
  "no-network": ["reach.none", "nothing of yours reached the server"],
  "byte-order": ["reach.port", "the two bytes of the port are swapped: htons() is missing"],
  "wrong-protocol": [
    "reach.protocol",
    "this is the wrong protocol: a port of TCP and one of UDP have nothing to do with each other",
  ],
  "wrong-family": ["reach.family", "this is the wrong IP version: look at DRILL_HOST"],
  "name-length": [
    "reach.name",
    "the zero bytes behind an abstract name became part of it: the address is given too long",
  ],
  "no-token-sent": ["read.none", "you connected, and the token never came"],
  "partial-token": ["read.short", "only a part of the token was sent"],
  "wrong-token": ["read.wrong", "what was sent is not the token"],
  "eintr-not-retried": [
    "interrupt",
    "a signal interrupted a call that had done nothing yet (EINTR), and you took that for a failure",
  ],
  "number-order": [
    "order",
    "a number went with its bytes in the wrong order: the network has the highest first (htonl, ntohl)",
  ],
  "read-is-message": ["read.piece", "you took what one read returned for whole messages: a read may end anywhere"],
  "extra-bytes": ["read.wrong", "more than the token was sent"],
  "no-reconnect": ["again.none", "the connection broke, and you did not come again"],
  "no-retransmit": ["again.none", "an answer was lost, and nothing was sent again"],
  impatient: ["again.much", "you sent again before an answer could come"],
  "no-half-close": ["end.missing", "the server waits for the end of your stream: shut down your sending half"],
  "awaits-end": ["limit.time", "datagrams have no end of file: your program waits for one that never comes"],
  "fixed-order": ["answer.order", "you wait for one connection while the other one has something to say"],
  blocking: ["demand.nonblock", "your socket blocks: O_NONBLOCK is not set"],
  "busy-wait": ["demand.asleep", "you try again and again, where you should sleep until something happens"],
  "no-deadline": [
    "demand.deadline",
    "every byte gave you new patience: the limit holds for one read, not for the whole",
  ],
  "held-back": ["demand.prompt", "the rest of a message waited in your kernel until the beginning was confirmed"],
  "nothing-lost": ["demand.loss", "nothing was lost: your receive buffer had room for all of it"],
  "runs-ahead": ["demand.turns", "you sent the next message before the answer to this one had come"],
  "new-socket": ["demand.one-socket", "you asked from another socket: an answer goes to the one that asked"],
  storms: [
    "demand.pause",
    "you came again at once: with ten thousand others who do so, the server goes down once more",
  ],
  "takes-stranger": ["print.stranger", "you took a stranger's datagram for the answer"],
  "unfinished-connect": ["reach.early", "connect was still under way, and you did not wait for it"],
  "never-reads": ["answer.unread", "you left before you read the answer"],
  "single-read": ["print.short", "one read gave you a part of the answer, and you stopped"],
  "stamp-unread": ["print.short", "you read as many bytes as you had sent; the answer is longer"],
  "prints-nothing": ["print.none", "the answer reached you, and nothing was printed"],
  "partial-output": ["print.short", "a part of the answer is missing from what you printed"],
  "wrong-output": ["print.wrong", "what you printed is not the answer"],
  "extra-output": ["print.more", "you printed more than the answer"],
  "beginning-lost": ["print.begin", "only the end of the answer was printed: what came before it is missing"],
  "line-breaks": ["print.lines", "you printed the right text, and the line breaks in it are not where they should be"],
  "repeated-output": ["print.repeated", "a doubled datagram was taken for the next answer"],
  "arrival-order": ["print.order", "you printed in the order of arrival: the numbers tell another"],
  "wrong-word": ["print.word", "something else has happened than what you printed"],
  "wrong-exit": ["exit.code", "the exit status is not the expected one"],
  "wrong-close": ["close.wrong", "the connection did not end as it should"],
  "closes-unread": ["close.unread", "you closed while bytes lay unread, and that resets the connection"],
  "goal-missed": ["goal", "your calls do not bring about what was asked for"],
  "wrong-order": ["sequence", "in this order the calls do not work"],
  "expects-success": ["predict.fails", "you foresaw that it works, and it fails"],
  "expects-failure": ["predict.works", "you foresaw that it fails, and it works"],
  "expects-return": ["predict.waits", "you foresaw that it returns at once, and it waits"],
  "expects-waiting": ["predict.returns", "you foresaw that it waits, and it returns at once"],
  "wrong-errno": ["predict.errno", "it fails, but for another reason than you foresaw"],
  "wrong-value": ["predict.value", "something else comes back than you foresaw"],
  "wrong-turn": ["predict.order", "the calls return in another order than you foresaw"],
  "missing-item": ["items.missing", "something is missing from what you named"],
  "surplus-item": ["items.surplus", "you named something that does not belong there"],
} as const satisfies Readonly<Record<string, readonly [Cause, string]>>;

export type Concept = keyof typeof concepts;

export const causeOf: Readonly<Record<Concept, Cause>> = column(0);
export const sentences: Readonly<Record<Concept, string>> = column(1);

function column<At extends 0 | 1>(at: At) {
  const entries = Object.entries(concepts).map(([concept, row]) => [concept, row[at]]);
  return Object.fromEntries(entries) as Readonly<Record<Concept, [Cause, string][At]>>;
}

/** The drill's own sentence: for the cause, else for its family; `none` speaks of a server that nothing reached (again). */
export function sentenceFor(concept: Concept, say: Readonly<Record<string, string>>, cause = causeOf[concept]): string {
  const family = cause.split(".")[0] ?? cause;
  const none = ["reach.none", "read.none", "again.none"].includes(cause) ? say["none"] : undefined;
  return say[cause] ?? none ?? say[family] ?? sentences[concept];
}
