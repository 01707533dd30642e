import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { CardsError, systemReason } from "../errors.ts";
import { hostAndPort, loopbackOf } from "./address.ts";
import type { Mail } from "./datagram-echo.ts";
import type { StreamDoor } from "./stream-door.ts";
import type { Transcript } from "./transcript.ts";

export interface DatagramDoor extends AsyncDisposable {
  readonly socket: Socket;
  readonly port: number;
}

/** Senders that are told apart; a spoofing flood must not fill our memory. */
const mostSenders = 1000;
/** Ports below belong to services: an answer could start a conversation between two servers that never ends. */
const firstPort = 1024;

/** Binds a socket for datagrams on loopback; `take` is told of each one that may be answered. */
export async function openDatagramDoor(
  transport: "udp4" | "udp6",
  wanted: number,
  transcript: Transcript,
  take: (mail: Mail) => void,
): Promise<DatagramDoor> {
  const host = loopbackOf(transport);
  const socket = createSocket(transport);
  try {
    await bind(socket, wanted, host);
  } catch (error) {
    socket.close();
    const hint = "Choose another port with --port.";
    throw new CardsError(`bind: ${hostAndPort(host, wanted)}: ${systemReason(error)}`, hint, { cause: error });
  }
  const { address, port } = socket.address();
  if (address !== host) throw new Error("bound beyond loopback");
  const senders = new Map<string, number>();
  socket.on("error", () => {});
  socket.on("message", (bytes, from) => {
    if (from.port < firstPort || from.port === port) return;
    const name = `${from.address} ${from.port}`;
    if (senders.size >= mostSenders && !senders.has(name)) senders.clear();
    const connection = senders.get(name) ?? senders.size + 1;
    senders.set(name, connection);
    transcript.add({ connection, direction: "in", kind: "data" }, bytes);
    take({ bytes, from, connection });
  });
  return { socket, port, [Symbol.asyncDispose]: () => closeSocket(socket) };
}

/**
 * A port from which datagrams are refused, and which no other program is given: the socket there is connected to
 * another of ours, and takes from nobody else.
 */
export async function openClosedPost(transport: "udp4" | "udp6"): Promise<StreamDoor> {
  const host = loopbackOf(transport);
  const [near, far] = [createSocket(transport), createSocket(transport)];
  await Promise.all([bind(near, 0, host), bind(far, 0, host)]);
  near.connect(far.address().port, host);
  await once(near, "connect");
  return {
    port: near.address().port,
    path: undefined,
    async [Symbol.asyncDispose]() {
      await Promise.all([closeSocket(near), closeSocket(far)]);
    },
  };
}

/** One datagram from a socket that nobody has heard of, over the same IP version. */
export async function sendFromElsewhere(
  transport: string,
  bytes: Buffer,
  to: { readonly address: string; readonly port: number },
): Promise<void> {
  const socket = createSocket(transport === "udp6" ? "udp6" : "udp4");
  await bind(socket, 0, loopbackOf(transport === "udp6" ? "udp6" : "udp4"));
  await new Promise((resolve) => socket.send(bytes, to.port, to.address, resolve));
  await closeSocket(socket);
}

/** Gives the memory back at once: V8 lets some 40 MB of large datagrams lie before it collects them (measured). */
export function letGo(bytes: Buffer): void {
  if (bytes.buffer instanceof ArrayBuffer && bytes.length === bytes.buffer.byteLength) bytes.buffer.transfer(0);
}

export async function bind(socket: Socket, port: number, host: string): Promise<void> {
  socket.bind(port, host);
  await once(socket, "listening");
}

export function closeSocket(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(() => resolve()));
}
