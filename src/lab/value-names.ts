import { constantsOfC as c } from "../libc/constants.ts";
import { errnoName } from "../libc/errno.ts";
import type { Request } from "./resolve.ts";

/** What a returned number means, where it is more than a number: `POLLIN`, `O_RDWR|O_NONBLOCK`, `SOCK_STREAM`. */
export function valueName({ call, values }: Request, value: number): string | undefined {
  const [, second, third] = values;
  if (value < 0) return undefined;
  if (call === "poll") return value === 0 ? "the time is over" : bits(value, events);
  if (call === "fcntl" && second === c.F_GETFL) return bits(value, flags);
  if (call !== "getsockopt" || second !== c.SOL_SOCKET) return undefined;
  if (third === c.SO_ERROR) return value === 0 ? "no error" : errnoName(value);
  if (third === c.SO_TYPE) return typeName(value);
  return third === c.SO_DOMAIN ? domainName(value) : undefined;
}

/** What `recvmsg` tells of a message: MSG_TRUNC, where a part of it had no room. */
export function messageFlags(value: number): string {
  return bits(value, ["MSG_TRUNC", "MSG_CTRUNC", "MSG_OOB", "MSG_EOR"]);
}

const events = ["POLLIN", "POLLPRI", "POLLOUT", "POLLERR", "POLLHUP", "POLLNVAL", "POLLRDHUP"] as const;
const flags = ["O_WRONLY", "O_RDWR", "O_NONBLOCK"] as const;

function bits(value: number, names: readonly (keyof typeof c)[]): string {
  return names.filter((name) => (value & c[name]) !== 0).join("|");
}

const types = ["SOCK_STREAM", "SOCK_DGRAM", "SOCK_RAW", "SOCK_SEQPACKET"] as const;
const domains = ["AF_UNIX", "AF_INET", "AF_INET6"] as const;

export function typeName(value: number): string {
  return types.find((name) => c[name] === value) ?? String(value);
}

export function domainName(value: number): string {
  return domains.find((name) => c[name] === value) ?? String(value);
}
