import type { Cause } from "../notes/drill/drill-words.ts";

/** What the author of a failing program has not understood of messages: the cause that each belongs to, and its sentence. */
export const messageConcepts = {
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
