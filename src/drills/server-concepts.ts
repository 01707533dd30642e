import type { Cause } from "../notes/drill/drill-words.ts";

/** What the author of a failing server has not understood yet: the cause that each belongs to, and its sentence. */
export const serverConcepts = {
  "not-listening": ["reach.none", "your server does not listen where it was asked to"],
  "no-echo": ["echo", "a client sent bytes, and nothing came back"],
  "wrong-echo": ["echo", "what came back is not what was sent"],
  "partial-echo": ["echo", "only a part of what was sent came back"],
  "one-client": ["second-client", "your server serves one client, and no other after it"],
  iterative: ["idle-other", "one silent client keeps the others waiting"],
  "lost-reply": ["half-close", "a client that had sent its end was not answered any more"],
  "no-close": ["half-close", "your server never closes its connection: the client waits for the end of the stream"],
  "dies-with-client": [
    "early-disconnect",
    "one client caused an error, and others suffered for it: an error on one connection concerns that one only",
  ],
  leaks: ["fd-leak", "descriptors stay open after their clients have left"],
  "spins-at-end": ["no-spin", "the client has left, and your server reads its end of file again and again"],
  "no-restart": ["restart", "your server cannot be started again where it stood"],
  "no-reuseaddr": [
    "restart",
    "what is left of the old connections keeps the port: SO_REUSEADDR, set before bind, looks past it",
  ],
  "blocks-on-writer": [
    "slow-reader",
    "a client that does not read keeps the others waiting: your server waits until it can write",
  ],
  hoards: ["slow-reader", "what a client does not read piles up in your server's memory"],
  "few-clients": ["many", "two hundred silent clients are too many for your server"],
  "task-each": ["many", "every client costs a process or a thread of its own"],
  zombies: ["zombies", "children that have ended stay behind as zombies: nobody asks how they ended"],
  "children-stay": ["zombies", "a child goes on when its client has left: it has to end, or it becomes a server, too"],
  "shares-port": [
    "alone",
    "a second server came up where yours listens: SO_REUSEPORT lets both in, and the kernel deals out the clients",
  ],
  "ignores-sigterm": ["sigterm", "SIGTERM came, and your server did not end"],
  "cuts-clients": ["sigterm", "SIGTERM came, and a client was cut off in the middle"],
  "still-open": ["sigterm", "your server was to end, and still let new clients in"],
  "binds-everywhere": [
    "loopback",
    "your server answers at every address of the machine, not only at the one it was given",
  ],
  "one-family": ["both-families", "clients of one IP version only are served"],
  "wrong-credentials": ["credentials", "a client was not told its own user id, in a line and nothing more"],
  "own-credentials": ["credentials", "what your server told its client is its own user, not the client's"],
  "file-mode": ["credentials", "the socket's file keeps others out: the umask took their right to write"],
  "no-broadcast": ["broadcast", "what one client said did not reach the others"],
  "echoes-author": ["broadcast", "a client heard its own words"],
  "mixes-lines": ["broadcast", "what one read returned was taken for a line: it may be half a line, or several"],
  "wrong-sender": ["senders", "the answer to one sender went to another"],
  "empty-is-end": ["empty", "an empty datagram was not answered: it is a message like the others, and no end"],
} as const satisfies Readonly<Record<string, readonly [Cause, string]>>;
