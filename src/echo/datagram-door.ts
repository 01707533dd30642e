import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { CardsError } from "../errors.ts";
import { hostAndPort, loopbackOf } from "./address.ts";
import type { Mail } from "./datagram-echo.ts";
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
    const isTaken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
    const reason = isTaken ? "address already in use" : String(error);
    throw new CardsError(`bind: ${hostAndPort(host, wanted)}: ${reason}`, "Choose another port with --port.", {
      cause: error,
    });
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

export async function bind(socket: Socket, port: number, host: string): Promise<void> {
  socket.bind(port, host);
  await once(socket, "listening");
}

export function closeSocket(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(() => resolve()));
}
