import type { LiveTransport, Probe, Role, Transport } from "../../model.ts";

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

/** Those that can be run so far. */
export const liveTransports: readonly LiveTransport[] = [
  "tcp4",
  "tcp6",
  "udp4",
  "udp6",
  "unix-stream",
  "unix-abstract",
];

export const probes: readonly Probe[] = [
  "echo",
  "second-client",
  "idle-other",
  "half-close",
  "big",
  "early-disconnect",
  "fd-leak",
  "no-spin",
  "restart",
];

/** Faults of an answer on a stream, and of datagrams; `later` are known and cannot be run yet. */
export const faults = {
  stream: ["split", "rst", "fin"],
  both: ["coalesce", "delay", "hold"],
  datagram: ["drop", "dup", "swap"],
  later: ["no_accept", "no_read"],
} as const;

export const closes = ["fin", "rst", "open"] as const;

/**
 * What went wrong first, as the wire tells it. `say` may give each a sentence of the drill's own, or all of a
 * family by its first word (`reach`); `none` stands for nothing having reached the server, at first or again.
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
  "reach.family",
  "reach.name",
  "read.none",
  "read.short",
  "read.wrong",
  "again.none",
  "again.much",
  "end.missing",
  "answer.unread",
  "print.none",
  "print.short",
  "print.wrong",
  "print.more",
  "print.repeated",
  "exit.code",
  "close.wrong",
  "close.unread",
] as const;

/** A server that failed a probe has the probe's name for a cause. */
export type Cause = (typeof causes)[number] | Probe;

/** Every word that `say` knows; what a server failed at is named by the probe. */
export const sayable: readonly string[] = [
  ...new Set([...probes, ...causes, ...causes.map((cause) => cause.split(".")[0] ?? cause), "none"]),
];
