import { createSocket } from "node:dgram";
import { once } from "node:events";
import type { Transport } from "../model.ts";
import { hasIpv6, isDatagram, isUdp, loopbackOf, swappedPort } from "./address.ts";
import { bind, closeSocket } from "./datagram-door.ts";
import { newDecoy } from "./stream-door.ts";
import type { Transcript } from "./transcript.ts";

/** Which wrong door somebody has knocked at. */
export interface Knocked {
  /** The port with its two bytes swapped. */
  port: boolean;
  /** The right port in the other protocol. */
  protocol: boolean;
  /** The right port on the loopback of the other IP version. */
  family: boolean;
  /** An abstract name with zero bytes behind it. */
  name: boolean;
}

export function nothingKnocked(): Knocked {
  return { port: false, protocol: false, family: false, name: false };
}

/**
 * Doors beside the right one, so that "nothing arrived" gets its name: the port with its two bytes swapped is where a
 * program without htons() knocks, the same number in the other protocol or IP version where one with the wrong
 * SOCK_… or AF_… does.
 *
 * Undefined when one of the doors is not free: the caller takes another port.
 */
export async function openDecoys(
  transport: Transport,
  port: number,
  knocked: Knocked,
  transcript: Transcript,
): Promise<AsyncDisposable | undefined> {
  const swapped = swappedPort(port);
  if (swapped === port || swapped === 0) return undefined;
  const version = transport.endsWith("6") ? "6" : "4";
  const [ours, other] = isDatagram(transport) ? (["udp", "tcp"] as const) : (["tcp", "udp"] as const);
  const otherVersion = version === "4" ? "6" : "4";
  const note = (which: keyof Knocked, preview: string): void => {
    if (!knocked[which]) transcript.add({ connection: 0, direction: "in", kind: "decoy", preview });
    knocked[which] = true;
  };
  const noun = { tcp: "connect", udp: "datagram" };
  const doors = await Promise.all([
    openDoor(`${ours}${version}`, swapped, () =>
      note("port", `${noun[ours]} to port ${swapped}, which is ${port} with its bytes swapped`),
    ),
    openDoor(`${other}${version}`, port, () =>
      note("protocol", `${noun[other]}, where ${ours.toUpperCase()} is spoken`),
    ),
    version === "6" || hasIpv6()
      ? openDoor(`${ours}${otherVersion}`, port, () =>
          note("family", `${noun[ours]} over IPv${otherVersion}, where IPv${version} is spoken`),
        )
      : nothing,
  ]);
  const close = async (): Promise<void> => {
    for (const door of doors) await door?.[Symbol.asyncDispose]();
  };
  if (doors.every((door) => door !== undefined)) return { [Symbol.asyncDispose]: close };
  await close();
  return undefined;
}

const nothing: AsyncDisposable = { [Symbol.asyncDispose]: () => Promise.resolve() };

/** Undefined when it is not free. */
async function openDoor(
  transport: "tcp4" | "tcp6" | "udp4" | "udp6",
  port: number,
  onKnock: () => void,
): Promise<AsyncDisposable | undefined> {
  const host = loopbackOf(transport);
  if (isUdp(transport)) {
    const socket = createSocket({ type: transport, ipv6Only: transport === "udp6" });
    socket.on("message", onKnock);
    try {
      await bind(socket, port, host);
      return { [Symbol.asyncDispose]: () => closeSocket(socket) };
    } catch {
      socket.close();
      return undefined;
    }
  }
  const decoy = newDecoy(onKnock);
  decoy.server.listen(port, host);
  try {
    await once(decoy.server, "listening");
    return { [Symbol.asyncDispose]: () => decoy.close() };
  } catch {
    return undefined;
  }
}
