import type { Role, Transport } from "../../model.ts";

/** The words that a drill block may use. Closed lists: an author can only choose, never command. */

export const keys = [
  "id",
  "role",
  "transport",
  "wire",
  "probe",
  "calls",
  "program",
  "goal",
  "print",
  "exit",
  "close",
  "say",
  "needs",
] as const;

export const roles: readonly Role[] = ["client", "server", "command", "sequence", "predict", "lab", "answer"];

export const transports: readonly Transport[] = [
  "tcp4",
  "tcp6",
  "udp4",
  "udp6",
  "unix-stream",
  "unix-abstract",
  "unix-dgram",
  "unix-seqpacket",
  "icmp",
];

export const faults = [
  "split",
  "coalesce",
  "delay",
  "rst",
  "fin",
  "hold",
  "drop",
  "dup",
  "swap",
  "no_accept",
  "no_read",
] as const;

export const closes = ["fin", "rst", "open"] as const;

/**
 * What went wrong first, as the wire tells it. `say` may give each a sentence of the drill's own, or all of a
 * family by its first word (`reach`); `none` stands for nothing having reached the server.
 */
export const causes = [
  "build",
  "start",
  "crash",
  "limit.time",
  "limit.cpu",
  "limit.output",
  "reach.none",
  "reach.port",
  "reach.protocol",
  "read.none",
  "read.short",
  "read.wrong",
  "end.missing",
  "answer.unread",
  "print.none",
  "print.short",
  "print.wrong",
  "print.more",
  "exit.code",
  "close.wrong",
] as const;

export type Cause = (typeof causes)[number];

/** Every word that `say` knows. */
export const sayable: readonly string[] = [
  ...new Set([...causes, ...causes.map((cause) => cause.split(".")[0] ?? cause), "none"]),
];
