/** What our clients try on a learner's server, one after the other: a closed list; docs/drills.md tells each one's meaning. */
export const probes = [
  "echo",
  "second-client",
  "idle-other",
  "half-close",
  "big",
  "early-disconnect",
  "rst",
  "slow-reader",
  "many",
  "fd-leak",
  "zombies",
  "no-spin",
  "restart",
  "alone",
  "sigterm",
  "loopback",
  "both-families",
  "credentials",
  "broadcast",
  "senders",
  "empty",
] as const;

export type Probe = (typeof probes)[number];

/** Those that a server of datagrams can be tried with. */
export const datagramProbes: readonly Probe[] = [
  "echo",
  "second-client",
  "big",
  "no-spin",
  "restart",
  "sigterm",
  "loopback",
  "senders",
  "empty",
];
