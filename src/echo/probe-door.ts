import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { type Address, hostAndPort, isDatagram } from "./address.ts";
import { newPatience } from "./probe-patience.ts";
import { hexPort, procText } from "./proc-text.ts";
import { canSee, processTree, socketsOf } from "./processes.ts";
import { unixRows } from "./unix-rows.ts";

/** Where a learner's process can be found by others: a socket that listens, or one that takes datagrams. */
export interface Door {
  readonly protocol: "tcp" | "udp" | "unix";
  /** As it is written: `127.0.0.1:7007`, or a path (`@name` when abstract). */
  readonly place: string;
  readonly port: number | undefined;
}

/**
 * A port of loopback that nobody has, nor the port with its bytes swapped, so that a server without htons() comes up
 * and can be told. Neither is one that the kernel gives for 0: those it also hands to clients, and one of them could
 * take it before the learner's program binds it.
 */
export async function freePort(...hosts: readonly string[]): Promise<number> {
  const ephemeral = Number(procText("/proc/sys/net/ipv4/ip_local_port_range").split(/\s/)[0]) || 32_768;
  const [first, last] = [ephemeral > 16_384 ? 8 : 0x80, ephemeral > 16_384 ? ephemeral >> 8 : 0x100];
  for (let tries = 0; tries < 100; tries++) {
    const [high, low] = [randomInt(first, last), randomInt(first, last)];
    if (high === low || !(await areFree(hosts, low * 256 + high))) continue;
    if (await areFree(hosts, high * 256 + low)) return high * 256 + low;
  }
  throw new Error("no port is free");
}

async function areFree(hosts: readonly string[], port: number): Promise<boolean> {
  const free = await Promise.all(hosts.map((host) => isFree(host, port)));
  return free.every(Boolean);
}

/** For connections and for datagrams, also for whoever does not look past the remains of connections (TIME_WAIT). */
export async function isFree(host: string, port: number): Promise<boolean> {
  if (hasRemains(port)) return false;
  const server = createServer();
  const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
  try {
    await once(server.listen(port, host), "listening");
    socket.bind(port, host);
    await once(socket, "listening");
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Node sets SO_REUSEADDR, and would not notice. */
function hasRemains(port: number): boolean {
  const there = `:${hexPort(port)}`;
  const rows = ["tcp", "tcp6"].flatMap((table) => procText(`/proc/net/${table}`).split("\n"));
  return rows.some((row) => row.trim().split(/\s+/)[1]?.endsWith(there));
}

/** A run time that starts on a crowded machine is awake all the while; one that spins has used up its processor time before. */
const comingUpMs = 12_000;

/**
 * Waits until somebody of this process tree listens at the address. The kernel's tables are read for it, because a
 * connection would be taken for the first client; where there are none it is tried by `knock`.
 *
 * False when nothing can come of it any more, or when `signal` says so.
 */
export async function untilListening(
  address: Address,
  pid: number,
  signal: AbortSignal,
  knock: () => Promise<boolean>,
): Promise<boolean> {
  const patience = canSee ? newPatience(pid, comingUpMs) : newPatience(pid);
  let lookedAt = performance.now();
  for (let tries = 0; !signal.aborted; tries++) {
    if (canSee ? doorsOf(pid).some((door) => leadsTo(door, address)) : await knock()) return true;
    if (performance.now() - lookedAt >= patience.everyMs) {
      lookedAt = performance.now();
      if (patience.isOver()) return false;
    }
    await pause(tries < 20 ? 2 : 10);
  }
  return false;
}

/** Whether whoever goes to the address comes to this door; one on `::` may let IPv4 in or not, which cannot be seen. */
export function leadsTo(door: Door, address: Address): boolean {
  const { transport, host = "", port = 0, path } = address;
  if (path !== undefined) return door.protocol === "unix" && door.place === path;
  if (door.protocol !== (isDatagram(transport) ? "udp" : "tcp") || door.port !== port) return false;
  if (host === "::") return true;
  const everywhere = host.includes(":") ? ["::"] : ["0.0.0.0", "::"];
  return [host, `::ffff:${host}`, ...everywhere].some((name) => door.place === hostAndPort(name, port));
}

/** Doors of a process and all that descend from it (`man 5 proc`: /proc/net/tcp and its kin). */
export function doorsOf(pid: number): readonly Door[] {
  const held = new Set(processTree(pid).flatMap((process) => [...socketsOf(process).values()]));
  if (held.size === 0) return [];
  const listening = ["tcp", "tcp6"].flatMap((table) => internetDoors(table, held, "0A"));
  const datagrams = ["udp", "udp6"].flatMap((table) => internetDoors(table, held, "07"));
  return [...listening, ...datagrams, ...unixDoors(held)];
}

/** Rows `0: 0100007F:1F90 00000000:0000 0A … inode`. */
function internetDoors(table: string, held: ReadonlySet<string>, state: string): readonly Door[] {
  const rows = procText(`/proc/net/${table}`)
    .split("\n")
    .map((row) => row.trim().split(/\s+/));
  return rows.flatMap(([, local = "", , its, , , , , , inode = ""]): Door[] => {
    if (its !== state || !held.has(inode)) return [];
    const [host = "", hex = "0"] = local.split(":");
    const port = parseInt(hex, 16);
    const protocol = table.startsWith("udp") ? "udp" : "tcp";
    return port === 0 ? [] : [{ protocol, place: hostAndPort(hostOf(host), port), port }];
  });
}

/** Four bytes in the machine's order are an IPv4 address; of IPv6 only what a server binds to is told. */
function hostOf(hex: string): string {
  if (hex.length === 8)
    return Array.from({ length: 4 }, (_, at) => parseInt(hex.slice(6 - 2 * at, 8 - 2 * at), 16)).join(".");
  if (hex.startsWith("0000000000000000FFFF0000")) return `::ffff:${hostOf(hex.slice(24))}`;
  return (
    { "00000000000000000000000000000000": "::", "00000000000000000000000001000000": "::1" }[hex] ?? "an IPv6 address"
  );
}

/** The flag 0x10000 says that it listens. */
function unixDoors(held: ReadonlySet<string>): readonly Door[] {
  const rows = unixRows(procText("/proc/net/unix")).filter(
    ({ flags, type, path }) => flags === "00010000" && type === "0001" && path !== "",
  );
  return rows.flatMap(({ inode, path }): Door[] =>
    held.has(inode) ? [{ protocol: "unix", place: path, port: undefined }] : [],
  );
}
