import type { Demand, Role, Transport } from "../../model.ts";
import { type Probe, probes } from "../../probes.ts";

/** The words that a drill block may use. Closed lists: an author can only choose, never command. */

export const keys = [
  "id",
  "role",
  "transport",
  "runs",
  "wire",
  "probe",
  "calls",
  "beside",
  "program",
  "ask",
  "items",
  "goal",
  "demand",
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

/** Neither connection nor end. */
export const ofDatagrams: readonly Transport[] = ["udp4", "udp6", "unix-dgram", "icmp"];
/** What is sent at once arrives at once. */
export const ofMessages: readonly Transport[] = [...ofDatagrams, "unix-seqpacket"];
/** Those over which our side can take descriptors. */
export const withDescriptors: readonly Transport[] = ["unix-dgram", "unix-seqpacket"];

/** Faults of an answer on a stream, and of datagrams. */
export const faults = {
  stream: ["split", "rst", "fin", "pace"],
  both: ["coalesce", "delay", "hold"],
  datagram: ["drop", "dup", "swap"],
} as const;

/** What a program must do that the bytes do not show. */
export const demands: readonly Demand[] = [
  "nonblock",
  "asleep",
  "deadline",
  "prompt",
  "loss",
  "turns",
  "one-socket",
  "pause",
];

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
  "reach.early",
  "read.none",
  "read.short",
  "read.wrong",
  "read.piece",
  "interrupt",
  "order",
  "again.none",
  "again.much",
  "end.missing",
  "answer.unread",
  "answer.order",
  "demand.nonblock",
  "demand.asleep",
  "demand.deadline",
  "demand.prompt",
  "demand.loss",
  "demand.turns",
  "demand.one-socket",
  "demand.pause",
  "print.none",
  "print.short",
  "print.wrong",
  "print.more",
  "print.begin",
  "print.lines",
  "print.repeated",
  "print.stranger",
  "print.order",
  "print.word",
  "exit.code",
  "close.wrong",
  "close.unread",
  "message.torn",
  "message.merged",
  "message.nameless",
  "message.path",
  "message.descriptor",
  "message.checksum",
  "message.other",
  "sequence",
  "goal",
  "predict.works",
  "predict.fails",
  "predict.errno",
  "predict.value",
  "predict.waits",
  "predict.returns",
  "predict.order",
  "items.missing",
  "items.surplus",
] as const;

/** A server that failed a probe has the probe's name for a cause. */
export type Cause = (typeof causes)[number] | Probe;

/** Every word that `say` knows; what a server failed at is named by the probe. */
export const sayable: readonly string[] = [
  ...new Set([...probes, ...causes, ...causes.map((cause) => cause.split(".")[0] ?? cause), "none"]),
];
