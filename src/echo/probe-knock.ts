import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { type Address, isDatagram } from "./address.ts";
import { newPatience } from "./probe-patience.ts";
import type { Transcript } from "./transcript.ts";

/** A learner's server, for those who go there. */
export interface Host {
  readonly address: Address;
  /** The server's process, or the cage around it. */
  readonly pid: number;
  readonly transcript: Transcript;
}

/** A SYN that found the queue full is sent again after 1 s and after 3 s (RFC 6298, Linux). */
const synMs = 3500;

/**
 * Connects; the system's word for it (`ECONNREFUSED`) when nobody is there, `ETIMEDOUT` when nobody takes us in: the
 * queue of a socket that listens may be full. On TCP `connect` waits for room in it, on Unix it does not (`man 2 connect`).
 */
export async function knock(host: Host): Promise<Socket | string> {
  const patience = newPatience(host.pid);
  const begin = performance.now();
  const isOver = (): boolean => patience.isOver() && performance.now() - begin > synMs;
  for (;;) {
    const socket = connect(placeOf(host.address));
    const answered = new Promise<NodeJS.ErrnoException | "in">((resolve) => {
      socket.once("connect", () => resolve("in"));
      socket.once("error", resolve);
    });
    let word = await Promise.race([answered, pause(patience.everyMs)]);
    while (word === undefined && !isOver()) word = await Promise.race([answered, pause(patience.everyMs)]);
    if (word === "in") return socket;
    socket.destroy();
    if (word === undefined) return "ETIMEDOUT";
    if (word.code !== "EAGAIN" || patience.isOver()) return word.code ?? word.message;
    await pause(patience.everyMs);
  }
}

function placeOf({ host, port, path }: Address) {
  const options = { allowHalfOpen: true, noDelay: true };
  if (path !== undefined) return { ...options, path: path.startsWith("@") ? `\0${path.slice(1)}` : path };
  return { ...options, host: host ?? "", port: port ?? 0 };
}

/** The place of a server on another address of this machine. */
export function elsewhere(host: Host, name: string): Host {
  const family = name.includes(":") ? "6" : "4";
  const transport = `${isDatagram(host.address.transport) ? "udp" : "tcp"}${family}` as const;
  return { ...host, address: { ...host.address, transport, host: name } };
}
