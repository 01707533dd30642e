import { networkInterfaces } from "node:os";
import { missingLibc, missingRaw } from "../libc/libc.ts";
import type { Transport, MessageTransport } from "../model.ts";

/** Where a peer finds us: host and port, or the path of a Unix socket. */
export interface Address {
  readonly transport: Transport;
  readonly host: string | undefined;
  readonly port: number | undefined;
  /** An abstract name begins with `@`, where its first byte is really 0 (`man 7 unix`). */
  readonly path: string | undefined;
}

export function isUdp(transport: Transport): transport is "udp4" | "udp6" {
  return transport === "udp4" || transport === "udp6";
}

/** Neither a connection nor an end. */
export function isDatagram(transport: Transport): boolean {
  return isUdp(transport) || transport === "unix-dgram" || transport === "icmp";
}

/** What is sent at once arrives at once, or not at all. */
export function keepsMessages(transport: Transport): boolean {
  return isDatagram(transport) || transport === "unix-seqpacket";
}

export function isMessage(transport: Transport): transport is MessageTransport {
  return transport === "unix-dgram" || transport === "unix-seqpacket" || transport === "icmp";
}

export function isUnix(transport: Transport): boolean {
  return transport.startsWith("unix-");
}

/** Only ever the machine itself: a learner's mistake must not be reachable from another one. */
export function loopbackOf(transport: Transport): "127.0.0.1" | "::1" {
  return transport.endsWith("6") ? "::1" : "127.0.0.1";
}

/** A port with its two bytes in the other order: what it becomes where htons() is missing. */
export function swappedPort(port: number): number {
  return ((port & 0xff) << 8) | (port >> 8);
}

/** Host and port as they are written together. */
export function hostAndPort(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Why a transport cannot be had on this machine; undefined where it can. */
export function missingTransport(transport: Transport): string | undefined {
  if (transport === "unix-abstract" && process.platform !== "linux") return "only Linux has abstract names";
  if (isMessage(transport)) return transport === "icmp" ? missingRaw() : missingLibc();
  return transport.endsWith("6") && !hasIpv6() ? "this machine has no IPv6 loopback (::1)" : undefined;
}

export function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((found) => found?.some(({ address }) => address === "::1"));
}
