import { constantsOfC as c } from "../libc/constants.ts";
import { shapeOf } from "./options.ts";

/** Why the lab does not let a call through, and at which argument; what it lets through, the kernel judges. */
export interface Forbidden {
  readonly argument: number;
  readonly message: string;
  readonly hint: string;
}

const domains: ReadonlySet<number> = new Set([c.AF_UNSPEC, c.AF_UNIX, c.AF_INET, c.AF_INET6]);
const types: ReadonlySet<number> = new Set([c.SOCK_STREAM, c.SOCK_DGRAM, c.SOCK_RAW, c.SOCK_SEQPACKET]);
const protocols: ReadonlySet<number> = new Set([0, c.IPPROTO_TCP, c.IPPROTO_UDP, c.IPPROTO_ICMP, c.IPPROTO_ICMPV6]);
const requests: ReadonlySet<number> = new Set([c.FIONREAD, c.SIOCOUTQ]);
const longestPollMs = 60_000;

/** `numbers` are the arguments in order; those that are no numbers stand there as NaN. */
export function forbidden(call: string, numbers: readonly number[]): Forbidden | undefined {
  const [first = 0, second = 0, third = 0] = numbers;
  switch (call) {
    case "socket":
    case "socketpair":
      return forbiddenTriple(first, second, third);
    case "setsockopt":
      if (shapeOf(second, third) !== undefined) return undefined;
      return at(2, "the lab does not set this option", "SO_…, TCP_…, IP_TTL and IPV6_V6ONLY, each with its own level.");
    case "fcntl":
      return second >= c.F_GETFD && second <= c.F_SETFL
        ? undefined
        : at(1, "the lab does not know this command", "There are F_GETFD, F_SETFD, F_GETFL and F_SETFL.");
    case "ioctl":
      return requests.has(second)
        ? undefined
        : at(1, "the lab does not know this request", "There are FIONREAD and SIOCOUTQ.");
    case "poll":
      return third <= longestPollMs
        ? undefined
        : at(2, "this is too long to wait", "At most 60000 ms; -1 is for ever.");
    default:
      return undefined;
  }
}

function forbiddenTriple(domain: number, type: number, protocol: number): Forbidden | undefined {
  if (!domains.has(domain))
    return at(0, "the lab makes no sockets of this family", "There are AF_UNIX, AF_INET and AF_INET6.");
  if (!types.has(type & ~(c.SOCK_NONBLOCK | c.SOCK_CLOEXEC)))
    return at(1, "this is no type", "There are SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET and SOCK_RAW.");
  if (!protocols.has(protocol))
    return at(2, "the lab does not speak this protocol", "0 chooses the usual one; IPPROTO_TCP, _UDP, _ICMP, _ICMPV6.");
  return undefined;
}

function at(argument: number, message: string, hint: string): Forbidden {
  return { argument, message, hint };
}
