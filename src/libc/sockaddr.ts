import { isIPv4, SocketAddress } from "node:net";
import { constantsOfC } from "./constants.ts";

/** The address of a socket, as the families of Linux have it. */
export type Sockaddr =
  | { readonly family: "inet"; readonly host: string; readonly port: number }
  | { readonly family: "inet6"; readonly host: string; readonly port: number }
  /** A path; an abstract name begins with `@`, where its first byte is really 0; "" is a socket without a name. */
  | { readonly family: "unix"; readonly path: string }
  /** Any other, and what a learner gets wrong on purpose: the bytes with their family. */
  | { readonly family: "bytes"; readonly bytes: Buffer };

/** Large enough for all (`struct sockaddr_storage`). */
export const mostAddressBytes = 128;

const { AF_INET, AF_INET6, AF_UNIX } = constantsOfC;

/**
 * The bytes that `bind` or `connect` takes, their length being the address's length: a path ends with a zero byte, an
 * abstract name does not (`man 7 unix`). The kernel judges what is wrong with it, not we.
 */
export function encodeSockaddr(address: Sockaddr): Buffer {
  if (address.family === "bytes") return address.bytes;
  if (address.family === "unix") return encodeUnix(address.path);
  return address.family === "inet" ? encodeIpv4(address) : encodeIpv6(address);
}

function encodeUnix(path: string): Buffer {
  const name = Buffer.from(path.startsWith("@") ? `\0${path.slice(1)}` : path);
  const end = name.length === 0 || name[0] === 0 ? "" : "\0";
  return Buffer.concat([u16(AF_UNIX), name, Buffer.from(end)]);
}

/** `struct sockaddr_in`: family, port and address big-endian, 8 bytes of nothing (`man 7 ip`). */
function encodeIpv4({ host, port }: { readonly host: string; readonly port: number }): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt16LE(AF_INET, 0);
  bytes.writeUInt16BE(port & 0xffff, 2);
  bytes.set(isIPv4(host) ? host.split(".").map(Number) : [0, 0, 0, 0], 4);
  return bytes;
}

/** `struct sockaddr_in6`: family, port, flow, 16 bytes of address, scope (`man 7 ipv6`). */
function encodeIpv6({ host, port }: { readonly host: string; readonly port: number }): Buffer {
  const bytes = Buffer.alloc(28);
  bytes.writeUInt16LE(AF_INET6, 0);
  bytes.writeUInt16BE(port & 0xffff, 2);
  const [left = "", right] = new SocketAddress({ address: host, family: "ipv6" }).address.split("::");
  const before = words(left);
  const after = words(right ?? "");
  bytes.set(before, 8);
  bytes.set(after, 24 - after.length);
  return bytes;
}

/** `ffff:127.0.0.1` or `2001:db8` as bytes. */
function words(text: string): number[] {
  return text
    .split(":")
    .filter((word) => word !== "")
    .flatMap((word) => {
      if (word.includes(".")) return word.split(".").map(Number);
      const number = Number.parseInt(word, 16);
      return [number >> 8, number & 0xff];
    });
}

/** What the kernel wrote; undefined for no address at all (a peer of `recv` on a stream). */
export function decodeSockaddr(bytes: Buffer): Sockaddr | undefined {
  if (bytes.length < 2) return undefined;
  const family = bytes.readUInt16LE(0);
  if (family === AF_UNIX) return { family: "unix", path: decodePath(bytes.subarray(2)) };
  if (family === AF_INET && bytes.length >= 16)
    return { family: "inet", host: [...bytes.subarray(4, 8)].join("."), port: bytes.readUInt16BE(2) };
  if (family === AF_INET6 && bytes.length >= 24)
    return { family: "inet6", host: decodeIpv6(bytes.subarray(8, 24)), port: bytes.readUInt16BE(2) };
  return { family: "bytes", bytes: Buffer.from(bytes) };
}

function decodePath(name: Buffer): string {
  if (name[0] === 0) return name.length === 1 ? "" : `@${name.subarray(1).toString()}`;
  const end = name.indexOf(0);
  return name.subarray(0, end === -1 ? name.length : end).toString();
}

/** In the short form of RFC 5952. */
function decodeIpv6(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(at * 2).toString(16));
  return new SocketAddress({ address: groups.join(":"), family: "ipv6" }).address;
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
