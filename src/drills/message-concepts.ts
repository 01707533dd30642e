import type { Cause } from "../notes/drill/drill-words.ts";

/** What the author of a failing program has not understood of messages: the cause that each belongs to, and its sentence. */
const concepts = {
  "torn-message": ["message.torn", "what had to be one message came in pieces: one send is one message"],
  "merged-messages": ["message.merged", "several messages went out as one: each needs a send of its own"],
  "nameless-socket": [
    "message.nameless",
    "your socket has no address, so nobody can answer it: bind it to a path of its own",
  ],
  "path-left": ["message.path", "the file of your socket is still there: close does not remove it, unlink does"],
  "no-descriptor": [
    "message.descriptor",
    "a message came, and no descriptor beside it: its number means nothing elsewhere",
  ],
  "wrong-descriptor": ["message.descriptor", "a descriptor came, and what was asked for cannot be read through it"],
  "bad-checksum": ["message.checksum", "the checksum is wrong, so the kernel drops your message without a word"],
  "wrong-packet": ["message.other", "a raw socket hears everything: what you took is not the answer that was meant"],
} as const satisfies Readonly<Record<string, readonly [Cause, string]>>;

export type MessageConcept = keyof typeof concepts;

export const causesOfMessages = column(0);
export const sentencesOfMessages = column(1);

function column<At extends 0 | 1>(at: At) {
  const entries = Object.entries(concepts).map(([concept, row]) => [concept, row[at]]);
  return Object.fromEntries(entries) as Readonly<Record<MessageConcept, [Cause, string][At]>>;
}
