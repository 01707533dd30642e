import { type ConstantOfC, constantsOfC } from "../libc/constants.ts";

/**
 * What a parameter takes. `value` is that of an option: an int, ms of a time-out, or seconds of SO_LINGER. `parts` and
 * `sizes` are several of data and of size, joined by `+`.
 */
export type Kind = "fd" | "int" | "size" | "data" | "address" | "value" | "parts" | "sizes";

export interface Parameter {
  readonly name: string;
  readonly kind: Kind;
  /** What it is when it is left out; undefined: it is needed. */
  readonly otherwise?: number;
  /** How the constants begin that make sense here, for completion. */
  readonly constants?: readonly string[];
}

export interface CallSpec {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** What stands left of `=`: nothing, a number (mostly a descriptor), two descriptors, an address, or a number and the descriptor of a message. */
  readonly gives: "status" | "number" | "pair" | "address" | "message";
  readonly summary: string;
}

const fd: Parameter = { name: "fd", kind: "fd" };
const address: Parameter = { name: "address", kind: "address" };
const text: Parameter = { name: "text", kind: "data" };
const size: Parameter = { name: "size", kind: "size" };
const flags: Parameter = { name: "flags", kind: "int", otherwise: 0, constants: ["MSG_"] };
const level: Parameter = { name: "level", kind: "int", constants: ["SOL_SOCKET", "IPPROTO_"] };
const option: Parameter = { name: "option", kind: "int", constants: ["SO_", "TCP_", "IP_TTL", "IPV6_V6ONLY"] };
const triple: readonly Parameter[] = [
  { name: "domain", kind: "int", constants: ["AF_"] },
  { name: "type", kind: "int", constants: ["SOCK_"] },
  { name: "protocol", kind: "int", otherwise: 0, constants: ["IPPROTO_"] },
];

/**
 * The calls that the lab knows: a closed list. They are written as in C, with two differences: bytes and addresses
 * stand in the place of pointers and lengths, and what C writes through a pointer is what the call gives.
 */
export const calls: readonly CallSpec[] = [
  { name: "socket", parameters: triple, gives: "number", summary: "a new endpoint" },
  { name: "socketpair", parameters: triple, gives: "pair", summary: "two endpoints that are connected already" },
  { name: "bind", parameters: [fd, address], gives: "status", summary: "give the socket a name" },
  {
    name: "listen",
    parameters: [fd, { name: "backlog", kind: "int", constants: ["SOMAXCONN"] }],
    gives: "status",
    summary: "let connections queue up",
  },
  { name: "accept", parameters: [fd], gives: "number", summary: "take the next connection: a new descriptor" },
  { name: "connect", parameters: [fd, address], gives: "status", summary: "go to a peer" },
  { name: "read", parameters: [fd, size], gives: "number", summary: "take at most so many bytes" },
  { name: "write", parameters: [fd, text], gives: "number", summary: "hand bytes over" },
  { name: "recv", parameters: [fd, size, flags], gives: "number", summary: "read, with flags" },
  { name: "send", parameters: [fd, text, flags], gives: "number", summary: "write, with flags" },
  { name: "recvfrom", parameters: [fd, size, flags], gives: "number", summary: "read, and tell from whom" },
  { name: "sendto", parameters: [fd, text, flags, address], gives: "number", summary: "send to an address" },
  {
    name: "sendmsg",
    parameters: [fd, { name: "parts", kind: "parts" }, flags, { name: "passed", kind: "fd", otherwise: -1 }],
    gives: "number",
    summary: "send several parts as one message, and a descriptor with it",
  },
  {
    name: "recvmsg",
    parameters: [fd, { name: "sizes", kind: "sizes" }, flags],
    gives: "message",
    summary: "read into several places, and tell flags and a descriptor",
  },
  {
    name: "shutdown",
    parameters: [fd, { name: "how", kind: "int", constants: ["SHUT_"] }],
    gives: "status",
    summary: "end one half of a connection, or both",
  },
  { name: "close", parameters: [fd], gives: "status", summary: "give the descriptor back" },
  { name: "dup", parameters: [fd], gives: "number", summary: "another descriptor of the same socket" },
  { name: "getsockname", parameters: [fd], gives: "address", summary: "the socket's own name" },
  { name: "getpeername", parameters: [fd], gives: "address", summary: "the name of the one at the other end" },
  { name: "getsockopt", parameters: [fd, level, option], gives: "number", summary: "look at an option" },
  {
    name: "setsockopt",
    parameters: [fd, level, option, { name: "value", kind: "value" }],
    gives: "status",
    summary: "set an option",
  },
  {
    name: "fcntl",
    parameters: [
      fd,
      { name: "command", kind: "int", constants: ["F_"] },
      { name: "value", kind: "int", otherwise: 0, constants: ["O_NONBLOCK", "FD_CLOEXEC"] },
    ],
    gives: "number",
    summary: "look at or set a descriptor's flags",
  },
  {
    name: "ioctl",
    parameters: [fd, { name: "request", kind: "int", constants: ["FIONREAD", "SIOCOUTQ"] }],
    gives: "number",
    summary: "bytes that wait to be read, or to be taken by the peer",
  },
  {
    name: "poll",
    parameters: [
      fd,
      { name: "events", kind: "int", constants: ["POLL"] },
      { name: "timeout", kind: "int", otherwise: -1 },
    ],
    gives: "number",
    summary: "wait until something can be done; timeout in ms, -1 for ever",
  },
  { name: "unlink", parameters: [address], gives: "status", summary: "remove the file of a Unix socket" },
];

export const callNames: readonly string[] = calls.map(({ name }) => name);

export function callNamed(name: string): CallSpec | undefined {
  return calls.find((call) => call.name === name);
}

/** `bind(fd, address)`, optional ones in brackets. */
export function signatureOf({ name, parameters }: CallSpec): string {
  const words = parameters.map((parameter) =>
    parameter.otherwise === undefined ? parameter.name : `[${parameter.name}]`,
  );
  return `${name}(${words.join(", ")})`;
}

export function constantNamed(name: string): number | undefined {
  return Object.hasOwn(constantsOfC, name) ? constantsOfC[name as ConstantOfC] : undefined;
}

export const constantNames: readonly string[] = Object.keys(constantsOfC);
