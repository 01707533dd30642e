import { BlockList, isIPv4, isIPv6 } from "node:net";
import { nearestName } from "../notes/nearest-name.ts";
import type { Sockaddr } from "../libc/sockaddr.ts";

/** Where a session's names lead: nothing outside of it can be named. */
export interface Ground {
  /** The session's own folder: every path stands in it. */
  readonly folder: string;
  /** What {port} and {port2} stand for. */
  readonly ports: readonly [number, number];
  /** Put before every abstract name, so that no other program's is ever meant. */
  readonly prefix: string;
}

/** What cannot be reached, and why. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("0.0.0.0");
loopback.addAddress("::1", "ipv6");
loopback.addAddress("::", "ipv6");

/** Addresses of documentation (RFC 5737, RFC 3849): no machine has them, so binding to one fails, which can be shown. */
const nobodys = new BlockList();
nobodys.addSubnet("192.0.2.0", 24);
nobodys.addSubnet("2001:db8::", 32, "ipv6");

const forms = "Write 127.0.0.1:{port}, [::1]:{port}, unix:{path} or @name.";

/** Reads `127.0.0.1:7411`, `[::1]:{port}`, `unix:{path}`, `@name`. `isBind` lets the addresses that are nobody's pass. */
export function readAddress(text: string, ground: Ground, isBind: boolean): Sockaddr | Refusal {
  const filled = fillIn(text, ground);
  if (typeof filled !== "string") return filled;
  if (filled.startsWith("@")) return abstractName(filled, ground);
  if (filled.startsWith("unix:")) return pathIn(filled.slice(5), ground);
  if (filled.startsWith("/")) return pathIn(filled, ground);
  const [, ipv6, ipv4, digits] = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(filled) ?? [];
  const host = ipv6 ?? ipv4 ?? "";
  // No zones (`::1%lo`): the addresses of this machine need none.
  const isIp = ipv6 === undefined ? isIPv4(host) : isIPv6(host) && !host.includes("%");
  if (!isIp || Number(digits) > 65_535) return { message: `"${text}" is no address`, hint: hintFor(host) };
  const family = ipv6 === undefined ? "ipv4" : "ipv6";
  if (!loopback.check(host, family) && !(isBind && nobodys.check(host, family)))
    return { message: `${host} is not this machine`, hint: "The lab stays on the loopback: 127.0.0.1 or [::1]." };
  return { family: ipv6 === undefined ? "inet" : "inet6", host, port: Number(digits) };
}

function hintFor(host: string): string {
  return /^[a-z]/i.test(host) ? `Names are looked up by getaddrinfo, not by this call. ${forms}` : forms;
}

const placeholders = ["path", "path2", "port", "port2"];

function fillIn(text: string, { folder, ports }: Ground): string | Refusal {
  let unknown: string | undefined;
  const filled = text.replace(/\{(\w*)\}/g, (whole, name: string) => {
    if (!placeholders.includes(name)) unknown ??= name;
    if (name.startsWith("path")) return `${folder}/${name.replace("path", "socket")}`;
    return name === "port" ? String(ports[0]) : name === "port2" ? String(ports[1]) : whole;
  });
  if (unknown === undefined) return filled.startsWith(folder) ? `unix:${filled}` : filled;
  const near = nearestName(unknown, placeholders) ?? "path";
  return {
    message: `unknown placeholder {${unknown}}`,
    hint: `Did you mean {${near}}? There are {path} {path2} {port} {port2}.`,
  };
}

function abstractName(name: string, { prefix }: Ground): Sockaddr | Refusal {
  if (name === "@") return { message: "the abstract name is empty", hint: "Such as @chat." };
  return { family: "unix", path: `@${prefix}${name.slice(1)}` };
}

/** One file of the folder: a name without slashes. */
function pathIn(path: string, { folder }: Ground): Sockaddr | Refusal {
  const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
  if (name === "") return { message: "the path is empty", hint: "Write unix:{path}." };
  if (name.includes("/") || name.includes("\0") || name === "." || name === "..")
    return { message: `${path} is not in the lab's own folder`, hint: "Write unix:{path}, unix:{path2} or unix:NAME." };
  return { family: "unix", path: `${folder}/${name}` };
}

/** As a person reads it, with {path} in the place of the folder; "" is a socket without a name. */
export function addressText(address: Sockaddr, { folder, prefix }: Ground): string {
  if (address.family === "bytes") return `${address.bytes.length} bytes`;
  if (address.family === "inet") return `${address.host}:${address.port}`;
  if (address.family === "inet6") return `[${address.host}]:${address.port}`;
  if (address.path === "") return "";
  if (address.path.startsWith("@")) return `@${address.path.slice(1).replace(prefix, "")}`;
  const name = address.path.replace(`${folder}/`, "");
  return `unix:${name === "socket" ? "{path}" : name === "socket2" ? "{path2}" : name}`;
}
