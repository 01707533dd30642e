import { constantsOfC as c } from "../libc/constants.ts";

/** How an option's value stands in memory; the lab speaks of one number each. */
export type Shape = "int" | "milliseconds" | "seconds-or-off" | "credentials";

/** The options that may be set: none of them leads out of the machine. */
const options = new Map<string, Shape>(
  (
    [
      [c.SOL_SOCKET, [c.SO_REUSEADDR, c.SO_REUSEPORT, c.SO_BROADCAST, c.SO_SNDBUF, c.SO_RCVBUF, c.SO_KEEPALIVE]],
      [c.SOL_SOCKET, [c.SO_OOBINLINE, c.SO_PASSCRED, c.SO_RCVLOWAT, c.SO_DONTROUTE]],
      [c.SOL_SOCKET, [c.SO_TYPE, c.SO_ERROR, c.SO_ACCEPTCONN, c.SO_PROTOCOL, c.SO_DOMAIN]],
      [c.IPPROTO_TCP, [c.TCP_NODELAY, c.TCP_MAXSEG, c.TCP_CORK, c.TCP_KEEPIDLE, c.TCP_KEEPINTVL, c.TCP_KEEPCNT]],
      [c.IPPROTO_TCP, [c.TCP_DEFER_ACCEPT, c.TCP_QUICKACK, c.TCP_USER_TIMEOUT]],
      [c.IPPROTO_IP, [c.IP_TTL]],
      [c.IPPROTO_IPV6, [c.IPV6_V6ONLY]],
    ] as const
  ).flatMap(([level, names]) => names.map((name) => [`${level} ${name}`, "int"] as const)),
);
options.set(`${c.SOL_SOCKET} ${c.SO_RCVTIMEO}`, "milliseconds");
options.set(`${c.SOL_SOCKET} ${c.SO_SNDTIMEO}`, "milliseconds");
options.set(`${c.SOL_SOCKET} ${c.SO_LINGER}`, "seconds-or-off");
options.set(`${c.SOL_SOCKET} ${c.SO_PEERCRED}`, "credentials");

export function shapeOf(level: number, option: number): Shape | undefined {
  return options.get(`${level} ${option}`);
}

/** The value as the kernel takes it: an int, `struct timeval` of ms, or `struct linger` of seconds (−1 is off). */
export function packOption(shape: Shape | undefined, value: number): Uint8Array {
  if (shape === "milliseconds") {
    const bytes = Buffer.alloc(16);
    bytes.writeBigInt64LE(BigInt(Math.trunc(value / 1000)), 0);
    bytes.writeBigInt64LE(BigInt((value % 1000) * 1000), 8);
    return bytes;
  }
  const words = shape === "seconds-or-off" ? [value < 0 ? 0 : 1, Math.max(0, value)] : [value];
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, at) => bytes.writeInt32LE(word, at * 4));
  return bytes;
}

/** Room that `getsockopt` needs for it. */
export function optionBytes(shape: Shape | undefined): number {
  if (shape === "milliseconds") return 16;
  return shape === "seconds-or-off" ? 8 : shape === "credentials" ? 12 : 4;
}

/** The number that came back: of credentials the process's. */
export function unpackOption(shape: Shape | undefined, bytes: Buffer): number {
  if (shape === "milliseconds" && bytes.length >= 16)
    return Number(bytes.readBigInt64LE(0)) * 1000 + Number(bytes.readBigInt64LE(8)) / 1000;
  if (shape === "seconds-or-off" && bytes.length >= 8) return bytes.readInt32LE(0) === 0 ? -1 : bytes.readInt32LE(4);
  return bytes.length >= 4 ? bytes.readInt32LE(0) : (bytes[0] ?? 0);
}
